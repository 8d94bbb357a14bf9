"""How far work is, told to those who watch and kept nowhere."""

from __future__ import annotations

from time import monotonic
from uuid import UUID

from application.ports import Live, Progress

PAUSE = 0.5  # seconds between two hints of the same step


def reporter(live: Live, project_id: UUID, id: UUID) -> Progress:
    """Tells of the work on one thing: each step at once, its shares now and then."""
    last = ("", 0.0)

    def report(step: str, share: float) -> None:
        nonlocal last
        now = monotonic()
        if step != last[0] or now - last[1] >= PAUSE:
            last = (step, now)
            live.publish(project_id, {"topic": "progress", "id": str(id), "step": step, "share": round(share, 3)})

    return report
