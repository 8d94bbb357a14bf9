"""An owner tries the picture with a camera: numbers are shown live, they are true, and nothing is told to anybody."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.material import astronaut
from tests.viewer.browser import chromium, wait_until
from tests.viewer.camera_clip import Segment, View, film, write_camera
from tests.viewer.site import Site

pytestmark = pytest.mark.e2e
VIEWPORT = ViewportSize(width=800, height=600)
TRIAL = "/try#a-ticket"
TILTED = View(size=0.75, yaw=30)
"""The camera holds still: the numbers are known."""
STATE = "document.querySelector('.trial')?.dataset.state"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("held") / "film.y4m"
    write_camera(film(astronaut(), (Segment("here", 24, TILTED, TILTED),)), path)
    return path


def begin(page: Page, site: Site, query: str = "") -> list[str]:
    """Opens the trial and taps Start; the requests that the page makes, as they are made."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url.removeprefix(site.url)}"))
    page.goto(site.url + TRIAL.replace("#", f"{query}#"))
    page.get_by_role("button", name=re.compile("Start")).click()
    return asked


def numbers(page: Page, name: str) -> list[float]:
    """What a row of the panel says."""
    text = page.locator(f".trial [data-name={name}]").inner_text()
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]


def test_the_numbers_are_those_of_the_camera_and_nothing_is_told(site: Site, held: Path):
    with chromium(held) as browser:
        page = browser.new_page(viewport=VIEWPORT, locale="en-GB")
        asked = begin(page, site)
        wait_until(page, f"{STATE} === 'tracked'")
        page.get_by_text("All is well.").wait_for()
        agreeing, patches = numbers(page, "agreeing")
        assert 40 < agreeing <= patches
        assert agreeing > 0.7 * patches
        assert 60 < numbers(page, "confidence")[0] <= 100
        assert 60 < numbers(page, "correlation")[0] <= 100
        assert all(0 < error < 1 for error in numbers(page, "error"))
        share, tilt = numbers(page, "lies")
        assert share == pytest.approx(100 * 0.75 * 480 / 640, abs=6)
        assert tilt == pytest.approx(30, abs=6)
        frames, milliseconds = numbers(page, "speed")
        # The camera films 15 pictures a second; a busy machine gives some of them together.
        assert 0 < frames <= 20
        assert milliseconds > 0
        page.goto("about:blank")
    assert [one for one in asked if "/analytics/" in one or not one.startswith("GET")] == []
    assert site.events == []
    assert "GET /api/v1/trials/a-ticket" in asked


def test_a_visitor_never_loads_what_trials_need(site: Site, held: Path):
    with chromium(held) as browser:
        page = browser.new_page(viewport=VIEWPORT, locale="en-GB")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{site.url}/v/astronaut")
        page.get_by_role("button", name="Start", exact=True).click()
        wait_until(page, "document.querySelector('video')?.currentTime > 0")
    assert not [url for url in asked if "panel" in url]
    assert [url for url in asked if "planar" in url or "engine" in url]


def test_the_panel_says_what_to_do_when_the_picture_is_not_there(site: Site, tmp_path: Path):
    empty = tmp_path / "empty.y4m"
    write_camera(film(astronaut(), (Segment("absent", 12),)), empty)
    with chromium(empty) as browser:
        page = browser.new_page(viewport=VIEWPORT, locale="ru-RU")
        page.goto(site.url + TRIAL)
        page.get_by_role("button", name="Начать").click()
        page.get_by_text("Наведите камеру на картинку так").wait_for()
        assert page.evaluate(STATE) == "searching"
        assert numbers(page, "agreeing") == []


def test_a_marker_without_a_video_can_be_tried_and_without_a_camera(site: Site, link: dict[str, Any]):
    site.link = {**link, "videos": [], "title": "", "slug": ""}
    with chromium() as browser:
        page = browser.new_page(viewport=VIEWPORT, locale="en-GB")
        begin(page, site, "?demo=1")
        wait_until(page, f"{STATE} === 'tracked'")
        assert numbers(page, "agreeing")[0] > 20


def test_a_trial_that_is_over_says_so(site: Site):
    site.link = 404
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 320, "height": 640}, locale="en-GB")
        page.goto(site.url + TRIAL)
        page.get_by_role("alert").get_by_text("This test is over").wait_for()


def test_the_panel_leaves_room_on_a_small_phone(site: Site, held: Path):
    with chromium(held) as browser:
        page = browser.new_page(viewport={"width": 320, "height": 568}, locale="en-GB")
        begin(page, site)
        wait_until(page, f"{STATE} === 'tracked'")
        page.locator(".controls").wait_for()
        boxes = [page.locator(name).bounding_box() for name in (".trial", ".controls")]
        assert all(boxes)
        panel, controls = (box for box in boxes if box)
        assert panel["y"] + panel["height"] <= controls["y"]
        assert panel["x"] >= 0
        assert panel["x"] + panel["width"] <= 320
        assert panel["y"] > 0.35 * 568
