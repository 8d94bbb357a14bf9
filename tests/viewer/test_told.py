"""What a visit tells the service, and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.viewer.browser import chromium, wait_until
from tests.viewer.site import Site, leave

pytestmark = pytest.mark.e2e
VIEWPORT = ViewportSize(width=640, height=480)
PRIVATE = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })"
PLAYS = "document.querySelector('video').currentTime > 0.3"


def visit(page: Page, site: Site, milliseconds: int = 300) -> None:
    """Starts, waits until the video plays on the picture, leaves."""
    page.goto(f"{site.url}/v/astronaut")
    page.locator("button.primary").click()
    wait_until(page, "document.querySelector('.controls:not([hidden])')")
    wait_until(page, PLAYS)
    page.wait_for_timeout(milliseconds)
    page.goto("about:blank")
    page.wait_for_timeout(300)


def test_a_visit_is_told_of_in_two_requests(site: Site, camera: Path):
    with chromium(camera) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        visit(page, site, 4500)
        leave(page, site)
    assert site.requests == 2
    assert {"view_started", "marker_detected", "video_started", "session_ended"} <= set(site.types())
    first = next(event for event in site.events if event["eventType"] == "view_started")
    assert first["metadata"]["deviceClass"] in {"low", "middle", "high"}


def test_whoever_asks_not_to_be_counted_is_not(site: Site, camera: Path):
    with chromium(camera) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        page.add_init_script(PRIVATE)
        visit(page, site)
    assert site.requests == 0


def test_the_video_plays_where_telling_is_blocked(site: Site, camera: Path):
    with chromium(camera) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        page.add_init_script("Navigator.prototype.sendBeacon = () => false")
        page.route("**/analytics/track", lambda route: route.abort("blockedbyclient"))
        visit(page, site)
    assert site.events == []
