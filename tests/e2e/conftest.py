from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.material import astronaut
from tests.viewer.camera_clip import FRONT, Segment, film, write_camera

AROUND = (
    Segment("out", 30, replace(FRONT, size=0.6), replace(FRONT, size=0.64, yaw=12, roll=-4)),
    Segment("back", 30, replace(FRONT, size=0.64, yaw=12, roll=-4), replace(FRONT, size=0.6)),
)
"""A visitor's hand: never still, and where it began when the film starts anew."""


@pytest.fixture(scope="session")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A camera's film of the published picture, in a loop without a seam."""
    path = tmp_path_factory.mktemp("camera") / "film.y4m"
    write_camera(film(astronaut(), AROUND), path)
    yield path
    path.unlink()
