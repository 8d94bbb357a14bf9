"""How events are stored: as JSON with short topics, in the library's own Postgres tables."""
