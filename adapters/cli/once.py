"""Making things once, however often it is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from adapters.cli.client import Body, Refused

MOST = 50


def key_of(*parts: str) -> str:
    """An idempotency key that follows from these parts alone: the same wish has the same key, whoever repeats it."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def once(make: Callable[[str], Body], kind: str, *parts: str) -> Body:
    """What ``make`` answers to the key of these parts; ``kind`` is what the API calls the thing.

    When that was made long ago and deleted since, the next key is taken: whoever asks again wants it again.
    """
    for turn in range(MOST):
        try:
            made = make(key_of(kind, *parts, str(turn)))
        except Refused as refused:
            if refused.code != f"{kind}_not_found":
                raise
            continue
        if made.get("status") != "deleted":
            return made
    raise Refused(409, "deleted_too_often", f"This {kind} was made and deleted {MOST} times. Change its name.")
