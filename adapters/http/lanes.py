"""Lanes: threads by what they wait for, so that a slow object store does not stop requests that only need Postgres."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Lanes:
    """``handlers`` run routes, ``links`` renew open links, ``uploads`` take originals in, ``files`` send bytes out.

    ``previews`` wait for the processes that draw them.
    """

    HANDLERS, LINKS, UPLOADS, FILES, PREVIEWS = 12, 4, 4, 16, 2

    def __init__(self) -> None:
        self.handlers = ThreadPoolExecutor(self.HANDLERS, "handler")
        self.links = ThreadPoolExecutor(self.LINKS, "link")
        self.uploads = ThreadPoolExecutor(self.UPLOADS, "upload")
        self.files = ThreadPoolExecutor(self.FILES, "file")
        self.previews = ThreadPoolExecutor(self.PREVIEWS, "preview")

    def close(self) -> None:
        """What waits is dropped, what runs may end by itself."""
        for lane in (self.handlers, self.links, self.uploads, self.files, self.previews):
            lane.shutdown(wait=False, cancel_futures=True)


async def in_lane(lane: Executor, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The answer of ``work``, which blocks."""
    return await asyncio.get_running_loop().run_in_executor(lane, partial(work, *args, **kwargs))


async def flowing(lane: Executor, chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    """The chunks, each waited for in the lane; a client that leaves ends the reading."""
    try:
        while chunk := await in_lane(lane, next, chunks, b""):
            yield chunk
    finally:
        if close := getattr(chunks, "close", None):
            lane.submit(close)
