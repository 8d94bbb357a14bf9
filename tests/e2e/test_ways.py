"""Ways that are not the camera, and the camera measured frame by frame."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.analyst import events_of
from tests.stack import Stack, eventually
from tests.viewer.browser import chromium

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
