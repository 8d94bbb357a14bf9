"""The video as it is drawn on the screen, against where the picture is in the very camera frame that is drawn there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from benchmarks.viewer.board import write_board
from benchmarks.viewer.filming import write_film
from benchmarks.viewer.judging import Truth, errors
from benchmarks.viewer.screen import Screen, Shown
from tests.material import astronaut
from tests.viewer.browser import chromium
from tests.viewer.site import Site
from tests.viewer.test_live import VIEWPORT, start

pytestmark = pytest.mark.e2e
ENOUGH = 25
"""Frames of the screen that show the camera's picture and the video on it; a few seconds on a busy machine."""
PATIENCE = 90


@pytest.fixture(scope="module")
def filmed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Truth]]:
    """A film whose frames are numbered, moved by a hand, and where the picture is in each."""
    path = tmp_path_factory.mktemp("numbered") / "film.y4m"
    yield path, write_film(astronaut(), path)
    path.unlink()


@pytest.fixture
def board(site: Site, link: dict[str, Any]) -> Site:
    """The link plays a board of marks, by which a screenshot tells where it is drawn."""
    write_board(site.files / "board.mp4")
    link["videos"][0]["renditions"][0]["url"] = "/api/v1/assets/board.mp4"
    link["marker"]["settings"] = {"loop": True}
    return site


def recorded(page: Page, url: str, truth: Truth) -> list[Shown]:
    """What the screen shows, until it has shown the video on the moving picture often enough."""
    screen = Screen(page)
    start(page, url)
    for _ in range(PATIENCE):
        page.wait_for_timeout(1000)
        if len(errors(screen.shown, truth)) >= ENOUGH:
            return screen.stop()
    pytest.fail(f"the video lay on the picture in {len(errors(screen.shown, truth))} frames of the screen only")


def test_the_video_is_glued_to_the_picture_of_the_frame_that_is_drawn(board: Site, filmed: tuple[Path, Truth]):
    camera, truth = filmed
    with chromium(camera) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        found = errors(recorded(page, f"{board.url}/v/astronaut", truth), truth)
    assert np.median(found) <= 1.5
    assert np.percentile(found, 90) <= 3
