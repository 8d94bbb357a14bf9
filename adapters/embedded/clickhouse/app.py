"""The HTTP side: an ASGI application that answers as a ClickHouse server does."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from adapters.embedded.clickhouse.body import ClientGone, read_body, read_form
from adapters.embedded.clickhouse.engine import Counts, Engine
from adapters.embedded.clickhouse.errors import QueryError
from adapters.embedded.clickhouse.execution import Answer, Executor
from adapters.embedded.clickhouse.request import read_params, read_request
from adapters.embedded.clickhouse.users import Users

Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
_THREADS = 16


class Front:
    """Owns the engine from the server's start to its end."""

    def __init__(self, data: Path, users: Users) -> None:
        self._data = data
        self._users = users

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        """ASGI: lifespan and http."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self._pool = ThreadPoolExecutor(_THREADS, "engine")
        try:
            self._engine = await self._in_thread(lambda: Engine(self._data, self._users.database))
            self._executor = Executor(self._engine, self._in_thread)
        except QueryError as error:
            await send({"type": "lifespan.startup.failed", "message": error.message})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._pool.shutdown(wait=True)
        self._executor.close()
        self._engine.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _in_thread(self, work: Callable[[], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    async def _answer(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        query_id = str(uuid.uuid4())
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        try:
            params = read_params(scope["query_string"])
            if scope["path"] == "/ping" or (scope["method"] == "GET" and "query" not in params):
                await _send_text(send, 200, "Ok.\n", [])
                return
            answer = await self._run(params, headers, receive, query_id)
        except QueryError as error:
            await self._send_error(send, error, headers)
            return
        except ClientGone:
            return
        try:
            await self._send_answer(send, receive, answer, params.get("query_id") or query_id)
        finally:
            await self._in_thread(answer.close)

    async def _run(self, params: dict[str, str], headers: Mapping[str, str], receive: Receive, query_id: str) -> Answer:
        user = self._users.authenticate(headers, params)
        body = read_body(receive, headers.get("content-encoding", "").strip().lower())
        content_type = headers.get("content-type", "")
        if content_type.startswith("multipart/form-data"):
            params = {**params, **await read_form(body, content_type)}
        request = read_request(params, headers, query_id, self._users.database)
        return await self._executor.run(user, request, body)

    async def _send_answer(self, send: Send, receive: Receive, answer: Answer, query_id: str) -> None:
        tag = uuid.uuid4().hex[:16]
        headers = [
            (b"content-type", _content_type(answer.format)),
            (b"x-clickhouse-format", answer.format.encode()),
            (b"x-clickhouse-query-id", query_id.encode("latin-1", "replace")),
            (b"x-clickhouse-server-display-name", b"chdb"),
            (b"x-clickhouse-timezone", self._engine.timezone.encode()),
            (b"x-clickhouse-exception-tag", tag.encode()),
            (b"x-clickhouse-summary", _summary(answer.counts)),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        last = answer.first if answer.rest is None else await self._stream(send, receive, answer, tag)
        # The session must be free before the client can know that the answer is complete.
        await self._in_thread(answer.close)
        await send({"type": "http.response.body", "body": last})

    async def _stream(self, send: Send, receive: Receive, answer: Answer, tag: str) -> bytes:
        """Sends block after block while the client is there; returns what is still to be sent: an error, or nothing."""
        # After the request's body the server says only one more thing: that the client is gone.
        gone = asyncio.ensure_future(receive())
        rest, piece = answer.rest, answer.first
        try:
            while rest is not None and piece is not None and not gone.done():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
                piece = await self._in_thread(lambda: next(rest, None))
        except QueryError as error:
            return self._midway(error, tag)
        finally:
            gone.cancel()
        return b""

    def _midway(self, error: QueryError, tag: str) -> bytes:
        """The server's form for an error after the status was sent (ClickHouse 25.11 and later)."""
        text = error.text(self._engine.version)
        return f"__exception__\r\n{tag}\r\n{text}{len(text.encode())} {tag}\r\n__exception__\r\n".encode()

    async def _send_error(self, send: Send, error: QueryError, headers: Mapping[str, str]) -> None:
        extra = [(b"x-clickhouse-exception-code", str(error.code).encode())]
        status = error.status
        if error.code == 516 and not {"authorization", "x-clickhouse-user"} & headers.keys():
            status = 401
            extra.append((b"www-authenticate", b'Basic realm="ClickHouse server HTTP API"'))
        if status == 413:
            extra.append((b"connection", b"close"))
        await _send_text(send, status, error.text(self._engine.version), extra)


async def _send_text(send: Send, status: int, text: str, extra: list[tuple[bytes, bytes]]) -> None:
    headers = [(b"content-type", b"text/plain; charset=UTF-8"), *extra]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})


def _summary(counts: Counts) -> bytes:
    summary = {
        "read_rows": str(counts.read_rows),
        "read_bytes": str(counts.read_bytes),
        "written_rows": str(counts.written_rows),
        "written_bytes": str(counts.written_bytes),
        "elapsed_ns": str(int(counts.elapsed * 1e9)),
    }
    return json.dumps(summary, separators=(",", ":")).encode()


def _content_type(output: str) -> bytes:
    lowered = output.lower()
    if lowered.startswith("json"):
        return b"application/json; charset=UTF-8"
    if lowered.startswith(("tabseparated", "tsv")):
        return b"text/tab-separated-values; charset=UTF-8"
    if lowered.startswith("csv"):
        return b"text/csv; charset=UTF-8; header=absent"
    return b"application/octet-stream"
