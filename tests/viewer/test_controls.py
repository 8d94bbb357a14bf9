"""What a visitor does with the video: by finger and by keyboard, on the narrowest phone and on its side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.viewer.browser import wait_until
from tests.viewer.films import video, write_captions, write_film
from tests.viewer.site import Site, leave
from tests.viewer.stage import FILM, box, captions, do, now, start, watch_film

pytestmark = pytest.mark.e2e
SIZES = ((320, 568), (390, 844), (844, 390))
TWO_DRAWINGS = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""After which all has found its place on a screen of another size."""
LEAST = 44
"""CSS pixels of a target's sides (WCAG 2.2, 2.5.5)."""


@pytest.fixture(scope="module", autouse=True)
def films(files: Path) -> None:
    write_film(files / "long.mp4")
    write_film(files / "short.mp4", seconds=2, side=96)
    write_captions(files / "en.vtt", (0, 30, "What <i>she</i> says"))
    write_captions(files / "ru.vtt", (0, 30, "Что она говорит"))


def test_the_video_is_sought_by_keyboard_and_says_where_it_is(site: Site, link: dict[str, Any], page: Page):
    link["videos"] = [video("v1", ("long.mp4", 480))]
    watch_film(page, site)
    do(page, "play")
    wait_until(page, f"{FILM}.paused")
    slider = page.get_by_role("slider", name="Played")
    slider.focus()
    before = now(page)
    page.keyboard.press("ArrowRight")
    assert now(page) == pytest.approx(before + 5, abs=0.1)
    page.keyboard.press("Home")
    assert now(page) == 0
    page.keyboard.press("PageUp")
    assert now(page) == pytest.approx(12, abs=0.3)
    page.keyboard.press("ArrowLeft")
    assert now(page) == pytest.approx(7, abs=0.2)
    assert slider.get_attribute("aria-valuetext") in ("0:06 of 0:12", "0:07 of 0:12")
    assert page.evaluate(f"{FILM}.paused")


def test_the_video_is_sought_by_a_tap_on_its_progress(site: Site, link: dict[str, Any], page: Page):
    link["videos"] = [video("v1", ("long.mp4", 480))]
    watch_film(page, site)
    where = box(page.get_by_role("slider"))
    page.mouse.click(where["x"] + 0.75 * where["width"], where["y"] + where["height"] / 2)
    assert now(page) == pytest.approx(9, abs=1)


def test_captions_lie_over_the_stage_and_the_choice_is_remembered(site: Site, link: dict[str, Any], page: Page):
    link["videos"] = [video("v1", ("long.mp4", 480), captions=captions(("en", "English"), ("ru", "Русский")))]
    watch_film(page, site)
    words = page.locator(".captions")
    words.get_by_text("What she says").wait_for()
    assert words.locator("i").text_content() == "she"
    assert words.get_attribute("lang") == "en"
    page.get_by_role("button", name="Captions").click()
    page.get_by_role("button", name="Русский").click()
    words.get_by_text("Что она говорит").wait_for()
    watch_film(page, site)
    words.get_by_text("Что она говорит").wait_for()
    page.get_by_role("button", name="Captions").click()
    page.get_by_role("button", name="No captions").click()
    words.wait_for(state="hidden")
    watch_film(page, site)
    page.wait_for_timeout(500)
    assert words.is_hidden()


def test_one_language_is_switched_by_one_button(site: Site, link: dict[str, Any], page: Page):
    link["videos"] = [video("v1", ("long.mp4", 480), captions=captions(("ru", "Русский")))]
    watch_film(page, site)
    button = page.get_by_role("button", name="Captions")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    page.get_by_text("Что она говорит").wait_for()
    assert button.get_attribute("aria-pressed") == "true"


def test_a_list_is_opened_and_left_by_keyboard(site: Site, page: Page):
    watch_film(page, site)
    more = page.get_by_role("button", name="More")
    more.focus()
    page.keyboard.press("Enter")
    assert more.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.closest('.flyout') !== null")
    page.keyboard.press("Escape")
    assert more.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.dataset.action") == "more"


def test_a_call_to_action_comes_at_its_second_opens_a_page_and_is_told(site: Site, link: dict[str, Any], page: Page):
    link["marker"]["settings"] = {"callToAction": {"label": "See more", "url": f"{site.url}/v/other", "at": 5}}
    link["videos"] = [video("v1", ("long.mp4", 480))]
    watch_film(page, site)
    call = page.get_by_role("link", name="See more")
    assert call.is_hidden()
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    with page.expect_popup() as opened:
        call.click()
    assert opened.value.url == f"{site.url}/v/other"
    assert opened.value.evaluate("opener") is None
    page.keyboard.press("Home")
    assert call.is_visible()
    leave(page, site)
    assert "cta_clicked" in site.types()


def test_a_call_to_action_without_a_second_comes_at_the_end(site: Site, link: dict[str, Any], page: Page):
    link["marker"]["settings"] = {"callToAction": {"label": "Write", "url": "mailto:a@example.org", "at": None}}
    link["videos"] = [video("v1", ("short.mp4", 480), seconds=2)]
    watch_film(page, site)
    wait_until(page, f"{FILM}.ended")
    call = page.get_by_role("link", name="Write")
    call.wait_for()
    assert call.get_attribute("target") is None
    page.get_by_role("button", name="Play again").first.click()
    wait_until(page, f"!{FILM}.ended && !{FILM}.paused")
    assert call.is_visible()


