"""A visitor points the camera at the picture: the video lies on it, pauses without it, and goes on where it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.e2e.overlay import Overlay, find_overlay
from tests.viewer.browser import chromium, until, wait_until
from tests.viewer.site import Site, leave

pytestmark = pytest.mark.e2e
VIEWPORT = ViewportSize(width=640, height=480)
WITHOUT_WEBGL = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
REMEMBER_CAMERA = """
const open = MediaDevices.prototype.getUserMedia;
MediaDevices.prototype.getUserMedia = async function (wanted) {
  return (globalThis.camera = await open.call(this, wanted));
};
"""
"""Leaves the page's camera stream where a test can look at it."""
REMEMBER_STOP = """
document.addEventListener('pause', ({ target }) => {
  const hinted = Boolean(document.querySelector('.hint:not([hidden])'));
  if (!target.ended && target.currentTime > 0) (globalThis.stops ??= []).push([target.currentTime, hinted]);
}, true);
"""
"""Where the film was, and whether there was a hint, whenever it was stopped: a busy machine may look too late, and
sees the tap's own play and pause as well."""
CAMERA_THAT_TURNS = """
MediaDevices.prototype.getUserMedia = async () => {
  const [canvas, picture] = [document.createElement('canvas'), new Image()];
  picture.src = '/api/v1/assets/picture.png';
  await picture.decode();
  const context = canvas.getContext('2d');
  const film = () => {
    const [width, height] = globalThis.upright ? [480, 640] : [640, 480];
    if (canvas.width !== width) Object.assign(canvas, { width, height });
    context.setTransform(0.99, 0.05, -0.05, 0.99, width / 2 - 160, height / 2 - 160);
    context.drawImage(picture, 0, 0, 320, 320);
  };
  film();
  setInterval(film, 66);
  return canvas.captureStream(15);
};
"""
"""A camera that films the picture and is turned when the page says so."""
COUNT_UPLOADS = """
globalThis.uploads = { drawing: 0, between: 0 };
let when = 'between';
const ask = requestAnimationFrame;
globalThis.requestAnimationFrame = draw => ask(time => { when = 'drawing'; draw(time); when = 'between'; });
for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext]) {
  const upload = prototype.texImage2D;
  prototype.texImage2D = function (...what) {
    if (what[5] instanceof VideoFrame) uploads[when]++;
    return upload.apply(this, what);
  };
}
"""
"""Counts camera pictures on their way to the graphics: within a drawing, or whenever they came."""
POSITION = "document.querySelector('video').currentTime"


