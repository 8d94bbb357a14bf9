"""What a page shows, frame by frame, as the browser itself records it."""

from __future__ import annotations

import base64
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import CDPSession, Page

from benchmarks.viewer.board import Corners, drawn
from benchmarks.viewer.filming import number_of


class Shown:
    """A picture of the screen; ``at`` is seconds since the epoch. Read when it is asked for: that takes a while."""

    def __init__(self, at: float, jpeg: bytes) -> None:
        self.at = at
        self._jpeg = jpeg
        self._read: tuple[int | None, Corners | None] | None = None

    @property
    def grey(self) -> NDArray[np.uint8]:
        image = cv2.imdecode(np.frombuffer(self._jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
        return np.asarray(image, np.uint8)

    @property
    def number(self) -> int | None:
        """Of the camera's frame that is on the screen."""
        return self._reading()[0]

    @property
    def corners(self) -> Corners | None:
        """Of the video that is on the screen."""
        return self._reading()[1]

    def _reading(self) -> tuple[int | None, Corners | None]:
        if self._read is None:
            grey = self.grey
            self._read = number_of(grey), drawn(grey)
        return self._read


class Screen:
    """Records from now on until it is stopped."""

    def __init__(self, page: Page) -> None:
        self.shown: list[Shown] = []
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.on("Page.screencastFrame", self._take)
        self._session.send("Page.startScreencast", {"format": "jpeg", "quality": 90, "everyNthFrame": 1})

    def _take(self, frame: dict[str, Any]) -> None:
        self._session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})
        self.shown.append(Shown(frame["metadata"]["timestamp"], base64.b64decode(frame["data"])))

    def stop(self) -> list[Shown]:
        """All that was shown."""
        self._session.send("Page.stopScreencast")
        return self.shown
