"""Numbered SQL for Postgres and ClickHouse, applied by ``python -m migrations``."""
