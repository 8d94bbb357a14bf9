"""A projector beside the API."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from adapters.settings import Settings
from workers import projector


@contextmanager
def following(settings: Settings) -> Iterator[None]:
    """Read models follow the events until the end of the block."""
    stop, up = threading.Event(), threading.Event()
    thread = threading.Thread(target=projector.run, args=(settings, stop, up.set))
    thread.start()
    try:
        assert up.wait(30)
        yield
    finally:
        stop.set()
        thread.join()
