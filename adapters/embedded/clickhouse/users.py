"""Who may ask, read once from the credentials file. Only digests stay in memory."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from pathlib import Path

import msgspec

from adapters.embedded.clickhouse.errors import authentication_failed


class Credential(msgspec.Struct, frozen=True):
    """One user as the credentials file writes it."""

    name: str
    password: str
    readonly: bool = False


class CredentialsFile(msgspec.Struct, frozen=True):
    """``{"users": [{"name", "password", "readonly"}], "database": "argument"}``."""

    users: list[Credential]
    database: str = "argument"


class User(msgspec.Struct, frozen=True):
    """An authenticated user."""

    name: str
    readonly: bool


class Users:
    """Checks names and passwords in a time that depends on neither."""

    def __init__(self, credentials: CredentialsFile) -> None:
        self.database = credentials.database
        self._known = {c.name: (_digest(c.password), User(c.name, c.readonly)) for c in credentials.users}

    @classmethod
    def read(cls, path: Path) -> Users:
        """Raises msgspec.DecodeError on a malformed file."""
        return cls(msgspec.json.decode(path.read_bytes(), type=CredentialsFile))

    def authenticate(self, headers: Mapping[str, str], params: Mapping[str, str]) -> User:
        """Basic, then ``X-ClickHouse-User``/``-Key``, then ``?user=&password=``. Raises QueryError 516."""
        name, password = _claimed(headers, params)
        digest, user = self._known.get(name, (_digest(""), None))
        if not hmac.compare_digest(digest, _digest(password)) or user is None:
            raise authentication_failed(name)
        return user


def _digest(password: str) -> bytes:
    return hashlib.sha256(password.encode()).digest()


def _claimed(headers: Mapping[str, str], params: Mapping[str, str]) -> tuple[str, str]:
    scheme, _, encoded = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise authentication_failed("default") from None
        return name, password
    if "x-clickhouse-user" in headers:
        return headers["x-clickhouse-user"], headers.get("x-clickhouse-key", "")
    return params.get("user", "default"), params.get("password", "")
