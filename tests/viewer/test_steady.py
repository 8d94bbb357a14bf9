"""What becomes of the video while its picture comes and goes, and what a visitor is told meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, ViewportSize

from tests.e2e.overlay import Overlay, find_overlay
from tests.material import astronaut
from tests.viewer.browser import chromium, wait_until
from tests.viewer.camera_clip import FRONT, Segment, film, write_camera
from tests.viewer.site import Site

pytestmark = pytest.mark.e2e
VIEWPORT = ViewportSize(width=640, height=480)
CORNER = replace(FRONT, size=0.4, x=0.25, y=0.3)
"""The picture lies small in a corner of the view."""
REMEMBER_OUTLINE = """
globalThis.outlined = [];
new MutationObserver((changes) => {
  for (const { target } of changes) {
    if (target.matches?.('.outline')) outlined.push(target.hasAttribute('hidden') ? 0 : Number(target.style.opacity));
  }
}).observe(document, { subtree: true, attributeFilter: ['hidden', 'style'] });
"""
"""How much of the frame around the picture was to be seen, each time that this changed."""
IMPATIENT = """
const wait = setTimeout;
globalThis.setTimeout = (work, ms, ...more) => wait(work, ms === 10000 ? 1000 : ms, ...more);
"""
"""Ten seconds without a picture are over in one."""
HINT = "document.querySelector('.hint:not([hidden])')?.textContent"


@pytest.fixture(scope="module")
def here_and_gone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("steady") / "film.y4m"
    write_camera(film(astronaut(), (Segment("here", 60, CORNER, CORNER), Segment("absent", 90))), path)
    return path


@pytest.fixture(scope="module")
def dark(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dark") / "film.y4m"
    frames = (replace(frame, image=frame.image // 8) for frame in film(astronaut(), (Segment("dark", 15),)))
    write_camera(frames, path)
    return path


def start(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("button.primary").click()


def overlay_where(page: Page, is_there: Any, *, seconds: float = 60) -> Overlay:
    """The video as soon as its corners are where they should be; a screenshot is the judge."""
    for _ in range(int(seconds * 5)):
        seen = find_overlay(page.screenshot())
        if seen and seen.likeness > 0.8 and is_there(seen.corners):
            return seen
        page.wait_for_timeout(200)
    pytest.fail("the video was never seen there")


def in_the_corner(corners: np.ndarray) -> bool:
    return bool(np.abs(corners.mean(axis=0) - (160, 144)).max() < 20)


def on_the_screen(corners: np.ndarray) -> bool:
    """Upright in the middle, as large as there is room."""
    wanted = np.array([(164, 48), (476, 48), (476, 360), (164, 360)])
    return bool(np.abs(corners - wanted).max() < 15)


def test_a_video_that_peels_goes_on_upon_the_screen_and_back(site: Site, here_and_gone: Path, link: dict[str, Any]):
    link["marker"]["settings"] = {"onLoss": "peel", "loop": True}
    with chromium(here_and_gone) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        start(page, f"{site.url}/v/astronaut")
        overlay_where(page, in_the_corner)
        overlay_where(page, on_the_screen)
        assert not page.evaluate("document.querySelector('video').paused")
        assert not page.evaluate(HINT)
        overlay_where(page, in_the_corner)
    pauses = [event["metadata"]["reason"] for event in site.events if event["eventType"] == "video_paused"]
    assert "lost" not in pauses


def test_a_frame_shows_around_the_picture_and_the_lost_video_comes_to_the_screen_if_wanted(
    site: Site, here_and_gone: Path, link: dict[str, Any]
):
    link["marker"]["settings"] = {"loop": True}
    with chromium(here_and_gone) as browser:
        page = browser.new_page(viewport=VIEWPORT, locale="en-GB")
        page.add_init_script(REMEMBER_OUTLINE)
        start(page, f"{site.url}/v/astronaut")
        wait_until(page, "outlined.some((share) => share > 0.5)")
        wait_until(page, "document.querySelector('.outline').hasAttribute('hidden') && outlined.length > 3")
        box = page.evaluate("document.querySelector('.outline path').getAttribute('d')")
        wait_until(page, f"({HINT})?.includes('to go on')")
        page.get_by_role("button", name="Play", exact=True).click()
        overlay_where(page, on_the_screen)
        assert not page.evaluate("document.querySelector('video').paused")
    points = np.array([[float(number) for number in point.split()] for point in box.replace("L", "M").split("M")[1:]])
    corners = points[1::3]
    # The picture is 192 px wide around (160, 144), and the brackets stand off it.
    assert np.abs(corners.mean(axis=0) - (160, 144)).max() < 5
    assert 192 < np.ptp(corners, axis=0).max() < 240


def test_a_dark_room_is_told_of_and_left_for_the_way_without_camera_and_back(site: Site, dark: Path):
    with chromium(dark) as browser:
        page = browser.new_page(viewport=VIEWPORT, locale="en-GB")
        page.add_init_script(IMPATIENT)
        start(page, f"{site.url}/v/astronaut")
        wait_until(page, f"{HINT}?.includes('dark')")
        page.get_by_role("button", name="Watch without camera").click()
        wait_until(page, "document.querySelector('.watch video')?.currentTime > 0.3")
        assert page.evaluate("document.activeElement.dataset.action") == "play"
        page.get_by_role("button", name="More").click()
        page.get_by_role("button", name="Use the camera").click()
        wait_until(page, f"{HINT}?.includes('dark') && document.querySelector('video').paused")
