"""Idempotency keys: which body a client's key was first used with."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from psycopg_pool import ConnectionPool

KEPT = timedelta(hours=24)


class IdempotencyKeys:
    """Remembers keys by account and route."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool

    def claim(self, account_id: UUID, route: str, key: str, body_hash: bytes) -> bool:
        """Whether the key is new or was used with the same body; of two racers the first one decides."""
        with self._pool.connection() as conn:
            row = conn.execute(
                "INSERT INTO idempotency_keys AS k (account_id, route, key, body_hash) VALUES (%s, %s, %s, %s) "
                "ON CONFLICT (account_id, route, key) DO UPDATE SET "
                "body_hash = CASE WHEN k.created_at < now() - %s::interval THEN excluded.body_hash "
                "ELSE k.body_hash END, "
                "created_at = CASE WHEN k.created_at < now() - %s::interval THEN now() ELSE k.created_at END "
                "RETURNING body_hash",
                (account_id, route, key, body_hash, KEPT, KEPT),
            ).fetchone()
        return row is not None and bytes(row[0]) == body_hash
