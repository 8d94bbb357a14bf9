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


MEANWHILE = ("/assets/scene-", "/assets/planar/worker-", "/assets/tracker", "/marker/target.planar", "/clip.mp4")
"""What comes while the visitor reads: the stage, the engine, its target, the video."""


class Held:
    """Everything but the page, its first script and style and the link waits until it is let go."""

    def __init__(self, page: Page) -> None:
        self.passed: list[str] = []
        self._waiting: list[Route] = []
        self._free = False
        page.route("**/*", self._meet)

    def _meet(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if self._free or path.startswith(("/v/", "/assets/index-", "/api/v1/links/")):
            self.passed.append(path)
            route.continue_()
        else:
            self._waiting.append(route)

    def let_go(self) -> None:
        self._free = True
        for route in self._waiting:
            self._meet(route)


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
        held.let_go()
        until(page, lambda: all(any(part in path for path in held.passed) for part in MEANWHILE))
        assert not any("/assets/nft/" in path for path in held.passed)
