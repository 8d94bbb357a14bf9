"""Refresh tokens: each is used once and leads to its successor; a stolen one that is used again ends the login."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

from psycopg import Connection
from psycopg_pool import ConnectionPool

LIFETIME = timedelta(days=7)
REMEMBERED = timedelta(days=30)
GRACE = timedelta(seconds=10)
"""For so long two requests of one client may use the same token and get the same successor."""

Digest = Callable[[str], bytes]
Successor = Callable[[str], str]


class RefreshTokens:
    """A family is one login; all its tokens live and die together."""

    def __init__(self, pool: ConnectionPool, digest: Digest, successor: Successor) -> None:
        self._pool = pool
        self._digest = digest
        self._successor = successor

    def open(self, account_id: UUID, token: str, *, remember: bool = False) -> None:
        """Starts a family with this token."""
        lifetime = REMEMBERED if remember else LIFETIME
        with self._pool.connection() as conn, conn.transaction():
            self._insert(conn, token, uuid4(), account_id, lifetime)

    def rotate(self, token: str) -> tuple[UUID, str] | None:
        """The account and the next token; None when the token is unknown, too old, revoked or used before."""
        with self._pool.connection() as conn, conn.transaction():
            row = conn.execute(
                "SELECT family_id, account_id, lifetime, used_at, used_at > now() - %s::interval "
                "FROM refresh_tokens WHERE token_hash = %s AND revoked_at IS NULL AND expires_at > now() FOR UPDATE",
                (GRACE, self._digest(token)),
            ).fetchone()
            if row is None:
                return None
            family_id, account_id, lifetime, used_at, within_grace = row
            following = self._successor(token)
            if used_at is None:
                conn.execute("UPDATE refresh_tokens SET used_at = now() WHERE token_hash = %s", (self._digest(token),))
                self._insert(conn, following, family_id, account_id, lifetime)
            elif not within_grace:
                self._end(conn, family_id)
                return None
            return account_id, following

    def revoke(self, token: str) -> None:
        """Ends the family of this token; an unknown token is no error."""
        with self._pool.connection() as conn, conn.transaction():
            row = conn.execute(
                "SELECT family_id FROM refresh_tokens WHERE token_hash = %s", (self._digest(token),)
            ).fetchone()
            if row is not None:
                self._end(conn, row[0])

    def _insert(self, conn: Connection, token: str, family_id: UUID, account_id: UUID, lifetime: timedelta) -> None:
        conn.execute(
            "INSERT INTO refresh_tokens (token_hash, family_id, account_id, lifetime, expires_at) "
            "VALUES (%s, %s, %s, %s, now() + %s)",
            (self._digest(token), family_id, account_id, lifetime, lifetime),
        )

    @staticmethod
    def _end(conn: Connection, family_id: UUID) -> None:
        conn.execute(
            "UPDATE refresh_tokens SET revoked_at = now() WHERE family_id = %s AND revoked_at IS NULL", (family_id,)
        )
