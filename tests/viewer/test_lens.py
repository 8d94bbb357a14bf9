"""The right lens of a phone with several: found by itself, changed by the visitor, lit, and kept in mind."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.viewer.browser import wait_until
from tests.viewer.cameras import DRAWN, PHONE, Visit

pytestmark = pytest.mark.e2e
FIRST_IS_MAIN = "phone.first = 'main';"
TELLS_LITTLE = """
delete globalThis.MediaStreamTrackProcessor;
delete HTMLVideoElement.prototype.requestVideoFrameCallback;
delete MediaStreamTrack.prototype.getCapabilities;
delete Navigator.prototype.permissions;
Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new DOMException('', 'SecurityError'); };
for (const lens of Object.values(phone.lenses)) delete lens.focusMode;
"""
"""A browser as they were, in private."""


def in_use(page: Page, lens: str, *, seconds: float = 30) -> None:
    wait_until(page, f"live().map(device).join() === '{lens}'", seconds=seconds)


def control(page: Page, name: str) -> Locator:
    """A button, wherever the bar has room for it once the picture is found."""
    page.locator(".controls [data-action=play]").wait_for()
    button = page.get_by_role("button", name=name, exact=True)
    if not button.is_visible():
        page.get_by_role("button", name="More", exact=True).click()
    return button


def test_a_lens_that_is_not_the_main_one_is_changed_for_it(visit: Visit):
    page = visit(DRAWN, PHONE)
    in_use(page, "main")
    assert page.evaluate("cameras.map(device)") == ["wide", "main"]
    wait_until(page, "localStorage['argument.lens'] === 'main'")


def test_a_phone_that_runs_one_camera_at_a_time_changes_all_the_same(visit: Visit):
    page = visit(DRAWN, PHONE, "phone.alone = true;")
    in_use(page, "main")


def test_a_lens_that_cannot_focus_is_changed_for_one_that_can(visit: Visit):
    script = "phone.lenses.main.focusMode = ['manual'];"
    page = visit(DRAWN, PHONE, FIRST_IS_MAIN, script)
    in_use(page, "main")
    in_use(page, "wide")
    wait_until(page, "localStorage['argument.lens'] === 'wide'")


def test_a_main_lens_that_does_not_open_leaves_the_one_in_use(visit: Visit):
    page = visit(
        DRAWN, PHONE, "globalThis.refusal = wanted => wanted.deviceId?.exact === 'main' && 'NotReadableError';"
    )
    wait_until(page, "localStorage['argument.lens'] === 'wide'")
    in_use(page, "wide")


def test_the_visitor_changes_the_lens_and_it_is_kept_in_mind(visit: Visit):
    page = visit(DRAWN, PHONE, FIRST_IS_MAIN)
    in_use(page, "main")
    control(page, "Switch camera").click()
    in_use(page, "wide")
    assert page.evaluate("localStorage['argument.lens']") == "wide"
    page.reload()
    page.locator("button.primary").click()
    in_use(page, "wide")
    assert page.evaluate("asked.length") == 1


def test_a_lens_that_does_not_open_is_no_choice_any_more(visit: Visit):
    page = visit(
        DRAWN, PHONE, FIRST_IS_MAIN, "globalThis.refusal = wanted => wanted.deviceId?.exact === 'wide' && 'AbortError';"
    )
    in_use(page, "main")
    control(page, "Switch camera").click()
    wait_until(page, "cameras.length === 2")
    in_use(page, "main")
    wait_until(page, "!document.querySelector('.controls [data-action=lens]')")


def test_the_light_goes_on_and_off_and_comes_back_with_the_page(visit: Visit):
    page = visit(DRAWN, PHONE, FIRST_IS_MAIN)
    in_use(page, "main")
    control(page, "Light").click()
    wait_until(page, "live()[0].lit === true")
    page.evaluate("hide(true); live()[0].lit = false; hide(false)")
    wait_until(page, "live()[0].lit === true")
    page.evaluate("hide(true); unplug(); hide(false)")
    wait_until(page, "cameras.length === 2 && live()[0].lit === true")
    control(page, "Light").click()
    wait_until(page, "live()[0].lit === false")


def test_a_light_that_does_not_obey_is_not_said_to_be_on(visit: Visit):
    page = visit(DRAWN, PHONE, FIRST_IS_MAIN, "phone.hot = true;")
    in_use(page, "main")
    control(page, "Light").click()
    page.wait_for_timeout(500)
    assert control(page, "Light").get_attribute("aria-pressed") == "false"


def test_a_browser_that_tells_little_of_its_cameras_and_keeps_nothing_finds_the_lens(visit: Visit):
    page = visit(DRAWN, PHONE, TELLS_LITTLE)
    in_use(page, "main")
    page.locator(".controls:not([hidden])").wait_for()
