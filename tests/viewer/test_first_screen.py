"""What a visitor waits for before the button is there, and what comes while the words beside it are read."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from tests.viewer.browser import chromium
from tests.viewer.site import BUILT, Site

pytestmark = pytest.mark.e2e
BUDGET = 30_000
"""Bytes, gzipped: page, script and style."""


class Held:
    """Everything but the page, its first script and style and the link waits until it is let go."""

    def __init__(self, page: Page) -> None:
        self.passed: list[str] = []
        self.waiting: list[Route] = []
        page.route("**/*", self._meet)

    def _meet(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith(("/v/", "/assets/index-", "/api/v1/links/")):
            self.passed.append(path)
            route.continue_()
        else:
            self.waiting.append(route)

    def asked(self) -> set[str]:
        """Paths of what waits."""
        return {urlsplit(route.request.url).path for route in self.waiting}


def until(page: Page, true: Callable[[], bool]) -> None:
    """Waits while the page goes on."""
    for _ in range(600):
        if true():
            return
        page.wait_for_timeout(50)
    pytest.fail("it did not come true in 30 s")


def test_the_button_waits_for_30_kb_and_the_rest_comes_before_the_tap(site: Site):
    with chromium() as browser:
        page = browser.new_page()
        held = Held(page)
        page.goto(f"{site.url}/v/astronaut", wait_until="commit")
        page.locator("button.primary").wait_for()
        own = [BUILT / "ar/index.html", *(BUILT / path.lstrip("/") for path in held.passed if "/assets/" in path)]
        assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in own) <= BUDGET
        until(page, lambda: any("/assets/scene-" in path for path in held.asked()))
        for route in held.waiting:
            route.abort()
        page.unroute("**/*")


def test_engine_target_and_video_are_asked_for_before_the_tap(site: Site):
    wanted = ("/assets/planar/worker-", "/assets/tracker", "/api/v1/assets/marker/target.planar", "/clip.mp4")
    with chromium() as browser:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{site.url}/v/astronaut")
        page.locator("button.primary").wait_for()
        until(page, lambda: all(any(part in url for url in asked) for part in wanted))
        assert not any("/assets/nft/" in url for url in asked)
