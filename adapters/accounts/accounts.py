"""The table of accounts."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import LiteralString, cast
from uuid import UUID

import msgspec
from psycopg import Connection
from psycopg.errors import UniqueViolation
from psycopg.rows import class_row
from psycopg_pool import ConnectionPool

PROJECTS = 5
BYTES = 500 * 1024 * 1024
"""The free plan."""
ADMIN_PROJECTS = 10_000
ADMIN_BYTES = 1024**4
"""Whoever runs the service is bounded by the disk, not by a plan."""
INSERT = (
    "INSERT INTO accounts (id, email, password_hash, role) VALUES (%s, %s, %s, %s) "
    "RETURNING id, email, password_hash, role, blocked, created_at"
)
BY_ID = "SELECT id, email, password_hash, role, blocked, created_at FROM accounts WHERE id = %s"
BY_EMAIL = "SELECT id, email, password_hash, role, blocked, created_at FROM accounts WHERE email = %s"


class EmailTaken(Exception):
    """Another account has this address."""


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """A person who owns projects. ``password_hash`` never leaves the process."""

    id: UUID
    email: str
    password_hash: str
    role: str
    blocked: bool
    created_at: datetime


def normalised(email: str) -> str:
    """One spelling per address: NFC, lower case, no space around it."""
    return unicodedata.normalize("NFC", email).strip().lower()


class Accounts:
    """Finds and makes accounts."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool

    def create(self, id: UUID, email: str, password_hash: str, role: str = "user") -> Account:
        """With the quota of its role. Raises EmailTaken."""
        quota = (ADMIN_PROJECTS, ADMIN_BYTES) if role == "admin" else (PROJECTS, BYTES)
        try:
            with self._pool.connection() as conn, conn.transaction():
                row = (id, normalised(email), password_hash, role)
                account = conn.cursor(row_factory=class_row(Account)).execute(INSERT, row).fetchone()
                conn.execute("INSERT INTO quotas VALUES (%s, %s, %s)", (id, *quota))
        except UniqueViolation as error:
            raise EmailTaken from error
        return cast("Account", account)

    def by_email(self, email: str) -> Account | None:
        """The account with this address, blocked or not."""
        with self._pool.connection() as conn:
            return one(conn, BY_EMAIL, normalised(email))

    def by_id(self, id: UUID) -> Account | None:
        """The account with this id, blocked or not."""
        with self._pool.connection() as conn:
            return one(conn, BY_ID, id)

    def change_hash(self, id: UUID, password_hash: str) -> None:
        """Replaces the stored hash of the password."""
        with self._pool.connection() as conn:
            conn.execute("UPDATE accounts SET password_hash = %s WHERE id = %s", (password_hash, id))


def one(conn: Connection, query: LiteralString, value: object) -> Account | None:
    """The account that the query finds for this value."""
    return conn.cursor(row_factory=class_row(Account)).execute(query, (value,)).fetchone()
