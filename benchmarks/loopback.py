"""A web server on the loopback for as long as a bench needs it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

Site = TypeVar("Site")


class Server(ThreadingHTTPServer):
    """Knows the ``site`` whose files and answers its handlers give."""

    site: Any

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser drops connections whenever it likes."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Keeps connections, and says nothing of what it was asked for."""

    protocol_version = "HTTP/1.1"

    @property
    def site(self) -> Any:
        """What is served."""
        assert isinstance(self.server, Server)
        return self.server.site

    def do_GET(self) -> None:
        self.get()

    def do_POST(self) -> None:
        self.post()

    def get(self) -> None:
        """Answers, where it is not refused."""
        self.send_error(405)

    def post(self) -> None:
        """Answers, where it is not refused."""
        self.send_error(405)

    def log_message(self, format: str, *args: object) -> None:
        """The bench speaks for itself."""


@contextmanager
def serving(handler: type[Handler], make: Callable[[str], Site]) -> Iterator[Site]:
    """What ``make`` makes of the server's address, served on a free port until the end of the block."""
    server = Server(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    site = server.site = make(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
