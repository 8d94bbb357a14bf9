"""Grey frames of a video at the moments that are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import msgspec
import numpy as np

from adapters.markers.fitting.arrays import Grey, Size
from application.ports import InputRejected

DENSE = 1.0
"""Seconds at the start in which frames are looked at closely."""
CLOSELY, SPARSELY = 0.1, 0.5
"""Seconds between two frames that are looked at, there and later."""
MOST = 40
JUMP = 2.5
"""Seconds ahead from which it is faster to jump to a key frame than to decode all that lies between."""


class Moment(msgspec.Struct, frozen=True):
    """A frame, and when it is shown: ``at`` seconds, for ``lasts`` seconds."""

    at: float
    lasts: float
    grey: Grey


class Film:
    """A video, decoded on one thread. Going back in it is slow."""

    def __init__(self, capture: cv2.VideoCapture) -> None:
        self._capture = capture
        self._fps = min(max(capture.get(cv2.CAP_PROP_FPS) or 25.0, 1.0), 240.0)
        self._now = -1.0
        self.size: Size = (
            int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)),
            int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT)),
        )
        self.seconds = capture.get(cv2.CAP_PROP_FRAME_COUNT) / self._fps

    @property
    def step(self) -> float:
        """Seconds from one frame to the next."""
        return 1 / self._fps

    def at(self, seconds: float) -> Moment | None:
        """The first frame that is shown at this time or later; None when the video is over."""
        wanted = seconds - 0.25 * self.step
        if wanted < self._now or wanted > self._now + JUMP:
            self._capture.set(cv2.CAP_PROP_POS_MSEC, max(0.0, 1000 * (seconds - self.step)))
        while self._capture.grab():
            self._now = self._capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
            if self._now >= wanted:
                return self._moment()
        return None

    def _moment(self) -> Moment | None:
        told, frame = self._capture.retrieve()
        if not told:
            return None
        return Moment(self._now, self.step, np.asarray(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY), np.uint8))


@contextmanager
def opened(video: Path) -> Iterator[Film]:
    """The video while the block runs. Raises InputRejected when nothing can be read of it."""
    capture = cv2.VideoCapture(str(video), cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, 1])
    try:
        if not capture.isOpened():
            raise InputRejected("unreadable_video", "The video cannot be read.")
        yield Film(capture)
    finally:
        capture.release()


def moments(film: Film) -> list[float]:
    """Seconds that are worth a look: the beginning closely, then evenly to the end, MOST in all."""
    near = np.arange(0.0, min(DENSE, film.seconds), CLOSELY)
    rest = max(0.0, film.seconds - DENSE)
    count = min(MOST - len(near), int(rest / SPARSELY))
    far = DENSE + rest * np.arange(count) / max(1, count)
    return [float(time) for time in (*near, *far)]
