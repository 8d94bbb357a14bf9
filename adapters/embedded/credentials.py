"""The secrets of one data directory, made once."""

from __future__ import annotations

import secrets

import msgspec

from adapters.embedded.home import Home, write_private


def _secret() -> str:
    return secrets.token_urlsafe(24)


class Credentials(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What ``credentials.json`` holds; every value is safe inside a URL. The account is the owner that ``up`` makes."""

    postgres: str = msgspec.field(default_factory=_secret)
    redis: str = msgspec.field(default_factory=_secret)
    clickhouse: str = msgspec.field(default_factory=_secret)
    clickhouse_reader: str = msgspec.field(default_factory=_secret)
    s3_access_key: str = msgspec.field(default_factory=lambda: "argument-" + secrets.token_hex(6))
    s3_secret_key: str = msgspec.field(default_factory=_secret)
    secret_key: str = msgspec.field(default_factory=lambda: secrets.token_urlsafe(48))
    account_email: str = "owner@argument.local"
    account_password: str = msgspec.field(default_factory=_secret)


def load_credentials(home: Home) -> Credentials:
    """Read them, or make and store them the first time."""
    if home.credentials.exists():
        return msgspec.json.decode(home.credentials.read_bytes(), type=Credentials)
    made = Credentials()
    write_private(home.credentials, msgspec.json.format(msgspec.json.encode(made)).decode())
    return made
