"""Processes that react: one file a role, started as ``python -m workers ROLE``."""
