"""The web server of the bench: the product's viewer and the peers' pages, gzipped as the product does it, on a line."""

from __future__ import annotations

import gzip
import mimetypes
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from adapters.http import built, headers
from benchmarks import loopback
from benchmarks.viewer.line import LINES, Traffic

MORE_PACKED = {".dat", ".mind"}
"""Files of the peers' that a web server may well compress; ours are packed already, by `built`."""


class Answer(msgspec.Struct, frozen=True):
    """``packed``: the same gzipped, or nothing where it is sent as it is."""

    kind: str
    body: bytes
    packed: bytes
    headers: dict[str, str] = {}


class Site:
    """``mounts`` maps the first part of an address to a folder; ``bodies`` has single answers by path."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.mounts: dict[str, Path] = {}
        self.bodies: dict[str, tuple[str, bytes]] = {}
        self.traffic = Traffic(LINES["none"])

    def answer(self, path: str) -> Answer | None:
        """What lies at the path."""
        if path in self.bodies:
            kind, body = self.bodies[path]
            return Answer(kind, body, packed(body) if kind.startswith("text/") else b"")
        if path.startswith(("/v/", "/assets/")):
            return viewer(path)
        first, _, rest = path.lstrip("/").partition("/")
        file = self.mounts.get(first, Path("nowhere")) / rest
        if not file.is_file():
            return None
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        body = file.read_bytes()
        return Answer(kind, body, packed(body) if file.suffix in built.PACKED | MORE_PACKED else b"")


def viewer(path: str) -> Answer | None:
    """The viewer's page or one of its files, with the headers that count in a browser."""
    page = path.startswith("/v/")
    name = built.PAGE if page else path.lstrip("/")
    found = built.find(name)
    if found is None:
        return None
    policy = {"content-security-policy": headers.EXPORTED if page else headers.script(built.engine_of(name))}
    early = headers.early(path.removeprefix("/v/")) if page else {}
    return Answer(found.media_type, found.body, found.packed, {**policy, **early})


@lru_cache(maxsize=64)
def packed(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)


def serve() -> AbstractContextManager[Site]:
    """Runs on a free loopback port until the end of the block."""
    return loopback.serving(_Handler, Site)


class _Handler(loopback.Handler):
    def get(self) -> None:
        site, path = self.site, urlsplit(self.path).path
        site.traffic.request(path)
        found = site.answer(path)
        if found is None:
            self._send(404, {}, b"")
            return
        given = {"content-type": found.kind, "cache-control": "max-age=600", "accept-ranges": "bytes", **found.headers}
        if found.packed and "gzip" in self.headers.get("accept-encoding", ""):
            self._send(200, {**given, "content-encoding": "gzip"}, found.packed)
        else:
            self._send(*part(self.headers.get("range", ""), given, found.body))

    def post(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.site.traffic.request(urlsplit(self.path).path)
        self._send(202, {"content-type": "application/json"}, b"{}")

    def _send(self, status: int, given: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {**given, "content-length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.site.traffic.send(body, self.wfile.write)


def part(wanted: str, given: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and bytes of what a Range header asks for."""
    if not wanted.startswith("bytes="):
        return 200, given, body
    first, _, last = wanted.removeprefix("bytes=").partition("-")
    start, end = int(first or 0), int(last or len(body) - 1)
    return 206, {**given, "content-range": f"bytes {start}-{end}/{len(body)}"}, body[start : end + 1]
