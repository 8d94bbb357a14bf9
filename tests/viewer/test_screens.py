"""What a visitor sees when something is missing: a page of its own with words and a way on."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.viewer.browser import chromium, until, wait_until
from tests.viewer.site import Site, leave

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


def leave_telling(page: Page, site: Site, reason: tuple[str, str]) -> None:
    """Ends the visit, whose last words may still be on their way then."""
    page.goto("about:blank")
    until(page, lambda: reason in reasons(site), f"telling {reason}")


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
            leave_telling(page, site, (event, name))


REFUSING = """
  const { mediaDevices } = navigator;
  const real = mediaDevices.getUserMedia.bind(mediaDevices);
  const refusal = () => Promise.reject(Object.assign(new Error(), { name: 'THROWN' }));
  mediaDevices.getUserMedia = (wanted) => (window.works ? real(wanted) : refusal());
"""
"""A camera that does not open until it is told to: what browsers throw, as no fake camera can be brought to."""


def test_a_camera_that_does_not_open_can_be_tried_again(site: Site):
    thrown = {"OverconstrainedError": "overconstrained", "TypeError": "unknown"}
    with chromium() as browser:
        for error, name in thrown.items():
            site.events.clear()
            page = phone(browser)
            page.add_init_script(REFUSING.replace("THROWN", error))
            page.goto(site.url + SLUG)
            page.get_by_role("button", name="Start", exact=True).click()
            problem(page, name)
            wait_until(page, "document.activeElement === document.querySelector('h1')")
            page.evaluate("window.works = true")
            page.get_by_role("button", name="Try again").click()
            page.locator(".stage").wait_for()
            wait_until(page, "document.body.dataset.problem === undefined")
            leave_telling(page, site, ("unsupported", name))
            page.close()


INSIDE = {
    "Instagram": (
        "Mozilla/5.0 (Linux; Android 13; SM-A536B Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Version/4.0 Chrome/122.0.6261.119 Mobile Safari/537.36 Instagram 321.0.0.39.106 Android",
        "intent://{place}/v/astronaut#Intent;scheme=http;"
        "action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end",
    ),
    "Facebook": (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_3_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Mobile/21D61 [FBAN/FBIOS;FBAV/451.0.0.40.109;FBDV/iPhone13,2;FBMD/iPhone;FBSN/iOS;FBSV/17.3.1]",
        "x-safari-http://{place}/v/astronaut",
    ),
}
"""Apps, what their browsers say, and the address that leaves them."""


@pytest.mark.parametrize("app", INSIDE)
def test_a_browser_inside_an_app_that_gives_no_camera_is_left_by_a_tap(site: Site, app: str):
    agent, way_out = INSIDE[app]
    with chromium(None, "--deny-permission-prompts", without=(GRANTED,)) as browser:
        page = browser.new_page(viewport={"width": 320, "height": 640}, locale="en-GB", user_agent=agent)
        page.goto(site.url + SLUG)
        page.get_by_role("button", name="Start", exact=True).click()
        problem(page, "in_app")
        page.get_by_text(f"{app} does not give the camera").wait_for()
        place = site.url.removeprefix("http://")
        assert page.get_by_role("link", name="Open in the browser").get_attribute("href") == way_out.format(place=place)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy the link").click()
        page.get_by_role("button", name="Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == site.url + SLUG
        page.get_by_role("button", name="Watch without camera").click()
        plays(page)
        leave_telling(page, site, ("unsupported", "in_app"))


def test_a_browser_inside_an_app_that_has_no_camera_to_give_says_so_before_any_tap(site: Site):
    with chromium() as browser:
        page = browser.new_page(
            viewport={"width": 320, "height": 640}, locale="en-GB", user_agent=INSIDE["Facebook"][0]
        )
        page.add_init_script("Object.defineProperty(navigator, 'mediaDevices', { value: undefined })")
        page.goto(site.url + SLUG)
        problem(page, "in_app")
        page.get_by_role("button", name="Watch without camera").click()
        plays(page)


def test_a_script_that_does_not_come_is_fetched_when_there_is_a_connection_again(site: Site):
    with chromium() as browser:
        page = phone(browser)
        page.route("**/scene-*.js", lambda route: route.abort())
        page.goto(site.url + SLUG)
        page.get_by_role("button", name="Start", exact=True).click()
        problem(page, "network")
        page.get_by_role("button", name="Try again").click()
        page.get_by_role("button", name="Start", exact=True).click()
        problem(page, "network")
        page.reload()
        page.get_by_role("button", name="Start", exact=True).wait_for()
        page.context.set_offline(True)
        page.get_by_role("button", name="Start", exact=True).click()
        problem(page, "offline")
        page.get_by_role("button", name="Try again").click()
        problem(page, "offline")
        page.unroute("**/scene-*.js")
        page.context.set_offline(False)
        page.get_by_role("button", name="Start", exact=True).click()
        page.get_by_text("Point the camera at the picture").wait_for()


def test_a_computer_gets_a_code_for_the_phone_unless_it_would_lead_no_phone_here(site: Site):
    with chromium(None, f"--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1") as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
        code = page.get_by_alt_text("QR code of this page")
        page.goto(site.url.replace("127.0.0.1", ELSEWHERE) + SLUG)
        assert code.evaluate("(code) => code.decode().then(() => true)")
        page.goto(site.url + SLUG)
        page.get_by_role("button", name="Start", exact=True).wait_for()
        assert code.count() == 0


def test_an_engine_that_does_not_start_leaves_the_way_without_camera(site: Site, link: dict[str, Any], engine: str):
    link["marker"]["engines"][engine]["baseUrl"] = "/api/v1/assets/nowhere"
    with chromium() as browser:
        page = phone(browser)
        page.goto(f"{site.url}{SLUG}?engine={engine}")
        page.get_by_role("button", name="Start", exact=True).click()
        problem(page, "engine_failed")
        page.get_by_role("button", name="Watch without camera").click()
        plays(page)
        leave_telling(page, site, ("unsupported", "engine_failed"))


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
        leave(page, site)
    assert site.types() == ["view_started", "session_ended"]
    assert len({event["sessionId"] for event in site.events}) == 1
