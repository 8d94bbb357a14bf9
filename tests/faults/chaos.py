"""Messages, tools and answers that go wrong at random, with a seed that can be set again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from uuid import UUID

from application.argument import ARgument
from application.commands import Command
from application.ports import InputRejected, ProcessedImage, ProcessedVideo, Produced, Progress, WorkFailed
from projections.deliveries import Owed

UNREADABLE = b"unreadable"


class Dice:
    """Decides what goes wrong, by decks of 20 cards, so that nothing stays away for long. Safe to share."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._lock = Lock()
        self._decks: dict[str, list[bool]] = {}

    def falls(self, what: str, share: float) -> bool:
        with self._lock:
            deck = self._decks.setdefault(what, [])
            if not deck:
                deck.extend(card < share * 20 for card in range(20))
                self._random.shuffle(deck)
            return deck.pop()


class LossySender:
    """A broker in front of the real one that loses, doubles and refuses messages."""

    def __init__(self, send: Callable[[Owed], None], dice: Dice) -> None:
        self._send = send
        self._dice = dice

    def __call__(self, owed: Owed) -> None:
        if self._dice.falls("broker away", 0.1):
            raise OSError("the broker is away")
        if self._dice.falls("message lost", 0.25):
            return
        self._send(owed)
        if self._dice.falls("message doubled", 0.25):
            self._send(owed)


class Killed(BaseException):
    """Ends a turn as a killed process does: nothing is caught, nothing is counted, nothing is given back."""


class MoodyTools:
    """Tools for pictures and videos that mostly work. Refuse what begins with ``UNREADABLE``, always."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self.runs = 0

    def process_image(self, source: Path, out: Path, progress: Progress) -> ProcessedImage:
        return ProcessedImage(width=9, height=9, format="png", files=self._make(source, out, "master", progress))

    def process_video(self, source: Path, out: Path, progress: Progress) -> ProcessedVideo:
        files = self._make(source, out, "720p", progress)
        return ProcessedVideo(width=9, height=9, duration=1.0, fps=25.0, has_audio=False, files=files)

    def _make(self, source: Path, out: Path, role: str, progress: Progress) -> tuple[Produced, ...]:
        self.runs += 1
        progress("work", 0.5)
        time.sleep(0.005)
        if source.read_bytes().startswith(UNREADABLE):
            raise InputRejected("unreadable", "This is no picture.")
        if self._dice.falls("tool failed", 0.15):
            raise WorkFailed("the tool has failed")
        if self._dice.falls("tool surprised", 0.1):
            raise ZeroDivisionError
        if self._dice.falls("worker killed", 0.1):
            raise Killed
        out.mkdir()
        (out / "made.bin").write_bytes(source.read_bytes())
        return (Produced(role=role, name="made.bin", content_type="application/octet-stream"),)


class Tool:
    """One of the moody tools as the port wants it."""

    def __init__(self, process: Callable[[Path, Path, Progress], object]) -> None:
        self.process = process


class ForgetfulApplication:
    """The application, whose answer is lost now and then after everything was recorded."""

    def __init__(self, app: ARgument, dice: Dice) -> None:
        self._app = app
        self._dice = dice
        self.streams = app.streams

    def execute(self, command: Command) -> int:
        position = self._app.execute(command)
        if self._dice.falls("answer lost", 0.1):
            raise Killed
        return position


def endings(app: ARgument, stream_id: UUID) -> list[str]:
    """The topics of a stream after its first event."""
    return [event.TOPIC for event in app.read(stream_id)[1:]]
