"""The ClickHouse-protocol front over chDB, one process that owns its path."""

from __future__ import annotations

import sys

import msgspec

from adapters.embedded import pings
from adapters.embedded.credentials import Credentials
from adapters.embedded.home import Home, write_private
from adapters.embedded.ports import Ports
from adapters.embedded.program import Engine, Launch, Program
from adapters.embedded.python import python_environment

DATABASE = "argument"
WRITER, READER = "argument", "analyst"


def plan(home: Home, credentials: Credentials, ports: Ports) -> Engine:
    """Two users: the system's own, and a read-only one for analysts."""
    port = ports.take("clickhouse")

    def launch() -> Launch:
        folder = home.folder("clickhouse")
        users = folder / "users.json"
        write_private(users, _users(credentials))
        argv = (sys.executable, "-m", "adapters.embedded.clickhouse", "--data", str(folder / "data"))
        argv += ("--host", "127.0.0.1", "--port", str(port), "--credentials", str(users))
        return Launch(argv=argv, env=python_environment(), cwd=str(folder))

    program = Program(name="clickhouse", launch=launch, ready=lambda: pings.http(port, "/ping"), port=port)
    url = f"http://{WRITER}:{credentials.clickhouse}@127.0.0.1:{port}/{DATABASE}"
    return Engine(name="clickhouse", programs=(program,), settings={"CLICKHOUSE_URL": url})


def _users(credentials: Credentials) -> str:
    users = [
        {"name": WRITER, "password": credentials.clickhouse, "readonly": False},
        {"name": READER, "password": credentials.clickhouse_reader, "readonly": True},
    ]
    return msgspec.json.encode({"users": users, "database": DATABASE}).decode()
