"""What is drawn, judged from the screen's pixels: films that can be seen through, the scene's light, lost graphics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page

from tests.material import astronaut, write_still
from tests.viewer import drawn
from tests.viewer.browser import chromium, wait_until
from tests.viewer.camera_clip import NOISE, Frame, Segment, View, film, write_camera
from tests.viewer.drawn import (
    GREY,
    PLACE,
    SIDE,
    apart,
    assert_seen_through,
    bare,
    evenly,
    has_disc,
    middle,
    seen,
    upright,
)
from tests.viewer.site import Site
from tests.viewer.test_controls import do
from tests.viewer.test_live import VIEWPORT, WITHOUT_WEBGL, complaints, start

pytestmark = pytest.mark.e2e
KEY = {"color": "#00b140", "similarity": 0.4, "smoothness": 0.1, "spill": 0.5}
OLD_WEBGL = """
const open = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind === 'webgl2' ? null : open.call(this, kind, ...rest);
};
"""
LOSE = """() => {
  const canvas = globalThis.before = document.querySelector('canvas.camera');
  globalThis.graphics = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
  graphics.loseContext();
}"""


@pytest.fixture(scope="module")
def films(files: Path) -> None:
    """Beside the link's clip."""
    for name, image in {"chroma": drawn.chroma(), "stacked": drawn.stacked(), "fine": drawn.fine()}.items():
        write_still(files / f"{name}.mp4", image)
    write_still(files / "plain.mp4", np.full((SIDE, SIDE, 3), 200, np.uint8))


@pytest.fixture(scope="module")
def cameras(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Path]]:
    """Makes cameras that hold still, in a light (blue, green, red)."""
    folder = tmp_path_factory.mktemp("cameras")

    def camera(view: View = PLACE, light: tuple[float, float, float] = (1, 1, 1)) -> Path:
        path = folder / f"{hash((view, light)) & 0xFFFFFF:x}.y4m"
        if not path.exists():
            write_camera((lit(frame, light) for frame in film(astronaut(), (Segment("here", 12, view, view),))), path)
        return path

    yield camera
    for path in folder.iterdir():
        path.unlink()


def lit(frame: Frame, light: tuple[float, float, float]) -> Frame:
    return replace(frame, image=np.clip(frame.image * np.array(light), 0, 255).astype(np.uint8))


def show(link: dict[str, Any], name: str, **settings: Any) -> None:
    link["videos"][0]["renditions"] = [{"height": SIDE, "width": SIDE, "url": f"/api/v1/assets/{name}.mp4"}]
    link["marker"]["settings"] = {"loop": True, "adaptLight": False, "fit": "cover", **settings}


@contextmanager
def visitor(site: Site, camera: Path, how: str = "webgl2") -> Iterator[Page]:
    """Has tapped Start; ``how`` is what the device draws with."""
    flags = ("--disable-gpu", "--disable-3d-apis") if how == "css" else ()
    with chromium(camera, *flags, without=WITHOUT_WEBGL if how == "css" else ()) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        if how == "webgl1":
            page.add_init_script(OLD_WEBGL)
        start(page, f"{site.url}/v/astronaut")
        yield page


@pytest.mark.parametrize("how", ["webgl2", "webgl1", "css"])
def test_a_film_before_a_green_screen_shows_the_picture_behind_and_no_green(
    site: Site, link: dict[str, Any], films: None, cameras: Callable[..., Path], how: str
):
    show(link, "chroma", alpha="chroma", chromaKey=KEY)
    with visitor(site, cameras(), how) as page:
        image = seen(page, has_disc)
    assert_seen_through(image)


