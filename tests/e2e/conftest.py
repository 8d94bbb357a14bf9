from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.material import astronaut, write_clip, write_picture
from tests.stack import Stack
from tests.viewer.camera_clip import FRONT, Segment, film, write_camera

AROUND = (
    Segment("out", 30, replace(FRONT, size=0.6), replace(FRONT, size=0.64, yaw=12, roll=-4)),
    Segment("back", 30, replace(FRONT, size=0.64, yaw=12, roll=-4), replace(FRONT, size=0.6)),
)
"""A visitor's hand: never still, and where it began when the film starts anew."""


@dataclass(frozen=True)
class Files:
    picture: Path
    clip: Path


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("files")
    return Files(write_picture(folder / "astronaut.png"), write_clip(folder / "clip.mp4"))


@pytest.fixture(scope="session")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A camera's film of the published picture, in a loop without a seam."""
    path = tmp_path_factory.mktemp("camera") / "film.y4m"
    write_camera(film(astronaut(), AROUND), path)
    yield path
    path.unlink()


@pytest.fixture(scope="session")
def published(started: Stack, files: Files) -> dict[str, Any]:
    """A link that tests may open as often as they like."""
    return started.publish(files.picture, files.clip, "Opened often")
