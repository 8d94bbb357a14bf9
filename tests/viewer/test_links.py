"""What a visitor sees of a link that is closed, and how it opens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.viewer.browser import chromium, wait_until
from tests.viewer.site import Site
from tests.viewer.test_screens import SLUG, phone, problem, reasons

pytestmark = pytest.mark.e2e
ELSEWHERE = {"url": "https://owner.example/summer", "label": "The summer page"}


def closed(link: dict[str, Any], state: str, **more: Any) -> dict[str, Any]:
    """As the API answers for a link that shows nothing."""
    return {**link, "state": state, "marker": None, "videos": [], "imageUrl": None, "imageThumbnailUrl": None, **more}


def opened(browser: Browser, site: Site, **options: Any) -> Page:
    page = browser.new_page(viewport={"width": 320, "height": 640}, **{"locale": "en-GB", **options})
    page.goto(site.url + SLUG)
    return page


def told(page: Page, site: Site, reason: str) -> None:
    """Waits for the event; nobody is counted as a viewer of what did not show."""
    for _ in range(50):
        if ("unsupported", reason) in reasons(site):
            break
        page.wait_for_timeout(100)
    [session] = {event["sessionId"] for event in site.events if event["metadata"].get("reason") == reason}
    assert {event["eventType"] for event in site.events if event["sessionId"] == session} == {"unsupported"}


def test_a_closed_link_says_why_leads_where_its_owner_wants_and_can_be_asked_again(site: Site, link: dict[str, Any]):
    with chromium() as browser:
        for state in ("paused", "expired", "limit", "restricted"):
            site.link = closed(link, state, fallback=ELSEWHERE)
            page = opened(browser, site)
            problem(page, state)
            assert page.get_by_role("link", name="The summer page").get_attribute("href") == ELSEWHERE["url"]
            told(page, site, state)
            site.link = link
            page.get_by_role("button", name="Try again").click()
            page.get_by_role("button", name="Start", exact=True).wait_for()
            page.close()


def test_an_owners_address_that_is_a_script_is_no_way_on(site: Site, link: dict[str, Any]):
    site.link = closed(link, "expired", fallback={"url": "javascript:alert(1)", "label": "Go"})
    with chromium() as browser:
        page = opened(browser, site)
        problem(page, "expired")
        assert page.get_by_role("link").count() == 0


def test_a_scheduled_link_says_when_in_the_visitors_own_time_and_opens_by_itself(site: Site, link: dict[str, Any]):
    site.link = closed(link, "scheduled", opensAt="2031-03-01T21:30:00Z")
    with chromium() as browser:
        page = opened(browser, site, locale="ru-RU", timezone_id="Asia/Tokyo")
        problem(page, "scheduled")
        page.get_by_text("2 марта 2031 г. в 06:30").wait_for()
        told(page, site, "scheduled")
        page.close()
        soon = datetime.now(UTC) + timedelta(seconds=4)
        site.link = closed(link, "scheduled", opensAt=soon.isoformat())
        page = opened(browser, site)
        problem(page, "scheduled")
        site.link = link
        page.get_by_role("button", name="Start", exact=True).wait_for()


def test_a_link_with_a_password_opens_to_who_knows_it(site: Site, link: dict[str, Any]):
    site.link, site.opened, site.password = closed(link, "password"), link, ""
    with chromium() as browser:
        page = opened(browser, site)
        problem(page, "password")
        assert page.evaluate("document.activeElement.type") == "password"
        page.get_by_label("Password").fill("open sesame")
        page.keyboard.press("Enter")
        page.get_by_text("Too many tries").wait_for()
        site.password = "shazam"
        page.get_by_role("button", name="Open").click()
        page.get_by_text("This is not the password").wait_for()
        assert page.get_by_label("Password").get_attribute("aria-invalid") == "true"
        told(page, site, "password")
        page.get_by_label("Password").fill("shazam")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Start", exact=True).wait_for()
        assert page.evaluate("document.body.dataset.problem") is None


def test_without_a_connection_the_page_waits_for_it_and_goes_on(site: Site, link: dict[str, Any]):
    site.link = 503
    with chromium() as browser:
        page = phone(browser)
        page.goto(site.url + SLUG)
        problem(page, "network")
        page.context.set_offline(True)
        page.get_by_role("button", name="Try again").click()
        problem(page, "offline")
        site.link = link
        page.context.set_offline(False)
        page.get_by_role("button", name="Start", exact=True).wait_for()


def test_the_language_is_changed_where_one_is_and_remembered(site: Site, link: dict[str, Any]):
    site.link = closed(link, "paused")
    with chromium() as browser:
        page = opened(browser, site)
        problem(page, "paused")
        page.get_by_label("Language").focus()
        page.get_by_label("Language").select_option("ru")
        page.get_by_role("heading", name="Перерыв").wait_for()
        assert page.evaluate("document.documentElement.lang") == "ru"
        assert page.evaluate("document.activeElement.tagName") == "SELECT"
        site.link = link
        page.get_by_role("button", name="Попробовать снова").click()
        page.get_by_role("button", name="Начать").wait_for()
        page.reload()
        page.get_by_role("button", name="Начать").wait_for()
        wait_until(page, "document.documentElement.lang === 'ru'")
