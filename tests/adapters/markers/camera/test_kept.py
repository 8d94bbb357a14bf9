"""What is drawn once and kept is what is drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from adapters.markers.camera import backdrops
from adapters.markers.camera.kept import kept

VALUES = np.arange(12, dtype=np.uint8).reshape(3, 4)


class Artist:
    def __init__(self) -> None:
        self.drawn = 0

    def __call__(self) -> np.ndarray:
        self.drawn += 1
        return VALUES


@pytest.fixture
def drawer(tmp_path: Path) -> Path:
    (tmp_path / "code.py").write_text("code")
    return tmp_path / "code.py"


def files(drawer: Path) -> list[Path]:
    return sorted((drawer.parent / "__pycache__").iterdir())


def test_it_is_drawn_once_and_again_when_the_code_changes(drawer: Path) -> None:
    artist = Artist()
    for _ in range(3):
        assert np.array_equal(kept(drawer, VALUES.shape, artist), VALUES)
    assert artist.drawn == 1
    drawer.write_text("other code")
    assert np.array_equal(kept(drawer, VALUES.shape, artist), VALUES)
    assert artist.drawn == 2


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-1], lambda data: data[:-1] + b"x"])
def test_a_damaged_file_is_drawn_anew(drawer: Path, damage) -> None:
    artist = Artist()
    kept(drawer, VALUES.shape, artist)
    (file,) = files(drawer)
    file.write_bytes(damage(file.read_bytes()))
    assert np.array_equal(kept(drawer, VALUES.shape, artist), VALUES)
    assert artist.drawn == 2
    kept(drawer, VALUES.shape, artist)
    assert artist.drawn == 2


def test_where_nothing_can_be_written_it_is_drawn_each_time(drawer: Path) -> None:
    (drawer.parent / "__pycache__").write_text("no folder")
    artist = Artist()
    for _ in range(2):
        assert np.array_equal(kept(drawer, VALUES.shape, artist), VALUES)
    assert artist.drawn == 2


@pytest.mark.parametrize("number", [0, backdrops.COUNT - 1])
def test_grey_backdrops_are_the_coloured_ones(number: int) -> None:
    blue, green, red = np.moveaxis(backdrops.backdrop(number, coloured=True).astype(float), 2, 0)
    grey = 0.114 * blue + 0.587 * green + 0.299 * red
    assert np.abs(backdrops.backdrop(number, coloured=False) - grey).max() <= 1
