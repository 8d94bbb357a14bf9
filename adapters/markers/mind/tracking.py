"""What MindAR follows a picture by: templates in two small images of it."""

from __future__ import annotations

import numpy as np

from adapters.markers.arrays import Grey
from adapters.markers.formats.mind import Place, TrackingImage, number
from adapters.markers.mind.levels import resized, tracking_scales
from adapters.markers.templates.choice import choose
from adapters.markers.templates.correlation import exact
from adapters.markers.templates.rules import Rules

HALF = 6
MORE_THAN = 0.02 + 1e-9
"""The strongest crests are more than a fiftieth of all pixels, not a fiftieth exactly."""


def tracking_images(grey: Grey) -> list[TrackingImage]:
    """The larger image first."""
    scales = tracking_scales(grey.shape)
    return [_image(image, scale) for image, scale in zip(resized(grey, scales), scales, strict=True)]


def _image(grey: Grey, scale: float) -> TrackingImage:
    height, width = grey.shape
    occupancy = min(height, width) // 10
    rules = Rules(HALF, np.float32(0.90), np.float32(0.20), 8.0, occupancy, MORE_THAN, exact)
    places = [Place(int(point["x"]), int(point["y"])) for point in choose(grey, rules)]
    return TrackingImage(grey.tobytes(), number(scale), width, height, places)
