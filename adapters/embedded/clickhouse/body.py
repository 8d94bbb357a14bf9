"""Request bodies: decompressed while they arrive, and never more than a bound."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

import lz4.frame
from multipart import MultipartError, MultipartParser, parse_options_header

from adapters.embedded.clickhouse.errors import QueryError

try:
    from compression import zstd  # pyright: ignore[reportMissingImports] # Python 3.14's own
except ImportError:
    from backports import zstd

MOST = 1 << 30
"""Bytes of one body, decompressed."""
_FORM = 16 << 20
_STEP = 1 << 20

Receive = Callable[[], Awaitable[Mapping[str, Any]]]


class _Zlib:
    """zlib's object under the names that lz4's and zstd's have."""

    def __init__(self, window: int) -> None:
        self._inner = zlib.decompressobj(window)

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


_MAKERS: dict[str, Callable[[], Any]] = {
    "lz4": lz4.frame.LZ4FrameDecompressor,
    "zstd": zstd.ZstdDecompressor,
    "gzip": lambda: _Zlib(31),
    "deflate": lambda: _Zlib(15),
}


class ClientGone(Exception):
    """The client hung up before its request was complete."""


async def read_body(receive: Receive, encoding: str) -> AsyncIterator[bytes]:
    """Yields decompressed pieces. Raises QueryError (307 too large, 354 malformed, 36 unknown) or ClientGone."""
    decode = _decoder(encoding)
    total = 0
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        more = message.get("more_body", False)
        for piece in decode(message.get("body", b"")):
            total += len(piece)
            if total > MOST:
                raise QueryError(307, "TOO_MANY_BYTES", f"Request body exceeds {MOST} bytes")
            yield piece


async def read_form(pieces: AsyncIterator[bytes], content_type: str) -> dict[str, str]:
    """The text fields of a multipart body. Files would be external data, which this front does not take."""
    body = bytearray()
    async for piece in pieces:
        body += piece
        if len(body) > _FORM:
            raise QueryError(307, "TOO_MANY_BYTES", f"Form exceeds {_FORM} bytes")
    boundary = parse_options_header(content_type)[1].get("boundary", "")
    try:
        parts = list(MultipartParser(BytesIO(bytes(body)), boundary, memory_limit=_FORM, part_limit=1000))
        if any(part.filename for part in parts):
            raise QueryError(48, "NOT_IMPLEMENTED", "External data is off here")
        return {str(part.name): part.value for part in parts}
    except (MultipartError, UnicodeDecodeError, ValueError):
        raise QueryError(36, "BAD_ARGUMENTS", "Malformed multipart form") from None


def _decoder(encoding: str) -> Callable[[bytes], Iterable[bytes]]:
    if encoding in ("", "identity"):
        return lambda data: (data,) if data else ()
    if encoding not in _MAKERS:
        raise QueryError(36, "BAD_ARGUMENTS", f"Content-Encoding {encoding[:20]!r} is off here")
    return _Inflater(_MAKERS[encoding]).pieces


class _Inflater:
    """A body is one frame or several in a row: clients compress block by block."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._frame = make()

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Pieces of at most a megabyte, so that a bomb is seen before it fills the memory."""
        try:
            while data or not self._frame.needs_input:
                if self._frame.eof:
                    self._frame = self._make()
                piece = self._frame.decompress(data, _STEP)
                data = self._frame.unused_data if self._frame.eof else b""
                if piece:
                    yield piece
                if self._frame.eof and not data:
                    return
        except (zlib.error, RuntimeError, EOFError, zstd.ZstdError):
            raise QueryError(354, "CANNOT_DECOMPRESS", "Malformed compressed body") from None
