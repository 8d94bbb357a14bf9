"""What arrived in ClickHouse, read as analysts read it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

import clickhouse_connect

from adapters.embedded.credentials import load_credentials
from adapters.embedded.home import Home
from tests.stack import Stack


def address(stack: Stack) -> str:
    """The read-only address of this stack."""
    port = json.loads((stack.data / "ports.json").read_text())["clickhouse"]
    return f"http://analyst:{load_credentials(Home(stack.data)).clickhouse_reader}@127.0.0.1:{port}/argument"


def rows(url: str, sql: str, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of a query at an address ``http://user:password@host:port/database``."""
    parts = urlsplit(url)
    with clickhouse_connect.get_client(
        host=parts.hostname,
        port=parts.port or 8123,
        username=parts.username,
        password=parts.password or "",
        database=parts.path.strip("/"),
    ) as client:
        return list(client.query(sql, parameters=parameters).named_results())


def events_of(stack: Stack, link_id: str) -> list[dict[str, Any]]:
    """The events of a link, each as often as it is stored."""
    sql = (
        "SELECT event_type AS type, toString(session_id) AS session, toString(event_id) AS id, metadata "
        "FROM events WHERE link_id = {link:UUID} ORDER BY occurred_at"
    )
    return rows(address(stack), sql, link=link_id)
