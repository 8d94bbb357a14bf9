"""A published experience as files that any web server can serve: what they are, and how they become a zip."""
