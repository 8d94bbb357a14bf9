"""The API: one thin controller a resource. Commands go to the application, lists come from the projections."""
