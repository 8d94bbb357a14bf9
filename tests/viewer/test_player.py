"""Videos that come slowly, in turn, or again: one element plays them all and remembers where each was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, Route

from tests.viewer.browser import wait_until
from tests.viewer.films import video, write_film
from tests.viewer.site import Site
from tests.viewer.stage import FILM, do, plays, watch

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", autouse=True)
def films(files: Path) -> None:
    write_film(files / "long.mp4")
    write_film(files / "small.mp4", side=96)
    write_film(files / "short.mp4", seconds=2, side=96)
    write_film(files / "silent.mp4", side=96, sound=False)
    write_film(files / "green.mp4", side=96, seconds=4, sound=False, colour="0x00b140")


def hold(page: Page, pattern: str) -> list[Route]:
    """What is asked for waits until somebody lets it go."""
    held: list[Route] = []
    page.route(pattern, lambda route: held.append(route))
    return held


def test_a_video_that_does_not_come_says_so_and_goes_on_by_itself(site: Site, link: dict[str, Any], page: Page):
    link["videos"] = [video("v1", ("long.mp4", 480))]
    held = hold(page, "**/long.mp4")
    watch(page, site)
    page.get_by_text("The connection is slow. The video goes on by itself.").wait_for()
    assert held
    page.unroute("**/long.mp4")
    plays(page, "long.mp4")
    page.get_by_text("The connection is slow.").wait_for(state="hidden")


def test_a_stalled_video_goes_on_in_a_smaller_rendition_from_where_it_was(site: Site, link: dict[str, Any], page: Page):
    link["videos"] = [video("v1", ("long.mp4", 720), ("small.mp4", 360))]
    watch(page, site)
    plays(page, "long.mp4", 1.0)
    at = page.evaluate(f"{FILM}.currentTime")
    page.evaluate(f"Object.defineProperty({FILM}, 'readyState', {{ get: () => 2, configurable: true }})")
    page.evaluate(f"{FILM}.dispatchEvent(new Event('waiting'))")
    wait_until(page, f"{FILM}.currentSrc.endsWith('/small.mp4')")
    page.evaluate(f"delete {FILM}.readyState")
    plays(page, "small.mp4", at)


def test_a_video_that_is_asked_for_without_a_connection_comes_when_there_is_one(
    site: Site, link: dict[str, Any], page: Page
):
    link["videos"] = [video("v1", ("long.mp4", 480)), video("v2", ("small.mp4", 480))]
    watch(page, site)
    plays(page, "long.mp4")
    page.context.set_offline(True)
    do(page, "next")
    page.get_by_text("The connection is slow.").wait_for()
    page.context.set_offline(False)
    plays(page, "small.mp4")


def test_a_rendition_that_cannot_be_loaded_gives_way_to_the_next(site: Site, link: dict[str, Any], page: Page):
    link["videos"] = [video("v1", ("nowhere.mp4", 720), ("small.mp4", 360))]
    watch(page, site)
    plays(page, "small.mp4")


def test_a_video_that_cannot_be_had_at_all_ends_in_words_and_a_way_on(site: Site, link: dict[str, Any], page: Page):
    link["videos"] = [video("v1", ("nowhere.mp4", 480))]
    page.goto(f"{site.url}/v/astronaut")
    page.get_by_role("button", name="Watch without camera").click()
    wait_until(page, "document.body.dataset.problem === 'video_failed'")
    page.get_by_role("button", name="Try again").wait_for()


def test_several_videos_play_one_after_another_and_at_a_tap(site: Site, link: dict[str, Any], page: Page):
    link["videos"] = [video("v1", ("short.mp4", 480), seconds=2), video("v2", ("long.mp4", 480))]
    watch(page, site)
    plays(page, "short.mp4")
    plays(page, "long.mp4")
    do(page, "next")
    plays(page, "short.mp4")


def test_videos_that_loop_begin_again_with_the_first(site: Site, link: dict[str, Any], page: Page):
    link["marker"]["settings"] = {"loop": True}
    link["videos"] = [video("v1", ("short.mp4", 480), seconds=2), video("v2", ("short.mp4?again", 480), seconds=2)]
    watch(page, site)
    wait_until(page, f"{FILM}?.currentSrc.endsWith('again') && {FILM}.currentTime > 0.2")
    plays(page, "short.mp4")


def test_each_picture_goes_on_where_its_video_was_left(site: Site, link: dict[str, Any], page: Page):
    first = {name: link[name] for name in ("marker", "imageUrl", "imageThumbnailUrl")}
    other = {**first, "marker": {**link["marker"], "id": "m2"}, "videos": [video("v2", ("small.mp4", 480))]}
    link["targets"] = [{**first, "videos": [video("v1", ("long.mp4", 480))]}, other]
    watch(page, site)
    plays(page, "long.mp4", 2)
    page.get_by_role("button", name="Pictures: 2").click()
    plays(page, "small.mp4", 0.5)
    assert page.evaluate(f"{FILM}.currentTime") < 2
    page.get_by_role("button", name="Pictures: 1").click()
    wait_until(page, f"{FILM}.currentSrc.endsWith('/long.mp4') && {FILM}.currentTime > 1.9")
    assert page.get_by_role("button", name="Pictures: 1").get_attribute("aria-pressed") == "true"
    assert page.locator("video").count() == 1


def test_a_sound_that_is_off_is_offered_and_a_silent_film_offers_none(site: Site, link: dict[str, Any], page: Page):
    link["videos"] = [video("v1", ("silent.mp4", 480))]
    watch(page, site)
    plays(page, "silent.mp4", 1)
    assert page.get_by_role("button", name="Tap for sound").is_hidden()
    link["videos"] = [video("v1", ("long.mp4", 480))]
    watch(page, site)
    page.get_by_role("button", name="Tap for sound").click()
    wait_until(page, f"!{FILM}.muted && !{FILM}.paused")
    assert page.get_by_role("button", name="Tap for sound").is_hidden()
    page.get_by_role("button", name="Sound off").click()
    assert page.evaluate(f"{FILM}.muted")


def test_where_a_browser_refuses_sound_the_video_plays_without(site: Site, link: dict[str, Any], page: Page):
    link["marker"]["settings"] = {"muted": False}
    link["videos"] = [video("v1", ("long.mp4", 480))]
    page.add_init_script(
        "const play = HTMLMediaElement.prototype.play; HTMLMediaElement.prototype.play = function () {"
        "return this.muted ? play.call(this) : Promise.reject(new DOMException('no', 'NotAllowedError')); }"
    )
    watch(page, site)
    plays(page, "long.mp4")
    page.get_by_role("button", name="Tap for sound").wait_for()


def test_a_green_screen_is_never_seen_without_a_camera(site: Site, link: dict[str, Any], page: Page):
    link["marker"]["settings"] = {"alpha": "chroma", "chromaKey": None, "loop": True}
    link["videos"] = [video("v1", ("green.mp4", 480), seconds=4)]
    watch(page, site)
    plays(page, "green.mp4")
    page.wait_for_timeout(500)
    picture = cv2.imdecode(np.frombuffer(page.locator(".sheet").screenshot(), np.uint8), cv2.IMREAD_COLOR)
    seen = np.asarray(picture, np.int64)
    green = (seen[..., 1] > seen[..., 2] + 60) & (seen[..., 1] > seen[..., 0] + 60)
    assert green.mean() < 0.005
    assert seen.std() > 30
