"""Ways that are not the camera, and the camera measured frame by frame."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pytest
from playwright.sync_api import Page, Route

from tests.analyst import events_of
from tests.material import astronaut
from tests.stack import Stack, eventually
from tests.viewer.browser import chromium, wait_until
from tests.viewer.camera_clip import MEASURING, film, write_sequence

pytestmark = pytest.mark.e2e
GRANTED = "--use-fake-ui-for-media-stream"


def types(stack: Stack, link_id: str, session: str) -> list[str]:
    return [event["type"] for event in events_of(stack, link_id) if event["session"] == session]


def session_of(page: Page) -> list[str]:
    """The session that the page's own requests name, once it has sent some."""
    seen: list[str] = []

    def note(request: Any) -> None:
        if request.url.endswith("/analytics/track"):
            seen.extend(event["sessionId"] for event in request.post_data_json["events"])

    page.on("request", note)
    return seen


def plays(page: Page) -> bool:
    return page.evaluate("(document.querySelector('video')?.currentTime ?? 0) > 0.5")


def test_a_visitor_who_refuses_the_camera_can_watch_all_the_same(stack: Stack, published: dict[str, Any]):
    with chromium(None, "--deny-permission-prompts", without=(GRANTED,)) as browser:
        page = browser.new_page(locale="en-GB")
        session = session_of(page)
        page.goto(published["url"])
        page.get_by_role("button", name="Start", exact=True).click()
        page.get_by_role("alert").get_by_text("The camera is not allowed").wait_for()
        page.get_by_role("button", name="Watch without camera").click()
        eventually(lambda: plays(page) and session)
        page.goto("about:blank")
        wanted = {"view_started", "camera_denied", "video_started"}
        eventually(lambda: wanted <= set(types(stack, published["linkId"], session[0])))
    assert types(stack, published["linkId"], session[0]).count("camera_denied") == 1


def test_a_visitor_can_choose_to_watch_without_a_camera(stack: Stack, published: dict[str, Any]):
    with chromium() as browser:
        page = browser.new_page(locale="en-GB")
        session = session_of(page)
        page.goto(published["url"])
        page.get_by_role("button", name="Watch without camera").click()
        eventually(lambda: plays(page) and session)
        page.goto("about:blank")
        wanted = {"view_started", "unsupported", "video_started"}
        eventually(lambda: wanted <= set(types(stack, published["linkId"], session[0])))


def test_the_picture_is_found_where_it_is_and_nowhere_else(stack: Stack, published: dict[str, Any], tmp_path: Path):
    truth = write_sequence(film(astronaut(), MEASURING), tmp_path / "one")

    def clip(route: Route) -> None:
        route.fulfill(path=tmp_path / urlsplit(route.request.url).path.removeprefix("/clips/"))

    with chromium() as browser:
        page = browser.new_page()
        page.route(lambda url: urlsplit(url).path.startswith("/clips/"), clip)
        page.goto(f"{published['url']}?source=seq&clip=/clips/one")
        wait_until(page, "window.__argument?.done", seconds=150)
        record = page.evaluate("window.__argument")
    results = record["results"]
    assert "error" not in record
    assert len(results) == len(truth)
    shown = [(result, frame) for result, frame in zip(results, truth, strict=True) if frame["visible"]]
    hidden = [result for result, frame in zip(results, truth, strict=True) if not frame["visible"]]
    found = [(np.array(result["corners"]), np.array(frame["corners"])) for result, frame in shown if result["found"]]
    errors = [np.linalg.norm(seen - true, axis=1).mean() for seen, true in found]
    assert len(found) >= 0.85 * len(shown)
    assert np.median(errors) <= 5
    assert not [result for result in hidden if result["found"]]
