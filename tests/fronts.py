"""A ClickHouse front of its own for tests that stop, kill or attack it."""

from __future__ import annotations

import contextlib
import http.client
import json
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from base64 import b64encode
from pathlib import Path

USERS = [
    {"name": "argument", "password": "writer's pass:word", "readonly": False},
    {"name": "analyst", "password": "reader-password", "readonly": True},
]
WRITER = ("argument", "writer's pass:word")
READER = ("analyst", "reader-password")


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Front:
    """One process on one data directory; starting it again on the same directory continues it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.credentials = folder / "credentials.json"
        self.credentials.write_text(json.dumps({"users": USERS, "database": "argument"}))
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def url(self, user: tuple[str, str] = WRITER) -> str:
        """With credentials and database, as CLICKHOUSE_URL has it."""
        name, password = (urllib.parse.quote(part, safe="") for part in user)
        return f"http://{name}:{password}@127.0.0.1:{self.port}/argument"

    def start(self) -> Front:
        argv = [sys.executable, "-m", "adapters.embedded.clickhouse", "--data", str(self.folder / "data")]
        argv += ["--port", str(self.port), "--credentials", str(self.credentials)]
        log = (self.folder / "front.log").open("ab")
        self.process = subprocess.Popen(argv, stdout=log, stderr=log, cwd=Path(__file__).parents[1])
        log.close()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.address}/ping", timeout=5) as answer:
                if answer.read() == b"Ok.\n":
                    return self
            assert self.process.poll() is None, (self.folder / "front.log").read_text()
            time.sleep(0.05)
        raise AssertionError("the front did not answer")

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """The exit code."""
        assert self.process is not None
        self.process.send_signal(how)
        code = self.process.wait(20)
        self.process = None
        return code

    def __enter__(self) -> Front:
        return self.start()

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            self.end(signal.SIGKILL)


def ask(
    front: Front, sql: str | bytes = b"", *, user: tuple[str, str] | None = WRITER, path: str = "/", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one POST."""
    if user:
        headers["Authorization"] = "Basic " + b64encode(":".join(user).encode()).decode()
    body = sql.encode() if isinstance(sql, str) else sql
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", front.port, timeout=60)) as connection:
        connection.request("POST", path, body, {k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()


def code_of(found: tuple[int, dict[str, str], bytes]) -> int:
    """The error's ClickHouse code; 0 when there was none."""
    return int(found[1].get("x-clickhouse-exception-code", 0))
