"""What workers are at, and waiting for it."""

from __future__ import annotations

import time
from functools import partial
from typing import Protocol

import msgspec

from adapters.cli.client import Body, Client
from adapters.cli.once import key_of

LONGEST = 900.0
"""Seconds without any change after which we stop waiting."""
PAUSE_FIRST, PAUSE_MOST = 0.15, 1.0
DONE, REFUSED = {"processed", "generated"}, {"rejected", "failed"}


class Told(Protocol):
    """Is told how far a stage is: "picture sent", "video sent", "image", "video", "marker", "link"; 1 is its end.

    The stages of a further picture have its number behind them: "picture sent 2".
    """

    def __call__(self, stage: str, share: float, /) -> None: ...


class Rejected(Exception):
    """The work ended without success. ``final`` says that the input is at fault."""

    def __init__(self, stage: str, code: str, detail: str, *, final: bool) -> None:
        super().__init__(detail)
        self.stage = stage
        self.code = code
        self.detail = detail
        self.final = final


class TooLong(Exception):
    """The work goes on, but nothing changed for LONGEST seconds."""


class Work(msgspec.Struct, frozen=True):
    """Something that workers are at, for the picture of this number."""

    stage: str
    id: str
    position: int
    number: int = 1

    @property
    def path(self) -> str:
        """Where it is looked at."""
        return f"/{self.stage}s/{self.id}"


def tell(told: Told, number: int, stage: str, share: float) -> None:
    """Tells of a stage under the name that it has for this picture."""
    told(named(stage, number), share)


def named(stage: str, number: int) -> str:
    """The first picture's stages have no number: mostly there is but one."""
    return stage if number == 1 else f"{stage} {number}"


def work(client: Client, asked: Body, stage: str, number: int) -> Work:
    """What to look at; work that had failed is asked for again."""
    work = Work(stage, asked["id"], asked["position"], number)
    if asked["status"] != "failed":
        return work
    again = client.post(f"{work.path}/retry", {}, key_of("retry", work.id))
    return Work(stage, asked["id"], again["position"], number)


def wait_for(client: Client, works: list[Work], told: Told) -> dict[str, Body]:
    """The resources once all are done, by id. Raises Rejected as soon as one is not, TooLong when nothing moves."""
    made: dict[str, Body] = {}
    moved, pause = time.monotonic(), PAUSE_FIRST
    while any(work.id not in made for work in works):
        time.sleep(pause)
        pause = min(PAUSE_MOST, pause * 1.2)
        for work in (work for work in works if work.id not in made):
            found = look(client, work, partial(tell, told, work.number))
            if found:
                made[work.id] = found
                moved = time.monotonic()
        if time.monotonic() - moved > LONGEST:
            raise TooLong("The work goes on. Run the same command again to go on waiting: nothing is sent twice.")
    return made


def look(client: Client, work: Work, told: Told) -> Body | None:
    """The resource when its work is done, None while it goes on."""
    found = client.get(work.path, after=work.position)
    if found["status"] in REFUSED:
        reason = found["reason"]
        raise Rejected(
            named(work.stage, work.number), reason["code"], reason["detail"], final=found["status"] == "rejected"
        )
    done = found["status"] in DONE
    told(work.stage, 1.0 if done else 0.0)
    return found if done else None
