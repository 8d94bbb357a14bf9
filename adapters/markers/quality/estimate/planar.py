"""What the planar engine's rate is estimated by: the tracking core's first look at a few views.

How sure it is where it finds the picture tells more than that it finds it: the picture that is barely found in these
views is missed in others. The views are drawn as a proof's are, but they are fewer, and others.
"""

from __future__ import annotations

import numpy as np

from adapters.markers.arrays import Grey
from adapters.markers.camera import Sheet, View, render, views
from adapters.markers.quality.proof.witness import APART, near
from adapters.tracking.core import Core

VIEWS = 16
SEED = 5


def planar_facts(grey: Grey, target: bytes) -> dict[str, float]:
    """``found``: the share of the views; ``sure``: the mean, over all views, of confidence times correlation, which is
    0 where the picture is not seen; ``astray``: the share in which it is seen where it is not.

    ``grey`` is the picture as cameras film it, ``target`` its file. Always the same for the same picture and core.
    Raises TargetError.
    """
    core = Core()
    core.load(target)
    sheet = Sheet(grey)
    drawn = enumerate(views(VIEWS, seed=SEED))
    seen = np.array([sureness(core, sheet, view, APART * number) for number, view in drawn])
    right = np.maximum(seen, 0)
    return {"found": float(np.mean(right > 0)), "sure": float(np.mean(right)), "astray": float(np.mean(seen < 0))}


def sureness(core: Core, sheet: Sheet, view: View, milliseconds: float) -> float:
    """Confidence times correlation, 0 where the picture is not seen, below 0 where it is seen elsewhere."""
    frame = render(sheet, view)
    core.forget()
    track = core.process(frame.image, milliseconds)
    if track is None:
        return 0.0
    sure = max(0.0, track.confidence * track.correlation)
    return sure if near(track.corners, frame) else -sure
