"""``server.json``: what a running system says about itself, for the command line, tests and people.

Mode 600, because it holds the account and every engine's address with its password. Written when everything answers and
removed at the end; after a kill -9 it stays, so :func:`running` asks whether the process it names still lives.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

from adapters.embedded.birth import birth
from adapters.embedded.credentials import Credentials
from adapters.embedded.engines.clickhouse import DATABASE, READER
from adapters.embedded.home import Home, write_private
from adapters.embedded.services import KEY_FILE, Address


class Analyst(msgspec.Struct, frozen=True, kw_only=True):
    """A read-only way into ClickHouse; ``url`` carries no credentials."""

    url: str
    user: str
    password: str
    database: str


class ServerFile(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """``url`` is for this machine, ``publicUrl`` begins links; ``settings`` is the environment of our processes.

    ``ca`` is the path of the authority to trust when ``url`` is https, else empty. ``clickhouse`` is null when a real
    server is used in place of the embedded one.
    """

    url: str
    public_url: str
    email: str
    password: str
    api_key: str
    pid: int
    birth: str
    started_at: datetime
    ca: str
    clickhouse: Analyst | None
    settings: dict[str, str]


def write_server(
    home: Home, credentials: Credentials, address: Address, settings: Mapping[str, str], *, clickhouse: int
) -> ServerFile:
    """``clickhouse`` is the front's port, 0 when another server is used."""
    url = f"http://127.0.0.1:{clickhouse}"
    analyst = Analyst(url=url, user=READER, password=credentials.clickhouse_reader, database=DATABASE)
    key = home.root / KEY_FILE
    server = ServerFile(
        url=address.url,
        public_url=address.public_url,
        email=credentials.account_email,
        password=credentials.account_password,
        api_key=key.read_text().strip() if key.exists() else "",
        pid=os.getpid(),
        birth=birth(os.getpid()),
        started_at=datetime.now(UTC),
        ca=address.authority,
        clickhouse=analyst if clickhouse else None,
        settings=dict(settings),
    )
    write_private(home.server, msgspec.json.format(msgspec.json.encode(server)).decode() + "\n")
    return server


def running(home: Home) -> ServerFile | None:
    """What the system that runs on the data directory wrote; none when it is not up, or still starting."""
    try:
        server = msgspec.json.decode(home.server.read_bytes(), type=ServerFile)
    except (OSError, msgspec.MsgspecError):
        return None
    return server if birth(server.pid) == server.birth else None
