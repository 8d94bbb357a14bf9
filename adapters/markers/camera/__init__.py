"""A synthetic camera: what a phone's camera would see of a printed picture.

:func:`views` draws conditions, the same for every picture; :func:`render` makes the frame of one and says where the
picture truly is. Simulated views are not reality: paper, ink and a phone's own processing are left out.
"""

from __future__ import annotations

from adapters.markers.camera.geometry import FIELD_OF_VIEW, HEIGHT, WIDTH, corners_of, distance, homography
from adapters.markers.camera.sheet import Sheet
from adapters.markers.camera.shot import Frame, render
from adapters.markers.camera.strata import STRATA, Stratum, views
from adapters.markers.camera.view import View

__all__ = [
    "FIELD_OF_VIEW",
    "HEIGHT",
    "STRATA",
    "WIDTH",
    "Frame",
    "Sheet",
    "Stratum",
    "View",
    "corners_of",
    "distance",
    "homography",
    "render",
    "views",
]
