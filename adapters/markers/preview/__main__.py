"""``python -m adapters.markers.preview WISH OUT``: what the JSON file WISH asks for, drawn into the folder OUT."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import msgspec

from adapters import sandbox
from adapters.markers.preview.drawing import draw_scene
from application.ports import Progress
from application.preview import Drawn, HeatWish, Scene


def work(argv: Sequence[str], progress: Progress) -> Drawn:
    """Read the wish and draw it."""
    wish, out = msgspec.json.decode(Path(argv[0]).read_bytes(), type=Scene | HeatWish), Path(argv[1])
    cv2.setNumThreads(1)
    progress("draw", 0.0)
    if isinstance(wish, Scene):
        return draw_scene(wish, out)
    from adapters.markers.preview.heat import draw_heat  # half of the start, and only now and then needed

    return draw_heat(wish, out)


if __name__ == "__main__":
    sandbox.child(work)
