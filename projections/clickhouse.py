"""The one home of clickhouse_connect: columns in, rows out, and one exception for everything that did not work."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

import clickhouse_connect
import msgspec
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import ClickHouseError
from clickhouse_connect.driver.httputil import get_pool_manager
from urllib3.exceptions import HTTPError

R = TypeVar("R", bound=msgspec.Struct)

CONNECT_TIMEOUT = 3
ANSWER_TIMEOUT = 30
PAUSE = 1.0

# An acknowledged insert is stored. Repeats are dropped by event_id and by position, never by block: a block that the
# table had seen and a materialized view had not would be lost to the view.
INSERT_SETTINGS = {"async_insert": 0, "insert_deduplicate": 0}


class ClickHouseFailed(ConnectionError):
    """ClickHouse is away or refused. Nothing is known of whether an insert took place: repeat it."""


class ClickHouse:
    """A ClickHouse by its address ``http://user:password@host:port/database``. Safe for threads; connects when used."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client: Client | None = None
        self._lock = threading.Lock()
        self._silent_until = 0.0

    @property
    def database(self) -> str:
        """The database that the address names."""
        return urlsplit(self._url).path.strip("/") or "default"

    def insert(self, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
        """Adds rows, given column by column; all or, after ClickHouseFailed, perhaps all."""
        try:
            self._connected().insert(
                table,
                list(columns.values()),
                column_names=list(columns),
                column_oriented=True,
                settings=INSERT_SETTINGS,
            )
        except (ClickHouseError, HTTPError, OSError) as error:
            raise ClickHouseFailed(str(error)) from error

    def rows(self, cls: type[R], sql: str, params: Mapping[str, Any] | None = None) -> list[R]:
        """Rows as structs, by column name. Values reach the server as ``{name:Type}`` parameters, never as text."""
        try:
            found = self._connected().query(sql, parameters=dict(params or {}))
            return [msgspec.convert(row, cls) for row in found.named_results()]
        except (ClickHouseError, HTTPError, OSError) as error:
            raise ClickHouseFailed(str(error)) from error

    def command(self, sql: str) -> str:
        """Runs a statement and returns its answer as text."""
        try:
            return str(self._connected().command(sql))
        except (ClickHouseError, HTTPError, OSError) as error:
            raise ClickHouseFailed(str(error)) from error

    def close(self) -> None:
        """Lets the connections go."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None

    def _connected(self) -> Client:
        with self._lock:
            if self._client is None:
                self._client = self._connect()
            return self._client

    def _connect(self) -> Client:
        """One try a second: callers must not queue up behind an address that does not answer."""
        if time.monotonic() < self._silent_until:
            raise ClickHouseFailed("ClickHouse did not answer a moment ago")
        try:
            return _client(self._url, self.database)
        except (ClickHouseError, HTTPError, OSError):
            self._silent_until = time.monotonic() + PAUSE
            raise


def create_database(url: str) -> None:
    """Makes the database that the address names, if it is not there. Raises ClickHouseFailed."""
    try:
        with _client(url, None) as client:
            client.command(f"CREATE DATABASE IF NOT EXISTS `{urlsplit(url).path.strip('/')}`")
    except (ClickHouseError, HTTPError, OSError) as error:
        raise ClickHouseFailed(str(error)) from error


def _client(url: str, database: str | None) -> Client:
    parts = urlsplit(url)
    return clickhouse_connect.get_client(
        interface=parts.scheme,
        host=parts.hostname,
        port=parts.port or (8443 if parts.scheme == "https" else 8123),
        username=unquote(parts.username or "default"),
        password=unquote(parts.password or ""),
        database=database,
        connect_timeout=CONNECT_TIMEOUT,
        send_receive_timeout=ANSWER_TIMEOUT,
        # Sessions allow one query at a time; ours are shared by threads.
        autogenerate_session_id=False,
        pool_mgr=get_pool_manager(maxsize=16),
        tz_mode="aware",
    )
