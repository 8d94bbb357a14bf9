"""What a visitor sees when something is missing: a page of its own with words and a way on."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.viewer.browser import chromium, wait_until
from tests.viewer.site import Site

pytestmark = pytest.mark.e2e
SLUG = "/v/astronaut"
GRANTED = "--use-fake-ui-for-media-stream"
CAMERA = "--use-fake-device-for-media-stream"
ELSEWHERE = "picture.example"
"""A host name that is no secure context without TLS."""


def phone(browser: Browser, language: str = "en-GB") -> Page:
    return browser.new_page(viewport={"width": 320, "height": 640}, locale=language)


def problem(page: Page, name: str) -> None:
    wait_until(page, f"document.body.dataset.problem === '{name}'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def plays(page: Page) -> None:
    wait_until(page, "document.querySelector('.watch video')?.currentTime > 0.3")


def reasons(site: Site) -> list[tuple[str, str]]:
    events = {event["eventId"]: event for event in site.events}.values()
    return [(event["eventType"], event["metadata"]["reason"]) for event in events if "reason" in event["metadata"]]


def test_links_that_show_nothing_say_why(site: Site, link: dict[str, Any]):
    with chromium() as browser:
        for answer, name in ((404, "not_found"), (500, "network")):
            site.link = answer
            page = phone(browser)
            page.goto(site.url + SLUG)
            problem(page, name)
            page.close()
    assert site.events == []


def test_a_link_in_preparation_opens_by_itself_when_it_is_ready(site: Site, link: dict[str, Any]):
    site.link = {**link, "state": "preparing", "marker": None, "videos": []}
    with chromium() as browser:
        page = phone(browser)
        page.goto(site.url + SLUG)
        problem(page, "preparing")
        site.link = link
        page.get_by_role("button", name="Start", exact=True).wait_for()


def test_a_failed_download_can_be_tried_again(site: Site, link: dict[str, Any]):
    site.link = 503
    with chromium() as browser:
        page = phone(browser, "ru-RU")
        page.goto(site.url + SLUG)
        problem(page, "network")
        site.link = link
        page.get_by_role("button", name="Попробовать снова").click()
        page.get_by_role("button", name="Начать").wait_for()


def test_without_the_camera_the_video_plays_on_the_picture_and_the_reason_is_told(site: Site):
    ways = (
        ("denied", "camera_denied", ["--deny-permission-prompts"], (GRANTED,), ""),
        ("no_camera", "unsupported", [], (CAMERA,), ""),
        ("insecure", "unsupported", [f"--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1"], (), ELSEWHERE),
    )
    for name, event, flags, without, host in ways:
        site.events.clear()
        with chromium(None, *flags, without=without) as browser:
            page = phone(browser)
            page.goto((site.url.replace("127.0.0.1", host) if host else site.url) + SLUG)
            page.get_by_role("button", name="Start", exact=True).click()
            problem(page, name)
            page.get_by_role("button", name="Watch without camera").click()
            plays(page)
            page.goto("about:blank")
        assert (event, name) in reasons(site)


def test_an_engine_that_does_not_start_leaves_the_way_without_camera(site: Site, link: dict[str, Any], engine: str):
    link["marker"]["engines"][engine]["baseUrl"] = "/api/v1/assets/nowhere"
    with chromium() as browser:
        page = phone(browser)
        page.goto(f"{site.url}{SLUG}?engine={engine}")
        page.get_by_role("button", name="Start", exact=True).click()
        problem(page, "engine_failed")
        page.get_by_role("button", name="Watch without camera").click()
        plays(page)
        page.goto("about:blank")
    assert ("unsupported", "engine_failed") in reasons(site)


def test_a_damaged_target_is_no_picture_that_is_never_found(site: Site, link: dict[str, Any]):
    link["marker"]["engines"]["planar"] = {"baseUrl": "/api/v1/assets/picture", "files": [".png"]}
    with chromium() as browser:
        page = phone(browser)
        page.goto(site.url + SLUG)
        page.get_by_role("button", name="Start", exact=True).click()
        problem(page, "engine_failed")


def test_events_that_the_server_refuses_for_a_while_arrive_in_the_end_under_the_same_ids(site: Site):
    site.refusals = 2
    with chromium() as browser:
        page = phone(browser)
        tried: list[str] = []
        page.on(
            "request", lambda request: tried.append(request.post_data or "") if request.url.endswith("/track") else None
        )
        page.goto(site.url + SLUG)
        wait_until(page, "true")
        for _ in range(60):
            if site.events:
                break
            page.wait_for_timeout(200)
    assert [event["eventType"] for event in site.events] == ["view_started"]
    assert len(tried) == 3
    assert all(site.events[0]["eventId"] in body for body in tried)


def test_reloading_the_page_is_the_same_view(site: Site):
    with chromium() as browser:
        page = phone(browser)
        for _ in range(2):
            page.goto(site.url + SLUG)
            page.get_by_role("button", name="Start", exact=True).wait_for()
            page.wait_for_timeout(1200)
        page.goto("about:blank")
        page.wait_for_timeout(300)
    assert site.types() == ["view_started", "session_ended"]
    assert len({event["sessionId"] for event in site.events}) == 1
