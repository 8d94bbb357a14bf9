"""Runs one request on the engine and says how to answer it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack
from typing import Any, TypeVar

import msgspec

from adapters.embedded.clickhouse.body import ClientGone
from adapters.embedded.clickhouse.engine import Counts, Engine, Session, guarded
from adapters.embedded.clickhouse.errors import QueryError, readonly
from adapters.embedded.clickhouse.policy import Policy
from adapters.embedded.clickhouse.request import Request
from adapters.embedded.clickhouse.sessions import Sessions
from adapters.embedded.clickhouse.statement import Insert, begins_insert, find_insert, output_format
from adapters.embedded.clickhouse.users import User

T = TypeVar("T")
InThread = Callable[[Callable[[], T]], Awaitable[T]]

_STREAMABLE = frozenset(
    ["native", "tabseparated", "tsv", "tsvraw", "tabseparatedraw", "csv", "rowbinary", "jsoneachrow"]
)
"""Formats whose blocks can be sent one after the other; chDB repeats headers and footers of the others."""
_PEEK = 64 << 10
_LONGEST_STATEMENT = 16 << 20


class Answer(msgspec.Struct, kw_only=True):
    """``first`` is ready; ``rest`` yields what follows and may raise QueryError midway. Call ``close`` in any case."""

    format: str
    first: bytes
    rest: Iterator[bytes] | None
    counts: Counts
    close: Callable[[], None]


class Executor:
    """Everything blocking goes through ``in_thread``."""

    def __init__(self, engine: Engine, in_thread: Callable[[Callable[[], Any]], Awaitable[Any]]) -> None:
        self._sessions = Sessions(engine)
        with engine.session() as session:
            self._policy = Policy(session)
        self._in_thread = in_thread

    async def run(self, user: User, request: Request, body: AsyncIterator[bytes]) -> Answer:
        """Raises QueryError or ClientGone before the first byte of an answer."""
        text, insert, pieces = await _read_statement(request.query, body)
        if insert:
            if user.readonly:
                raise readonly(user.name)
            return await self._insert(user, request, insert, text[insert.start :], pieces)
        return await self._in_thread(lambda: self._query(user, request, text))

    def close(self) -> None:
        """Ends the sessions."""
        self._sessions.close()

    def _query(self, user: User, request: Request, text: bytes) -> Answer:
        try:
            sql = text.decode()
        except UnicodeDecodeError:
            raise QueryError(62, "SYNTAX_ERROR", "The statement must be UTF-8") from None
        with ExitStack() as stack:
            session = stack.enter_context(self._sessions.lend(user, request))
            found = self._policy.check(session, user, sql, request.params)
            output = output_format(text, request.default_format)
            if found.selects and output.lower() in _STREAMABLE and not request.whole:
                rest = session.stream(sql, output, request.params)
                first, counts = next(rest, b""), Counts()
            else:
                rest = None
                first, counts = session.query(sql, output, request.params)
            return Answer(format=output, first=first, rest=rest, counts=counts, close=_closer(stack.pop_all(), rest))

    async def _insert(
        self, user: User, request: Request, insert: Insert, first: bytes, pieces: AsyncIterator[bytes]
    ) -> Answer:
        stack, inserter = await self._in_thread(lambda: self._begin_insert(user, request, insert))
        try:
            if first:
                await self._in_thread(lambda: guarded(lambda: inserter.append(first)))
            async for piece in pieces:
                await self._in_thread(lambda piece=piece: guarded(lambda: inserter.append(piece)))
            done = await self._in_thread(lambda: guarded(inserter.finish))
        except (QueryError, ClientGone):
            await self._in_thread(lambda: guarded(inserter.cancel))
            raise
        finally:
            await self._in_thread(stack.close)
        counts = Counts(written_rows=done.rows_written, written_bytes=done.bytes_written, elapsed=done.elapsed)
        return Answer(format=insert.format, first=b"", rest=None, counts=counts, close=lambda: None)

    def _begin_insert(self, user: User, request: Request, insert: Insert) -> tuple[ExitStack, Any]:
        with ExitStack() as stack:
            session: Session = stack.enter_context(self._sessions.lend(user, request))
            self._policy.check(session, user, f"{insert.sql} FORMAT {insert.format}", {})
            inserter = session.insert(insert.sql, insert.format)
            return stack.pop_all(), inserter


async def _read_statement(
    query: bytes, body: AsyncIterator[bytes]
) -> tuple[bytes, Insert | None, AsyncIterator[bytes]]:
    """Like a server, joins the URL's query and the body; of an INSERT with data only the beginning is read here."""
    text = bytearray(query + b"\n" if query else b"")
    async for piece in body:
        text += piece
        if len(text) >= _PEEK and begins_insert(bytes(text[:_PEEK])):
            insert = find_insert(bytes(text[: _PEEK << 4]))
            if insert:
                return bytes(text), insert, body
        if len(text) > _LONGEST_STATEMENT:
            raise QueryError(62, "SYNTAX_ERROR", f"The statement exceeds {_LONGEST_STATEMENT} bytes")
    whole = bytes(text)
    return whole, find_insert(whole + b"\n"), body


def _closer(stack: ExitStack, rest: Iterator[bytes] | None) -> Callable[[], None]:
    def close() -> None:
        with stack:
            if rest is not None:
                rest.close()  # pyright: ignore[reportAttributeAccessIssue] # a generator

    return close
