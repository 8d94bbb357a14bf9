"""Removes rows that no longer mean anything."""

from __future__ import annotations

from psycopg_pool import ConnectionPool

from adapters.accounts.idempotency import KEPT


def sweep(pool: ConnectionPool) -> None:
    """Expired tokens, old idempotency keys, spent reservations. Cheap; any process may call it at any time."""
    with pool.connection() as conn:
        conn.execute("DELETE FROM refresh_tokens WHERE expires_at < now() - interval '1 day'")
        conn.execute("DELETE FROM idempotency_keys WHERE created_at < now() - %s::interval", (KEPT,))
        conn.execute("DELETE FROM quota_reservations WHERE expires_at < now() - interval '1 day'")
