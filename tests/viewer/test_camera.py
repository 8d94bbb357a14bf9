"""The camera is found, taken away and given back; whatever happens, there is a way on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, Route

from tests.viewer.browser import wait_until
from tests.viewer.cameras import DRAWN, Visit
from tests.viewer.site import Site, leave
from tests.viewer.test_live import overlay, start
from tests.viewer.test_screens import problem, reasons

pytestmark = pytest.mark.e2e
SLUG = "/v/astronaut"
OF_2020 = (
    "for (const name of ['MediaStreamTrackProcessor', 'VideoFrame', 'createImageBitmap']) delete globalThis[name];"
)
"""What Safari did not have then: a video element and a canvas have to do."""

PLAYS = """
HTMLMediaElement.prototype.play = async () => void plays++;
globalThis.plays = 0;
"""


def allow(page: Page, site: Site, setting: str) -> None:
    """What a visitor changes in the browser's settings while the page is open."""
    target = page.context.new_cdp_session(page).send("Target.getTargetInfo")["targetInfo"]
    permission = {"permission": {"name": "camera"}, "setting": setting, "origin": site.url}
    assert page.context.browser
    session = page.context.browser.new_browser_cdp_session()
    session.send("Browser.setPermission", {**permission, "browserContextId": target["browserContextId"]})


def test_a_lens_that_is_gone_is_forgotten(visit: Visit, site: Site):
    page = visit()
    page.evaluate("localStorage['argument.lens'] = 'gone'")
    start(page, site.url + SLUG)
    wait_until(page, "live().length === 1 && !localStorage['argument.lens']")
    assert page.evaluate("asked[0].deviceId.exact") == "gone"


def test_a_tap_is_heard_once_and_starts_one_engine_however_often_the_camera_is_asked_for(visit: Visit, site: Site):
    """Also where it comes before the second script is there; and the engine that waits serves the next try, too."""
    page = visit("globalThis.refusal = () => 'NotAllowedError';")
    problem(page, "denied")
    held: list[Route] = []
    page.route("**/assets/scene-*.js", lambda route: held.append(route))
    page.goto(site.url + SLUG)
    page.get_by_role("button", name="Start", exact=True).dblclick()
    page.get_by_text("Loading").wait_for()
    held[0].continue_()
    problem(page, "denied")
    assert page.evaluate("asked.length") == 1
    wait_until(page, "performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm'))")
    page.evaluate("globalThis.refusal = null")
    page.get_by_role("button", name="Try again").click()
    page.get_by_text("Point the camera at the picture").wait_for()
    assert len(page.workers) == 1


@pytest.mark.parametrize(
    "refusal", ["wanted !== true && 'OverconstrainedError'", "asked.length === 1 && 'NotReadableError'"]
)
def test_a_camera_that_refuses_wishes_or_is_in_use_for_a_moment_is_asked_again(visit: Visit, refusal: str):
    page = visit(f"globalThis.refusal = wanted => {refusal};")
    wait_until(page, "live().length === 1")


def test_a_permission_that_is_taken_back_while_the_camera_runs_leads_on(visit: Visit, site: Site):
    page = visit()
    wait_until(page, "live().length === 1")
    page.wait_for_timeout(500)
    allow(page, site, "denied")
    problem(page, "denied")
    assert page.evaluate("live().length") == 0
    allow(page, site, "granted")
    wait_until(page, "live().length === 1")
    leave(page, site)
    assert ("camera_denied", "denied") in reasons(site)


@pytest.mark.parametrize(("error", "name"), [("NotFoundError", "no_camera"), ("NotReadableError", "in_use")])
def test_a_camera_that_was_unplugged_or_taken_leads_on(visit: Visit, error: str, name: str):
    page = visit()
    wait_until(page, "live().length === 1")
    page.evaluate(f"globalThis.refusal = () => '{error}'; unplug()")
    problem(page, name)
    page.evaluate("globalThis.refusal = null")
    page.get_by_role("button", name="Try again").click()
    wait_until(page, "live().length === 1")


def test_a_camera_that_ended_goes_on_as_soon_as_it_is_seen(visit: Visit, link: dict[str, Any]):
    link["marker"]["settings"] = {"loop": True}
    page = visit(OF_2020, DRAWN)
    assert overlay(page).likeness > 0.8
    page.evaluate("unplug()")
    wait_until(page, "cameras.length === 2 && live().length === 1")
    wait_until(page, "!document.querySelector('.hint:not([hidden])')")
    page.evaluate("hide(true); unplug()")
    page.wait_for_timeout(1000)
    assert page.evaluate("cameras.length") == 2
    page.evaluate("hide(false)")
    wait_until(page, "cameras.length === 3 && live().length === 1")
    assert overlay(page).likeness > 0.8
    # The video does not play on behind words that the camera is gone.
    page.evaluate("globalThis.refusal = () => 'NotReadableError'; unplug()")
    problem(page, "in_use")
    page.evaluate(PLAYS)
    page.evaluate("hide(true); hide(false); dispatchEvent(new Event('online'))")
    page.wait_for_timeout(300)
    assert page.evaluate("plays") == 0


def test_a_camera_that_the_system_gives_back_is_not_asked_for_again(visit: Visit):
    page = visit(DRAWN)
    assert overlay(page).likeness > 0.8
    page.evaluate("hide(true); Object.defineProperty(cameras[0], 'muted', { get: () => globalThis.muted })")
    page.evaluate("globalThis.muted = true; hide(false); setTimeout(() => globalThis.muted = false, 200)")
    page.wait_for_timeout(1500)
    assert page.evaluate("cameras.length") == 1
    assert overlay(page).likeness > 0.8


def test_a_camera_that_froze_is_opened_again_once(visit: Visit):
    page = visit(DRAWN)
    assert overlay(page).likeness > 0.8
    page.evaluate("running = false")
    wait_until(page, "cameras.length === 2 && live().length === 1")
    page.evaluate("running = true")
    page.wait_for_timeout(1000)
    assert page.evaluate("cameras.length") == 2
    page.evaluate("running = false")
    problem(page, "in_use")
    assert page.evaluate("[cameras.length, live().length]") == [3, 0]


def test_upright_frames_are_found_and_drawn_upright(visit: Visit):
    page = visit(DRAWN)
    page.set_viewport_size({"width": 480, "height": 640})
    wait_until(page, "document.querySelector('canvas.camera').clientWidth === 480")
    corners = overlay(page).corners
    assert corners == pytest.approx(np.array([(80, 160), (400, 160), (400, 480), (80, 480)]), abs=4)
