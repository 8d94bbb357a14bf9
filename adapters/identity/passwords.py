"""Passwords as Argon2id hashes. Hashing is slow on purpose, so only a few run at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
LONGEST = 1_024
"""Characters; a bound on the work that a request can ask for."""
AT_ONCE = 2
PATIENCE = 3.0
"""Seconds that a request waits for its turn."""


class TooBusy(Exception):
    """More people log in than this machine can check; try again in a moment."""


class Passwords:
    """Makes and checks hashes, with the library's parameters (RFC 9106, the low-memory choice)."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._turns = BoundedSemaphore(AT_ONCE)
        self._nobody = self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        """Raises TooBusy."""
        with self._turn():
            return self._hasher.hash(password)

    def verify(self, stored: str | None, password: str) -> bool:
        """Takes as long for an unknown account (None) as for a known one. Raises TooBusy."""
        with self._turn():
            try:
                return self._hasher.verify(stored or self._nobody, password) and stored is not None
            except (VerificationError, InvalidHashError):
                return False

    def outdated(self, stored: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(stored)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=PATIENCE):
            raise TooBusy
        try:
            yield
        finally:
            self._turns.release()
