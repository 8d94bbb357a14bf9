"""Draws previews in child processes: a few at a time, each once, the latest kept."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import msgspec

from adapters.http.lanes import in_lane
from adapters.http.problems import Problem, files_missing, unavailable
from application.ports import InputRejected, WorkFailed
from application.preview import HeatWish, Previewer, Scene, Sighting

log = logging.getLogger(__name__)

MOST = 8
"""Drawings under way or waiting, in the process;"""
MOST_EACH = 3
"""and of one account."""
KEPT_BYTES = 24 << 20
WAIT = {"Retry-After": "2"}

Prepare = Callable[[Path], Scene | HeatWish]
"""Puts the files into a folder and says what to draw of them; it blocks. Raises KeyError when a file is gone."""


class Picture(msgspec.Struct, frozen=True):
    """What was drawn."""

    body: bytes
    content_type: str
    sighting: Sighting | None


class Drawing:
    """``lane`` bounds how many are drawn at once."""

    def __init__(self, previewer: Previewer, lane: Executor) -> None:
        self._previewer = previewer
        self._lane = lane
        self._kept: OrderedDict[str, Picture] = OrderedDict()
        self._under_way: dict[str, asyncio.Task[Picture]] = {}
        self._accounts: Counter[UUID] = Counter()

    @property
    def version(self) -> str:
        """Changes when the same wish would be drawn otherwise."""
        return self._previewer.version

    async def picture(self, account: UUID, tag: str, prepare: Prepare) -> Picture:
        """What ``tag`` stands for. Raises the problems ``too_many_previews`` and ``busy``, and those of the picture."""
        if kept := self._kept.get(tag):
            self._kept.move_to_end(tag)
            return kept
        task = self._under_way.get(tag) or self._begin(account, tag, prepare)
        # A client that leaves ends its waiting, not the work: others may wait for it, and it is kept.
        return await asyncio.shield(task)

    def _begin(self, account: UUID, tag: str, prepare: Prepare) -> asyncio.Task[Picture]:
        if self._accounts[account] >= MOST_EACH:
            raise Problem(429, "too_many_previews", f"At most {MOST_EACH} previews are drawn at once.", WAIT)
        if len(self._under_way) >= MOST:
            raise Problem(503, "busy", "Many previews are being drawn. Try again in a moment.", WAIT)
        self._accounts[account] += 1
        task = asyncio.get_running_loop().create_task(in_lane(self._lane, self._draw, prepare))
        self._under_way[tag] = task
        task.add_done_callback(lambda done: self._settle(account, tag, done))
        return task

    def _draw(self, prepare: Prepare) -> Picture:
        with TemporaryDirectory(prefix="argument-preview-") as folder:
            place = Path(folder)
            try:
                drawn = self._previewer.draw(prepare(place), place)
            except InputRejected as refused:
                raise Problem(422, refused.code, refused.detail) from refused
            except KeyError as gone:
                raise files_missing() from gone
            except WorkFailed as error:
                log.warning("no preview: %s", error)
                raise unavailable("The preview could not be drawn. Try again.") from error
            return Picture((place / drawn.name).read_bytes(), drawn.content_type, drawn.sighting)

    def _settle(self, account: UUID, tag: str, done: asyncio.Task[Picture]) -> None:
        self._under_way.pop(tag, None)
        self._accounts[account] -= 1
        if not self._accounts[account]:
            del self._accounts[account]
        if done.cancelled() or done.exception() is not None:
            return
        self._kept[tag] = done.result()
        while sum(len(one.body) for one in self._kept.values()) > KEPT_BYTES:
            self._kept.popitem(last=False)
