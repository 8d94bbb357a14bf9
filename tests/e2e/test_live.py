"""A visitor opens the link, points the camera at the picture, watches the video on it, and is counted once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.analyst import events_of
from tests.e2e.conftest import AROUND
from tests.e2e.overlay import Overlay, find_overlay
from tests.material import Files
from tests.stack import Stack, eventually
from tests.viewer.browser import chromium
from tests.viewer.camera_clip import WIDTH, corners_of

pytestmark = pytest.mark.e2e
PHONE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile "
    "Safari/537.36"
)
"""For the whole browser: one that calls itself headless is taken for a robot, also in its last beacon."""
VIEWPORT = {"width": 800, "height": 600}
WHOLE = ("view_started", "marker_detected", "video_started", "video_completed", "session_ended")


def look(page: Page) -> Overlay | None:
    return find_overlay(page.screenshot())


def distance_to_truth(overlay: Overlay) -> float:
    """Pixels of the screen between the overlay and the nearest place that the camera's film has for the picture."""
    scale = VIEWPORT["width"] / WIDTH
    views = [
        segment.start.towards(segment.end, i / (segment.frames - 1))
        for segment in AROUND
        for i in range(segment.frames)
        if segment.start and segment.end
    ]
    truths = [scale * corners_of(view, 1.0) for view in views]
    return min(float(np.linalg.norm(truth - overlay.corners, axis=1).mean()) for truth in truths)


def watched(page: Page, url: str) -> tuple[Overlay, Overlay]:
    """Opens the link, taps Start, and judges two screenshots of the video, one after the other."""
    page.goto(url)
    page.get_by_role("button", name="Start", exact=True).click()
    first = eventually(lambda: look(page), 30)
    second = eventually(lambda: (seen := look(page)) and seen.share > first.share and seen, 20)
    assert second
    return first, second


@pytest.fixture(scope="module")
def link(started: Stack, files: Files) -> dict[str, Any]:
    return started.publish(files.picture, files.clip, "Opened once")


def test_the_video_plays_on_the_picture_and_the_view_is_counted_once(stack: Stack, link: dict[str, Any], camera: Path):
    with chromium(camera, f"--user-agent={PHONE}") as browser:
        page = browser.new_page(viewport=VIEWPORT, locale="en-GB")
        for overlay in watched(page, link["url"]):
            assert overlay.likeness > 0.8
            assert overlay.picture < 0.5
            assert distance_to_truth(overlay) < 16
        eventually(lambda: page.evaluate("document.querySelector('video').ended"))
        page.goto("about:blank")
        eventually(lambda: "session_ended" in [event["type"] for event in events_of(stack, link["linkId"])])
    events = events_of(stack, link["linkId"])
    counts = {name: sum(event["type"] == name for event in events) for name in WHOLE}
    assert counts == dict.fromkeys(WHOLE, 1)
    assert len({event["session"] for event in events}) == 1
    found = next(event for event in events if event["type"] == "marker_detected")
    assert 0 < json.loads(found["metadata"])["timeToDetectMs"] < 60_000

    statistics = json.loads(stack.run("stats", "Opened once", "--json").stdout)
    assert (statistics["totalViews"], statistics["uniqueViewers"]) == (1, 1)
    assert 3 < statistics["averageWatchTime"] < 15
    assert [day["views"] for day in statistics["series"] if day["views"]] == [1]
