"""An owner tries a marker before printing: sees what a camera would see, then opens the test page with a camera."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.analyst import events_of
from tests.e2e.overlay import find_overlay
from tests.stack import Stack
from tests.system.inside import server
from tests.viewer.browser import chromium, wait_until

pytestmark = pytest.mark.e2e
STATE = "document.querySelector('.trial')?.dataset.state"


@pytest.fixture
def owner(stack: Stack) -> Iterator[httpx.Client]:
    key = {"Authorization": f"Bearer {server(stack).api_key}"}
    with httpx.Client(base_url=f"{stack.url}/api/v1", headers=key, timeout=60) as client:
        yield client


def test_the_preview_has_the_video_on_the_picture(owner: httpx.Client, published: dict[str, Any]):
    preview = owner.get(f"/markers/{published['markerId']}/preview", params={"format": "png", "share": 0.8, "tilt": 20})
    assert preview.headers["x-found"] == "true", preview.text
    overlay = find_overlay(preview.content)
    assert overlay is not None
    assert overlay.likeness > 0.8
    heat = owner.get(f"/markers/{published['markerId']}/heatmap")
    assert (heat.status_code, heat.content[:4]) == (200, b"\x89PNG")


def test_a_trial_with_a_camera_shows_numbers_and_counts_nothing(
    stack: Stack, owner: httpx.Client, published: dict[str, Any], camera: Path
):
    before = events_of(stack, published["linkId"])
    trial = owner.post(f"/markers/{published['markerId']}/trials").json()
    told: list[str] = []
    with chromium(camera) as browser:
        page = browser.new_page(viewport={"width": 800, "height": 600}, locale="en-GB")
        page.on("request", lambda request: told.append(request.url) if request.method != "GET" else None)
        page.goto(trial["url"])
        page.get_by_role("button", name="Start", exact=True).click()
        wait_until(page, f"{STATE} === 'tracked'", seconds=60)
        agreeing, _, patches, _ = page.locator(".trial [data-name=agreeing]").inner_text().split()
        assert 30 < int(agreeing) <= int(patches)
        wait_until(page, "document.querySelector('video').currentTime > 0.5")
        page.goto("about:blank")
    assert told == []
    assert events_of(stack, published["linkId"]) == before
    assert events_of(stack, published["markerId"]) == []
