"""A loopback web server that stands in for the API: the built viewer, one link, its files, and the events it sends."""

from __future__ import annotations

import json
import mimetypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from adapters.http import built, headers
from tests.viewer.browser import until

BUILT = Path(__file__).parents[2] / "viewer" / "built"

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)

CODE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    b'<path d="M1 1h3v3H1zM5 1h3v3H5zM1 5h3v3H1zM6 6h1v1H6z"/></svg>'
)


@dataclass
class Site:
    """``files`` lie under /api/v1/assets/ and /clips/; ``link`` is what any link or trial answers, or a status."""

    files: Path
    link: dict[str, Any] | int
    events: list[dict[str, Any]] = field(default_factory=list)
    refusals: int = 0
    """How many of the next track requests are answered with 503."""
    requests: int = 0
    """Track requests so far."""
    password: str | None = None
    """Opens ``opened`` when the page asks with it; 429 when it is empty."""
    opened: dict[str, Any] = field(default_factory=dict)
    url: str = ""

    def types(self) -> list[str]:
        """Event types by first arrival, each eventId once, as the real server counts."""
        seen = {event["eventId"]: event["eventType"] for event in reversed(self.events)}
        order = {event["eventId"]: None for event in self.events}
        return [seen[event_id] for event_id in order]

    def take(self, body: bytes) -> int:
        self.requests += 1
        if self.refusals:
            self.refusals -= 1
            return 503
        sent = json.loads(body)
        self.events += sent.get("events", [sent])
        return 202


def leave(page: Page, site: Site) -> None:
    """Ends the visit, and waits until the page has told of it."""
    page.goto("about:blank")
    until(page, lambda: "session_ended" in site.types(), "the end of the visit")


@contextmanager
def serve(site: Site) -> Iterator[Site]:
    """Runs the site on a free loopback port; ``site.url`` is its address."""

    class Handler(_Handler):
        server_site = site

    server = _Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser drops connections whenever it likes; anything else is for the test to see."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_site: Site

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/v/") or path == "/try":
            self._file(BUILT / "ar/index.html", policy=PAGE_POLICY)
        elif path.startswith("/assets/"):
            name = path.lstrip("/")
            self._file(BUILT / name, policy=headers.script(built.engine_of(name)))
        elif path.endswith("/qr"):
            self._answer(200, CODE, "image/svg+xml")
        elif path.startswith(("/api/v1/links/", "/api/v1/trials/")):
            self._link()
        elif path.startswith("/api/v1/assets/"):
            self._file(self.server_site.files / path.removeprefix("/api/v1/assets/"))
        else:
            self._file(self.server_site.files / path.lstrip("/"))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.path.endswith("/unlock"):
            self._unlock(json.loads(body)["password"])
        else:
            self._answer(self.server_site.take(body), b"{}", "application/json")

    def _unlock(self, password: str) -> None:
        site = self.server_site
        status = 429 if site.password == "" else 200 if password == site.password else 403
        self._answer(status, json.dumps(site.opened if status == 200 else {}).encode(), "application/json")

    def _link(self) -> None:
        link = self.server_site.link
        if isinstance(link, int):
            self._answer(link, b"{}", "application/problem+json")
        else:
            self._answer(200, json.dumps(link).encode(), "application/json")

    def _file(self, path: Path, policy: str | None = None) -> None:
        if not path.is_file():
            self._answer(404, b"", "text/plain")
            return
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self._answer(200, path.read_bytes(), kind, {"content-security-policy": policy} if policy else {})

    def _answer(self, status: int, body: bytes, kind: str, extra: dict[str, str] | None = None) -> None:
        total = len(body)
        sent = {"accept-ranges": "bytes", **(extra or {})}
        wanted = self.headers.get("range", "")
        if status == 200 and wanted.startswith("bytes="):
            first, _, last = wanted.removeprefix("bytes=").partition("-")
            start, end = int(first or 0), int(last or total - 1)
            status, body = 206, body[start : end + 1]
            sent["content-range"] = f"bytes {start}-{end}/{total}"
        self.send_response(status)
        for name, value in {**sent, "content-type": kind, "content-length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Tests speak for themselves."""
