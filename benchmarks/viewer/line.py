"""A simulated line to the server: so many bits a second for all connections together, and a time for each round trip.

It is the server that waits, not the browser: so workers and videos are on the line as the page is. Setting a connection
up costs two round trips (TCP, TLS 1.3), once a visit, as HTTP/2 has it; slow start is left out.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import msgspec

PIECE = 4096
SET_UP = 2


class Line(msgspec.Struct, frozen=True):
    """``rate``: megabits a second; ``round_trip``: milliseconds."""

    name: str
    rate: float
    round_trip: float

    def said(self) -> str:
        return f"{self.name}: {self.rate:g} Mbit/s, {self.round_trip:g} ms a round trip"


LINES = {
    line.name: line
    for line in (
        Line("4g", 9.0, 170.0),  # WebPageTest's "4G"
        Line("slow4g", 1.6, 150.0),  # Lighthouse's "slow 4G"
        Line("none", 0.0, 0.0),
    )
}


class Traffic:
    """One visit on the line: what was sent, and when."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.requests: list[tuple[float, str]] = []
        self._sent: list[tuple[float, int]] = []
        self._lock = threading.Lock()
        self._free = 0.0

    def request(self, path: str) -> None:
        """Waits until the first byte of an answer may go."""
        with self._lock:
            trips = 1 if self.requests else 1 + SET_UP
            self.requests.append((time.time(), path))
        time.sleep(trips * self.line.round_trip / 1000)

    def send(self, body: bytes, write: Callable[[bytes], object]) -> None:
        """Writes the body as fast as the line lets it."""
        for piece in pieces(body):
            time.sleep(max(0.0, self._turn(len(piece)) - time.monotonic()))
            write(piece)
            self._sent.append((time.time(), len(piece)))

    def _turn(self, size: int) -> float:
        """When these bytes are through."""
        if not self.line.rate:
            return 0.0
        with self._lock:
            self._free = max(self._free, time.monotonic()) + size * 8 / (self.line.rate * 1e6)
            return self._free

    def bytes_until(self, moment: float) -> int:
        """Bytes of bodies, as they went over the line."""
        return sum(size for at, size in self._sent if at <= moment)

    def requests_until(self, moment: float) -> int:
        return sum(at <= moment for at, _ in self.requests)


def pieces(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), PIECE):
        yield body[start : start + PIECE]
