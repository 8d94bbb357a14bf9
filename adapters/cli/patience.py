"""Waiting for a server that is away for a moment."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

FIRST, MOST = 0.25, 4.0


class Unreachable(Exception):
    """The server was away for longer than we were willing to wait."""


class Patience:
    """For one request: at most ``seconds`` in all, in pauses that double from FIRST to MOST and are spread by chance.

    ``told`` is called once with a sentence, when the waiting begins.
    """

    def __init__(self, seconds: float, told: Callable[[str], None]) -> None:
        self._begin = time.monotonic()
        self._seconds = seconds
        self._told = told
        self._pauses = 0

    def pause(self, reason: str, asked: float = 0.0) -> None:
        """Sleeps, for ``asked`` seconds where the server said so. Raises Unreachable when the time is up."""
        pause = asked or min(MOST, FIRST * 2**self._pauses) * random.uniform(0.75, 1.25)
        waited = time.monotonic() - self._begin
        if waited + pause > self._seconds:
            raise Unreachable(f"{reason} We waited for {waited:.0f} s.")
        if not self._pauses:
            self._told(f"{reason} Waiting for it.")
        self._pauses += 1
        time.sleep(pause)
