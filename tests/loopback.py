"""A TCP proxy on the loopback that harms connections as told: what networks do to engines, without a network."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Literal

Mode = Literal["pass", "refuse", "lose answers", "swallow"]


class Loopback:
    """Listens on ``port``. ``mode`` can be changed at any time; of answers to inserts the next ``lost`` are cut.

    "swallow" takes all bytes and passes none on: a black hole. ``last`` is what a client says last before that begins.
    """

    def __init__(self, target: int) -> None:
        self.target = target
        self.mode: Mode = "pass"
        self.lost = 0
        self.last = b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            if self.mode == "refuse":
                return
            with socket.create_connection(("127.0.0.1", self.target)) as server:
                back = threading.Thread(target=self._answers, args=(server, client), daemon=True)
                back.start()
                while data := client.recv(65536):
                    if self.mode == "refuse":
                        break
                    if self.mode == "swallow":
                        continue
                    if self.last and self.last in data:
                        self.mode = "swallow"
                    server.sendall(data)
                with contextlib.suppress(OSError):
                    server.shutdown(socket.SHUT_WR)
                back.join(1)

    def _answers(self, server: socket.socket, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(65536):
                if self.mode == "refuse" or (self.mode == "lose answers" and self._lose(data)):
                    break
                if self.mode != "swallow":
                    client.sendall(data)
            client.shutdown(socket.SHUT_RDWR)

    def _lose(self, data: bytes) -> bool:
        """Whether this answer is one to an insert, which says how many rows were written."""
        if b'"written_rows":"0"' in data or b"written_rows" not in data or self.lost <= 0:
            return False
        self.lost -= 1
        return True
