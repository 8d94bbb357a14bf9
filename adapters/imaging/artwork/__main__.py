"""``python -m adapters.imaging.artwork OUT``: writes OUT/sample.png and OUT/frames."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from adapters import sandbox
from adapters.imaging.artwork import HEIGHT, WIDTH
from adapters.imaging.artwork.film import draw
from application.ports import Produced, Progress


def work(argv: Sequence[str], progress: Progress) -> Produced:
    """Draw into the folder that is named."""
    (folder,) = argv
    draw(Path(folder), progress)
    return Produced(role="picture", name="sample.png", content_type="image/png", width=WIDTH, height=HEIGHT)


if __name__ == "__main__":
    sandbox.child(work)
