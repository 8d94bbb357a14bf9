"""A real HTTP server that answers from a script and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from adapters.cli.server import Server

HANG_UP = 0


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Script:
    """``answers`` maps "METHOD /path" to the answers that are given in turn, the last one for ever.

    An answer is (status, body) or (status, body, headers); the status HANG_UP cuts the connection.
    """

    answers: dict[str, list[tuple[Any, ...]]]
    asked: list[Asked] = field(default_factory=list)
    url: str = ""

    def requests(self, path: str) -> list[Asked]:
        return [one for one in self.asked if one.path.startswith(path)]

    def server(self) -> Server:
        return Server(url=self.url, email="owner@example.org", password="secret")


@contextmanager
def served(answers: dict[str, list[tuple[Any, ...]]]) -> Iterator[Script]:
    script = Script(
        {"POST /api/v1/auth/login": [(201, {"accessToken": "first"}), (201, {"accessToken": "next"})]} | answers
    )

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            path = self.path.partition("?")[0]
            script.asked.append(Asked(self.command, self.path, dict(self.headers), body))
            turns = script.answers[f"{self.command} {path}"]
            status, answer, *headers = turns.pop(0) if len(turns) > 1 else turns[0]
            if status == HANG_UP:
                self.close_connection = True
                return
            data = json.dumps(answer).encode()
            self.send_response(status)
            for name, value in {"Content-Length": len(data), **(headers[0] if headers else {})}.items():
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = answer  # noqa: N815 -- the names that http.server calls

        def log_message(self, *_: object) -> None: ...

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    script.url = f"http://127.0.0.1:{httpd.server_port}"
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()
