"""A video that shows the picture somewhere in a larger scene lies so that the print comes to life where it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page

from adapters.http.fits import place
from adapters.markers.fitting.find import find
from adapters.markers.fitting.frames import opened
from benchmarks.fitting.pairs import WIDE, Pair, write
from tests.material import astronaut
from tests.viewer.browser import chromium, wait_until
from tests.viewer.camera_clip import FRONT, HEIGHT, WIDTH, Segment, corners_of, film, write_camera
from tests.viewer.site import Site
from tests.viewer.test_live import POSITION, VIEWPORT, start

pytestmark = pytest.mark.e2e
PAIR = Pair("astronaut", WIDE, size=0.7, turn=8.0, x=0.45, y=0.52, behind="brick", grade="grey", before=0.5)
"""Grey, so that it can be told from the print, which has colours."""
RING = 10
"""Pixels around the picture's outline that are looked at."""

Image = NDArray[np.uint8]


@pytest.fixture(scope="module")
def still_camera(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Films the picture from the front, without moving."""
    path = tmp_path_factory.mktemp("still") / "film.y4m"
    write_camera(film(astronaut(), (Segment("here", 20, FRONT, FRONT),)), path)
    yield path
    path.unlink()


@pytest.fixture(scope="module")
def found(files: Path) -> dict[str, Any]:
    """Where the video shows the picture, as the product's own search finds it and a link says it."""
    grey = np.asarray(cv2.cvtColor(astronaut(), cv2.COLOR_BGR2GRAY), np.uint8)
    with opened(write(PAIR, files / "fitted.mp4")) as video:
        return msgspec.json.decode(msgspec.json.encode(place(find(grey, video, lambda *_: None))))


@pytest.fixture
def fitted(found: dict[str, Any], link: dict[str, Any]) -> dict[str, Any]:
    """A link whose video shows the picture."""
    rendition = {"height": 720, "width": 1280, "url": "/api/v1/assets/fitted.mp4"}
    link["videos"][0] |= {"renditions": [rendition], "fit": found}
    link["marker"]["settings"] = {"fit": "auto", "autoplay": False}
    return link


def outline() -> NDArray[np.float64]:
    """The picture's corners on the screen."""
    return corners_of(FRONT, 1.0) * (VIEWPORT["width"] / WIDTH, VIEWPORT["height"] / HEIGHT)


def colour(screen: Image, where: NDArray[np.bool_]) -> float:
    """How colourful the screen is there: 0 for grey."""
    return float(np.ptp(screen[where].astype(float), axis=1).mean())


def inside_and_around(screen: Image) -> tuple[float, float]:
    """How colourful the picture is on the screen, and what lies about it."""
    inner = np.zeros(screen.shape[:2], np.uint8)
    cv2.fillConvexPoly(inner, outline().round().astype(np.int32), 1)
    outer = cv2.dilate(inner, np.ones((2 * RING + 1, 2 * RING + 1), np.uint8))
    inner = cv2.erode(inner, np.ones((7, 7), np.uint8))
    gap = cv2.dilate(inner, np.ones((15, 15), np.uint8))
    return colour(screen, inner > 0), colour(screen, (outer > 0) & (gap == 0))


def look(page: Page, *, least: float = 12) -> Image:
    """The screen when the video has faded in over the picture: the print's colours are gone."""
    page.locator(".controls").wait_for()
    for _ in range(120):
        screen = cv2.imdecode(np.frombuffer(page.screenshot(), np.uint8), cv2.IMREAD_COLOR)
        if inside_and_around(screen)[0] < least:
            page.wait_for_timeout(500)
            return cv2.imdecode(np.frombuffer(page.screenshot(), np.uint8), cv2.IMREAD_COLOR)
        page.wait_for_timeout(250)
    pytest.fail("the video never lay on the picture")


def farthest(screen: Image) -> float:
    """The largest distance between a corner of the picture as the video shows it on the screen, and the print's."""
    sift = cv2.SIFT.create()
    points, marks = sift.detectAndCompute(cv2.cvtColor(astronaut(), cv2.COLOR_BGR2GRAY), None)
    seen_points, seen_marks = sift.detectAndCompute(cv2.cvtColor(screen, cv2.COLOR_BGR2GRAY), None)
    pairs = cv2.BFMatcher().knnMatch(marks, seen_marks, k=2)
    good = [one for one, other in pairs if one.distance < 0.7 * other.distance]
    source = np.array([points[match.queryIdx].pt for match in good]) + 0.5
    target = np.array([seen_points[match.trainIdx].pt for match in good]) + 0.5
    matrix, _ = cv2.findHomography(source, target, cv2.RANSAC, 2.0)
    square = np.array([[[0.0, 0], [512, 0], [512, 512], [0, 512]]])
    return float(np.linalg.norm(cv2.perspectiveTransform(square, matrix)[0] - outline(), axis=1).max())


def test_the_video_lies_on_the_print_ends_with_it_and_waits_at_its_first_frame(
    site: Site, fitted: dict[str, Any], still_camera: Path
):
    with chromium(still_camera) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        start(page, f"{site.url}/v/astronaut")
        screen = look(page)
        position = page.evaluate(POSITION)
    inside, around = inside_and_around(screen)
    assert farthest(screen) < 0.01 * np.linalg.norm(outline()[2] - outline()[0])
    assert inside < 12 < 1.5 * around
    assert position == pytest.approx(fitted["videos"][0]["fit"]["start"], abs=0.001)
    assert 0.5 <= position < 0.5 + PAIR.seconds / 4


def test_what_lies_around_the_picture_in_the_video_is_shown_where_it_may_overflow(
    site: Site, fitted: dict[str, Any], still_camera: Path
):
    fitted["marker"]["settings"]["overflow"] = True
    with chromium(still_camera) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        start(page, f"{site.url}/v/astronaut")
        inside, around = inside_and_around(look(page))
    assert max(inside, around) < 12


def test_a_video_that_is_played_again_begins_where_it_shows_the_picture(site: Site, fitted: dict[str, Any]):
    at = fitted["videos"][0]["fit"]["start"]
    fitted["marker"]["settings"] |= {"autoplay": True, "loop": True}
    with chromium(without=("--use-fake-device-for-media-stream",)) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        page.add_init_script(
            "addEventListener('seeking', ({ target }) => (globalThis.seeks ??= []).push(target.currentTime), true)"
        )
        page.goto(f"{site.url}/v/astronaut?demo=1")
        page.locator("button.primary").click()
        wait_until(page, "globalThis.seeks?.length > 2", seconds=30)
        seeks = page.evaluate("globalThis.seeks")
    assert seeks == pytest.approx([at] * len(seeks), abs=0.05)
