"""Quotas: what an account may hold, and the room that commands under way have reserved."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import msgspec
from psycopg_pool import ConnectionPool

EXPIRY = timedelta(hours=1)


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What an account may hold."""

    max_projects: int
    max_bytes: int


class Used(msgspec.Struct, frozen=True, kw_only=True):
    """What an account holds, as of ``position`` in the event log."""

    projects: int
    bytes: int
    position: int


class Quotas:
    """Reserves room so that no race can pass a limit."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool

    def limits(self, account_id: UUID) -> Limits | None:
        """None for an unknown account."""
        with self._pool.connection() as conn:
            row = conn.execute(
                "SELECT max_projects, max_bytes FROM quotas WHERE account_id = %s", (account_id,)
            ).fetchone()
        return None if row is None else Limits(max_projects=row[0], max_bytes=row[1])

    def reserve(self, account_id: UUID, command_id: UUID, used: Used, *, projects: int = 0, size: int = 0) -> bool:
        """Whether there is room for so much more; the same command reserves once.

        The account's row is locked meanwhile, so commands of one account are counted one after the other. ``used``
        was read before: whatever was settled since then has a later position and is counted as reserved. A command
        between its commit and ``settle`` may count twice, for that moment: a limit is never passed.
        """
        with self._pool.connection() as conn, conn.transaction():
            limits = conn.execute(
                "SELECT max_projects, max_bytes FROM quotas WHERE account_id = %s FOR UPDATE", (account_id,)
            ).fetchone()
            reserved = conn.execute(
                "SELECT coalesce(sum(projects), 0)::int, coalesce(sum(bytes), 0)::bigint FROM quota_reservations "
                "WHERE account_id = %s AND command_id <> %s "
                "AND (position > %s OR (position IS NULL AND expires_at > now()))",
                (account_id, command_id, used.position),
            ).fetchone()
            if limits is None or reserved is None:
                return False
            if projects and used.projects + reserved[0] + projects > limits[0]:
                return False
            if size and used.bytes + reserved[1] + size > limits[1]:
                return False
            conn.execute(
                "INSERT INTO quota_reservations VALUES (%s, %s, %s, %s, NULL, now() + %s) "
                "ON CONFLICT (command_id) DO UPDATE SET bytes = excluded.bytes, expires_at = excluded.expires_at",
                (command_id, account_id, projects, size, EXPIRY),
            )
            return True

    def settle(self, command_id: UUID, position: int) -> None:
        """The command is at this position: from there on the usage read model counts it."""
        with self._pool.connection() as conn:
            conn.execute(
                "UPDATE quota_reservations SET position = %s WHERE command_id = %s AND position IS NULL",
                (position, command_id),
            )

    def release(self, command_id: UUID) -> None:
        """The command was refused: its room is free again."""
        with self._pool.connection() as conn:
            conn.execute("DELETE FROM quota_reservations WHERE command_id = %s AND position IS NULL", (command_id,))
