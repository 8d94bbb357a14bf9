"""How fast it is, measured against the limits that were promised."""