def complaints(page: Page) -> list[str]:
    """What the page writes to the console, such as refusals by its own Content-Security-Policy."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def start(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("button.primary").click()


def overlay(page: Page, *, seconds: float = 30) -> Overlay:
    """The video as the screen shows it, waiting until it has faded in; a screenshot is the judge."""
    for _ in range(int(seconds * 4)):
        seen = find_overlay(page.screenshot())
        if seen and seen.likeness > 0.8 and seen.picture < 0.5:
            return seen
        page.wait_for_timeout(250)
    pytest.fail("the video never lay on the picture")


def of_type(site: Site, name: str) -> list[dict[str, Any]]:
    unique = {event["eventId"]: event for event in site.events}
    return [event["metadata"] for event in unique.values() if event["eventType"] == name]


def test_the_video_lies_on_the_picture_pauses_without_it_and_goes_on_where_it_was(
    site: Site, camera: Path, engine: str
):
    with chromium(camera) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        said = complaints(page)
        page.add_init_script(REMEMBER_STOP)
        start(page, f"{site.url}/v/astronaut?engine={engine}")
        seen = overlay(page)
        assert seen.likeness > 0.8
        assert seen.picture < 0.5
        wait_until(page, "globalThis.stops")
        wait_until(page, f"{POSITION} > globalThis.stops[0][0]")
        wait_until(page, "document.querySelector('video').ended")
        stops = page.evaluate("globalThis.stops")
        leave(page, site)
    assert said == []
    lost = next(event for event in of_type(site, "video_paused") if event["reason"] == "lost")
    assert any(hinted and 0 < at < 5 and lost["position"] == pytest.approx(at, abs=0.2) for at, hinted in stops)
    assert len(of_type(site, "marker_detected")) >= 2
    assert 0 < of_type(site, "marker_detected")[0]["timeToDetectMs"] < 60_000
    for once in ("view_started", "video_started", "video_completed", "session_ended"):
        assert len(of_type(site, once)) == 1, once
    assert [event["progress"] for event in of_type(site, "video_progress")] == [25, 50, 75]
    assert of_type(site, "session_ended")[0]["watchedMs"] == pytest.approx(5000, abs=2000)


def test_a_browser_that_gives_no_camera_frames_to_scripts_films_through_a_video_element(site: Site, camera: Path):
    with chromium(camera) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        page.add_init_script("delete globalThis.MediaStreamTrackProcessor")
        start(page, f"{site.url}/v/astronaut")
        assert overlay(page).likeness > 0.8


def test_a_visit_that_ends_leaves_neither_the_engine_nor_the_camera_running(site: Site, camera: Path):
    with chromium(camera) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        page.add_init_script(REMEMBER_CAMERA)
        start(page, f"{site.url}/v/astronaut")
        overlay(page)
        (worker,) = page.workers
        assert "/assets/planar/worker-" in worker.url
        page.route("**/clip.mp4", lambda route: route.abort())
        page.evaluate("document.querySelector('video').load()")
        wait_until(page, "document.body.dataset.problem === 'video_failed'")
        assert page.evaluate("camera.getTracks().map(track => track.readyState)") == ["ended"]
        until(page, lambda: page.workers == [], "the end of the engine")


def test_a_phone_that_is_turned_goes_on_with_upright_frames(site: Site):
    with chromium() as browser:
        page = browser.new_page(viewport=VIEWPORT)
        page.add_init_script(CAMERA_THAT_TURNS)
        start(page, f"{site.url}/v/astronaut")
        assert overlay(page).likeness > 0.8
        with page.expect_worker():
            page.evaluate("globalThis.upright = true")
        wait_until(page, "!document.querySelector('.hint:not([hidden])')")
        assert overlay(page).likeness > 0.8
        until(page, lambda: len(page.workers) == 1, "the end of the engine for frames that lay")


def test_camera_pictures_go_to_the_graphics_no_faster_than_it_draws(site: Site, camera: Path):
    with chromium(camera) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        page.add_init_script(COUNT_UPLOADS)
        start(page, f"{site.url}/v/astronaut")
        overlay(page)
        assert page.evaluate("uploads.drawing") > 0
        assert page.evaluate("uploads.between") == 0


def test_a_device_without_webgl_and_simd_gets_the_video_all_the_same_and_it_is_told(site: Site, camera: Path):
    with chromium(camera, "--disable-gpu", "--disable-3d-apis", without=WITHOUT_WEBGL) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        page.add_init_script("WebAssembly.validate = () => false")
        start(page, f"{site.url}/v/astronaut")
        assert overlay(page).likeness > 0.8
        assert page.evaluate("document.querySelector('video').classList.contains('film-flat')")
        leave(page, site)
    told = {event["reason"]: event["goesOn"] for event in of_type(site, "unsupported")}
    assert {"no_webgl": True, "no_simd": True}.items() <= told.items()


def test_settings_move_the_video_on_the_picture(site: Site, camera: Path, link: dict[str, Any]):
    link["marker"]["settings"] = {"scale": 0.5, "offsetX": 0.25, "rotation": 90}
    with chromium(camera) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        start(page, f"{site.url}/v/astronaut")
        top_left, top_right, _, bottom_left = overlay(page).corners
    # The picture is 66 % of 480 px wide, in the middle of the screen; a quarter turn takes the top left to the right.
    assert abs(top_right - top_left).max() == pytest.approx(158, abs=25)
    assert top_left[0] > bottom_left[0]
    assert (top_left[0] + bottom_left[0]) / 2 == pytest.approx(320 + 79, abs=30)


def test_a_computer_shows_a_demonstration_at_one_tap_and_it_counts_nothing(site: Site):
    with chromium(without=("--use-fake-device-for-media-stream",)) as browser:
        page = browser.new_page(viewport={"width": 1000, "height": 640}, locale="en-GB")
        said = complaints(page)
        page.goto(f"{site.url}/v/astronaut")
        page.get_by_role("button", name="See a demonstration").click()
        assert overlay(page).likeness > 0.8
        leave(page, site)
    assert said == []
    assert set(site.types()) <= {"view_started", "session_ended"}
