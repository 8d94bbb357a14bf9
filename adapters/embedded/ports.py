"""Free ports on the loopback, the same ones again while they stay free.

Picked from 12000-21999: below the kernel's ephemeral range (from 32768), and low enough for SeaweedFS, whose gRPC port
is port + 10000 and must itself stay clear of that range.
"""

from __future__ import annotations

import json
import random
import socket

from adapters.embedded.home import Home

LOWEST, HIGHEST, GRPC = 12_000, 21_999, 10_000
TRIES = 200


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen there now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


class Ports:
    """The ports of one data directory by name."""

    def __init__(self, home: Home) -> None:
        self._file = home.ports
        self._known: dict[str, int] = json.loads(self._file.read_text()) if self._file.exists() else {}
        self._taken: set[int] = set()

    def take(self, name: str, *, grpc: bool = False) -> int:
        """A free port for this name; ``grpc`` asks that port + 10000 is free too."""
        for port in (self._known.get(name, 0), *random.sample(range(LOWEST, HIGHEST), TRIES)):
            if port and port not in self._taken and is_free(port) and (not grpc or is_free(port + GRPC)):
                self._taken.add(port)
                self._known[name] = port
                return port
        raise RuntimeError(f"No free port between {LOWEST} and {HIGHEST} for {name}.")

    def save(self) -> None:
        """Remember them for the next start."""
        self._file.write_text(json.dumps(self._known, indent=1, sort_keys=True))
