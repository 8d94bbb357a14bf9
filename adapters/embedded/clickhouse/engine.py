"""The one chDB engine of this process. A connection is cheap (0.2 ms) and has its own settings and temporary tables.

chDB allows one process per data directory; a second one fails to open. Every query gets a connection of its own, so
that nothing a query sets can reach another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import chdb
import msgspec
from chdb.state.sqlitelike import Connection, StreamingInserter, StreamingResult

from adapters.embedded.clickhouse.errors import QueryError, from_engine

_OPTIONS = (
    # As on a server, a bare expression is no statement.
    "implicit_select=0",
    # A query that wants more fails by itself; at chDB's nine tenths the kernel would end something else.
    "max_server_memory_usage_to_ram_ratio=0.5",
)


class Counts(msgspec.Struct, frozen=True):
    """What a finished statement did. ``written_rows`` includes those of materialized views, as a server counts."""

    read_rows: int = 0
    read_bytes: int = 0
    written_rows: int = 0
    written_bytes: int = 0
    elapsed: float = 0.0


class Classified(msgspec.Struct, frozen=True):
    """chDB's own reading of a text. ``kind``: READ_ONLY, MUTATING, MUTATING_GLOBAL, CONTROL or UNKNOWN."""

    kind: str
    statements: int


class Session:
    """A connection. Serves one statement at a time. Every method raises QueryError."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def query(self, sql: str, output: str = "TSV", params: Mapping[str, str] | None = None) -> tuple[bytes, Counts]:
        """The whole answer at once."""
        result = guarded(lambda: self._connection.query(sql, output, params=dict(params or {})))
        counts = Counts(
            read_rows=result.storage_rows_read(),
            read_bytes=result.storage_bytes_read(),
            written_rows=result.rows_written(),
            written_bytes=result.bytes_written(),
            elapsed=result.elapsed(),
        )
        return result.bytes(), counts

    def stream(self, sql: str, output: str, params: Mapping[str, str]) -> Iterator[bytes]:
        """The answer block by block. Closing the iterator cancels the query."""
        result: StreamingResult = guarded(lambda: self._connection.send_query(sql, output, params=dict(params)))
        try:
            while (chunk := guarded(result.fetch)) is not None:
                yield chunk.bytes()
        finally:
            result.close()

    def insert(self, sql: str, data_format: str) -> StreamingInserter:
        """Starts an INSERT; wrap its ``append`` and ``finish`` in `guarded`."""
        return guarded(lambda: self._connection.send_insert(sql, data_format))

    def classify(self, sql: str) -> Classified:
        """Reads ``sql`` without running it."""
        # The method has no public wrapper yet; the version of chDB is pinned.
        inner: Any = self._connection._conn
        found = guarded(lambda: inner.classify_query(sql))
        return Classified(found["query_class"].name, found["statement_count"])

    def use(self, database: str) -> None:
        """Makes ``database`` the current one."""
        self.query(f"USE {quote_name(database)}")

    def set(self, settings: Mapping[str, str]) -> None:
        """Applies settings for the rest of this session."""
        if settings:
            self.query("SET " + ", ".join(f"{quote_name(k)} = {quote_text(v)}" for k, v in settings.items()))

    def close(self) -> None:
        """Ends the session with its temporary tables."""
        self._connection.close()


class Engine:
    """Opens the data directory and keeps it open; `close` flushes and releases it."""

    def __init__(self, data: Path, database: str) -> None:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._address = f"{data.resolve()}?{'&'.join(_OPTIONS)}"
        self._keeper = self.connect()
        # chDB's own "default" database shows the file system as tables; ours does not.
        self._keeper.query(f"CREATE DATABASE IF NOT EXISTS {quote_name(database)} ENGINE = Atomic")
        self.version = self._keeper.query("SELECT version()")[0].decode().strip()
        self.timezone = self._keeper.query("SELECT timezone()")[0].decode().strip()

    def connect(self) -> Session:
        """A fresh session in chDB's default database."""
        return Session(guarded(lambda: chdb.connect(self._address)))

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A fresh session, closed at the end."""
        session = self.connect()
        try:
            yield session
        finally:
            session.close()

    def close(self) -> None:
        """Closes the last connection, which ends the engine."""
        self._keeper.close()


def guarded(call: Callable[[], Any]) -> Any:
    """Runs ``call``, turning what chDB raises into QueryError."""
    try:
        return call()
    except QueryError:
        raise
    except (RuntimeError, ValueError) as error:
        raise from_engine(error) from None


def quote_name(name: str) -> str:
    """An identifier in backticks."""
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"


def quote_text(text: str) -> str:
    """A string literal."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
