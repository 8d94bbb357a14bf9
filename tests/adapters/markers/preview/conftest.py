from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from adapters.markers.planar.compile import compile_planar
from application.preview import Conditions, Scene
from domain.values import MarkerSettings
from tests.material import astronaut, clip_frame

Ask = Callable[..., Scene]


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture, its target and a still of its video as files."""
    folder = tmp_path_factory.mktemp("scene")
    grey = np.asarray(cv2.cvtColor(astronaut(), cv2.COLOR_BGR2GRAY), np.uint8)
    (folder / "target").write_bytes(compile_planar(grey, progress=lambda *_: None).data)
    cv2.imwrite(str(folder / "picture.png"), astronaut())
    cv2.imwrite(str(folder / "still.png"), clip_frame(0.5))
    return folder


@pytest.fixture
def ask(place: Path) -> Ask:
    """A scene; what is given more are conditions."""

    def scene(kind: str = "png", overlay: bool = True, **conditions: float) -> Scene:
        return Scene(
            picture=str(place / "picture.png"),
            target=str(place / "target"),
            overlay=str(place / "still.png") if overlay else "",
            settings=MarkerSettings(fit="cover"),
            conditions=Conditions(**conditions),
            kind=kind,
        )

    return scene