def test_an_address_that_no_page_may_open_calls_to_nothing(site: Site, link: dict[str, Any], page: Page):
    link["marker"]["settings"] = {"callToAction": {"label": "Trap", "url": "javascript:alert(1)", "at": 0}}
    watch_film(page, site)
    wait_until(page, f"{FILM}.currentTime > 1")
    assert page.get_by_text("Trap").is_hidden()


def test_every_control_can_be_touched_on_every_screen(site: Site, link: dict[str, Any], chrome: Browser):
    link["marker"]["settings"] = {"loop": True, "callToAction": {"label": "See more", "url": "https://e.org", "at": 0}}
    tracks = captions(("en", "English"), ("ru", "Русский"))
    link["videos"] = [video(name, ("long.mp4", 480), captions=tracks) for name in ("v1", "v2")]
    page = chrome.new_page(locale="en-GB")
    start(page, site)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(TWO_DRAWINGS)
        page.get_by_text("What she says").wait_for()
        in_bar = page.locator(".buttons .round, .controls > .round")
        assert width > 320 or in_bar.count() == 4
        if page.locator("[data-action=more]").count():
            page.locator("[data-action=more]").click()
        # At one moment: what offers the sound goes by itself.
        boxes = "all => all.map((one) => [one.outerHTML, one.getBoundingClientRect().toJSON()])"
        for control, lies in page.locator(".dock :is(button, a, input, select):visible").evaluate_all(boxes):
            assert min(lies["width"], lies["height"]) >= LEAST, control
            assert lies["x"] >= 0
            assert lies["x"] + lies["width"] <= width
            assert lies["y"] >= 0
            assert lies["y"] + lies["height"] <= height
        names = [control.inner_text() or control.get_attribute("title") for control in in_bar.all()]
        assert all(names)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.keyboard.press("Escape")
    page.close()


def test_the_controls_speak_the_language_that_is_chosen_among_them(site: Site, page: Page):
    watch_film(page, site)
    page.locator("[data-action=more]").click()
    page.get_by_role("combobox", name="Language").select_option("ru")
    page.get_by_role("slider", name="Просмотрено").wait_for()
    page.get_by_role("button", name="Поделиться").wait_for()
    assert page.get_by_role("group", name="Видео").is_visible()


def test_the_controls_stand_the_other_way_round_where_the_script_does(site: Site, page: Page):
    watch_film(page, site)
    play, more = (page.locator(f"[data-action={name}]") for name in ("play", "more"))
    assert box(play)["x"] < box(more)["x"]
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert box(play)["x"] > box(more)["x"]
    more.click()
    for control in page.locator(".dock :is(button, input, select):visible").all():
        assert 0 <= box(control)["x"] <= 390 - box(control)["width"]
    where = box(page.get_by_role("slider"))
    page.mouse.click(where["x"] + 0.9 * where["width"], where["y"] + where["height"] / 2)
    assert now(page) == pytest.approx(4.5, abs=0.5)


def test_the_bar_follows_a_phone_that_is_turned(site: Site, link: dict[str, Any], page: Page):
    link["videos"] = [video(name, ("long.mp4", 480)) for name in ("v1", "v2")]
    watch_film(page, site)
    assert page.locator(".buttons .round").count() <= 5
    page.set_viewport_size({"width": 844, "height": 390})
    wait_until(page, "document.querySelector('.controls.one-row')")
    wait_until(page, "document.querySelectorAll('.buttons .round').length > 5")
    do(page, "next")
    wait_until(page, f"{FILM}.currentTime > 0 && {FILM}.currentTime < 2")


def test_the_page_takes_the_whole_screen_and_gives_it_back(site: Site, page: Page):
    watch_film(page, site)
    do(page, "fullScreen")
    wait_until(page, "document.fullscreenElement")
    assert page.locator(".controls").is_visible()
    do(page, "fullScreen")
    wait_until(page, "!document.fullscreenElement")


def test_the_link_is_shared_or_copied(site: Site, chrome: Browser):
    context = chrome.new_context(locale="en-GB", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    watch_film(page, site)
    do(page, "share")
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}/v/astronaut"
    context.close()


def test_a_camera_s_lamp_is_there_before_anything_is_found(site: Site, page: Page):
    page.add_init_script("globalThis.lamps = []; " + CAMERA_WITH_A_LAMP)
    page.goto(f"{site.url}/v/astronaut")
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator(".stage").wait_for()
    wait_until(page, "document.querySelector('[data-action=torch]')")
    assert page.locator("[data-action=play]").is_hidden()
    do(page, "torch")
    wait_until(page, "lamps.at(-1) === true")
    wait_until(page, "document.querySelector('[data-action=torch]').getAttribute('aria-pressed') === 'true'")


CAMERA_WITH_A_LAMP = """
const can = MediaStreamTrack.prototype.getCapabilities;
MediaStreamTrack.prototype.getCapabilities = function () { return { ...can.call(this), torch: true }; };
const apply = MediaStreamTrack.prototype.applyConstraints;
MediaStreamTrack.prototype.applyConstraints = async function (wanted) {
  const torch = wanted?.advanced?.[0]?.torch;
  if (torch === undefined) return apply.call(this, wanted);
  lamps.push(torch);
};
"""
