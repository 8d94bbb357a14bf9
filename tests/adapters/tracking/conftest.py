from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from adapters.markers.planar.compile import compile_planar
from tests.adapters.markers.pictures import texture
from tests.frames import laid

Show = Callable[..., np.ndarray]


@pytest.fixture(scope="session")
def picture() -> np.ndarray:
    return texture(240, 320)


@pytest.fixture(scope="session")
def target(picture: np.ndarray) -> bytes:
    return compile_planar(picture, progress=lambda *_: None).data


@pytest.fixture(scope="session")
def show(picture: np.ndarray) -> Show:
    """Frames in which the picture's corners lie at these places (edges whole), before a grey wall."""

    def draw(corners: np.ndarray, width: int = 640, height: int = 480) -> np.ndarray:
        return laid(picture, corners, np.full((height, width), 90, np.uint8))

    return draw
