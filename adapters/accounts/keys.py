"""API keys: long-lived secrets for programs, stored as hashes."""

from __future__ import annotations

from uuid import UUID

from psycopg_pool import ConnectionPool


class ApiKeys:
    """Keys act for the account that made them."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool

    def add(self, id: UUID, account_id: UUID, name: str, prefix: str, key_hash: bytes) -> None:
        """The same hash twice is one key."""
        with self._pool.connection() as conn:
            conn.execute(
                "INSERT INTO api_keys (id, account_id, name, prefix, key_hash) VALUES (%s, %s, %s, %s, %s) "
                "ON CONFLICT (key_hash) DO NOTHING",
                (id, account_id, name, prefix, key_hash),
            )

    def owner(self, key_hash: bytes) -> tuple[UUID, str] | None:
        """Account and role behind a key that is neither revoked nor expired, of an account that is not blocked."""
        with self._pool.connection() as conn:
            return conn.execute(
                "SELECT a.id, a.role FROM api_keys k JOIN accounts a ON a.id = k.account_id "
                "WHERE k.key_hash = %s AND k.revoked_at IS NULL AND NOT a.blocked "
                "AND (k.expires_at IS NULL OR k.expires_at > now())",
                (key_hash,),
            ).fetchone()

    def revoke(self, account_id: UUID, id: UUID) -> None:
        """Takes effect within the time that processes remember a key."""
        with self._pool.connection() as conn:
            conn.execute(
                "UPDATE api_keys SET revoked_at = now() WHERE account_id = %s AND id = %s AND revoked_at IS NULL",
                (account_id, id),
            )