def test_a_film_with_a_mask_below_it_shows_the_picture_where_the_mask_is_black(
    site: Site, link: dict[str, Any], films: None, cameras: Callable[..., Path]
):
    show(link, "stacked", alpha="stacked")
    with visitor(site, cameras()) as page:
        image = seen(page, has_disc)
    assert_seen_through(image)
    half = image[SIDE // 2 + 64 : SIDE // 2 + 76, SIDE // 2 - 60 : SIDE // 2 + 60].astype(float)
    behind = bare()[SIDE // 2 + 64 : SIDE // 2 + 76, SIDE // 2 - 60 : SIDE // 2 + 60].astype(float)
    assert half.mean() == pytest.approx((behind.mean() + GREY[0]) / 2, abs=15)


def test_a_film_takes_the_light_of_the_scene_without_webgl_too(
    site: Site, link: dict[str, Any], films: None, cameras: Callable[..., Path]
):
    show(link, "plain", adaptLight=True)
    with visitor(site, cameras(light=(0.5, 0.5, 0.5)), "css") as page:
        assert evenly(100, 100, 100)(seen(page, evenly(100, 100, 100)))


def test_a_film_takes_the_tint_of_a_lamp(site: Site, link: dict[str, Any], films: None, cameras: Callable[..., Path]):
    show(link, "plain", adaptLight=True)
    with visitor(site, cameras(light=(0.62, 0.75, 0.85))) as page:
        assert evenly(124, 150, 170)(seen(page, evenly(124, 150, 170)))


def test_a_film_keeps_its_own_light_where_its_owner_wants_so(
    site: Site, link: dict[str, Any], films: None, cameras: Callable[..., Path]
):
    show(link, "plain")
    with visitor(site, cameras(light=(0.5, 0.5, 0.5))) as page:
        assert evenly(200, 200, 200)(seen(page, evenly(200, 200, 200)))


def test_a_fine_film_on_a_far_picture_is_even(
    site: Site, link: dict[str, Any], films: None, cameras: Callable[..., Path]
):
    far = replace(PLACE, size=0.45)
    show(link, "fine")
    with visitor(site, cameras(far)) as page:
        assert evenly(128, 128, 128)(seen(page, evenly(128, 128, 128), far))


def test_graphics_that_are_taken_away_and_given_back_go_on(
    site: Site, link: dict[str, Any], films: None, cameras: Callable[..., Path]
):
    show(link, "chroma", alpha="chroma", chromaKey=KEY)
    with visitor(site, cameras()) as page:
        said = complaints(page)
        seen(page, has_disc)
        page.evaluate(LOSE)
        seen(page, lambda image: image.max() < 30)
        page.evaluate("graphics.restoreContext()")
        image = seen(page, has_disc)
        assert page.evaluate("before === document.querySelector('canvas.camera')")
    assert_seen_through(image)
    assert [words for words in said if "CONTEXT_LOST" not in words] == []


def test_graphics_that_are_not_given_back_are_done_without(
    site: Site, link: dict[str, Any], films: None, cameras: Callable[..., Path]
):
    show(link, "chroma", alpha="chroma", chromaKey=KEY)
    with visitor(site, cameras()) as page:
        seen(page, has_disc)
        page.evaluate(LOSE)
        wait_until(page, "before !== document.querySelector('canvas.camera')")
        image = seen(page, has_disc)
    assert_seen_through(image)


def test_a_film_that_is_taken_out_is_not_to_be_seen_any_more(
    site: Site, link: dict[str, Any], films: None, cameras: Callable[..., Path]
):
    show(link, "plain")
    with visitor(site, cameras()) as page:
        seen(page, evenly(200, 200, 200))
        page.evaluate("(film => { film.removeAttribute('src'); film.load(); })(document.querySelector('video'))")
        image = seen(page, lambda image: bool(apart(image, bare()).mean() < 4 * NOISE))
    assert apart(image, bare()).mean() < 4 * NOISE


def test_a_photo_of_a_keyed_film_in_a_dim_scene_is_what_the_screen_shows(
    site: Site, link: dict[str, Any], films: None, cameras: Callable[..., Path], tmp_path: Path
):
    tilted = replace(PLACE, yaw=30, pitch=10)
    show(link, "chroma", alpha="chroma", chromaKey=KEY, adaptLight=True)
    dim = np.array(GREY) / 2
    with visitor(site, cameras(tilted, light=(0.5, 0.5, 0.5))) as page:
        screen = seen(page, lambda image: bool(np.abs(middle(image) - dim).max() < 16), tilted)
        page.evaluate("document.querySelectorAll('.stage *').forEach(e => { e.style.visibility = ''; })")
        do(page, "photo")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save").click()
        download.value.save_as(tmp_path / "photo.jpg")
    photo = upright(np.asarray(cv2.imread(str(tmp_path / "photo.jpg")), np.uint8), tilted)
    assert apart(photo, screen).mean() < 3 * NOISE
    assert np.abs(middle(photo) - middle(screen)).max() < 10
