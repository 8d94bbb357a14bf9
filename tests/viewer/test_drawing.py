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
from numpy.typing import NDArray
from playwright.sync_api import Page

from tests.material import astronaut, write_still
from tests.viewer.browser import chromium, wait_until
from tests.viewer.camera_clip import FRONT, NOISE, Frame, Segment, View, corners_of, film, write_camera
from tests.viewer.site import Site
from tests.viewer.test_controls import do
from tests.viewer.test_live import VIEWPORT, WITHOUT_WEBGL, complaints, start

pytestmark = pytest.mark.e2e
Image = NDArray[np.uint8]
PLACE = replace(FRONT, size=0.7)
SIDE = 480
GREEN, GREY, RED = (64, 177, 0), (170, 170, 170), (40, 40, 200)
"""Blue, green, red."""
KEY = {"color": "#00b140", "similarity": 0.4, "smoothness": 0.1, "spill": 0.5}
OLD_WEBGL = """
const open = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind === 'webgl2' ? null : open.call(this, kind, ...rest);
};
"""
UNCOVER = "document.querySelectorAll('.stage > :not(canvas, video)').forEach(e => { e.style.visibility = 'hidden'; })"
LOSE = """() => {
  const canvas = globalThis.before = document.querySelector('canvas.camera');
  globalThis.graphics = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
  graphics.loseContext();
}"""


def a_disc(disc: tuple[int, ...], around: tuple[int, ...]) -> Image:
    """A disc with a red bar through it."""
    image = np.full((SIDE, SIDE, 3), around, np.uint8)
    cv2.circle(image, (SIDE // 2, SIDE // 2), SIDE // 4, disc, -1, cv2.LINE_AA)
    if disc != (255, 255, 255):
        cv2.rectangle(image, (SIDE // 4, SIDE // 2 - 20), (3 * SIDE // 4, SIDE // 2 + 20), RED, -1)
    return image


def chroma() -> Image:
    return a_disc(GREY, GREEN)


def stacked() -> Image:
    """Nobody sees what lies where the mask is black."""
    mask = a_disc((255, 255, 255), (0, 0, 0))
    mask[SIDE // 2 + 60 : SIDE // 2 + 80] //= 2
    return np.concatenate([a_disc(GREY, (255, 0, 255)), mask])


def fine() -> Image:
    """Lines of one pixel: what is drawn smaller without care becomes a pattern of its own."""
    image = np.zeros((720, 720, 3), np.uint8)
    image[:, ::2] = 255
    return image


@pytest.fixture(scope="module")
def films(files: Path) -> None:
    """Beside the link's clip."""
    for name, image in {"chroma": chroma(), "stacked": stacked(), "fine": fine()}.items():
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


def screen_of(page: Page) -> Image:
    """Without what lies over the camera's picture."""
    page.evaluate(
        "document.querySelectorAll('.stage > :not(canvas, video)').forEach(e => e.style.visibility = 'hidden')"
    )
    return np.asarray(cv2.imdecode(np.frombuffer(page.screenshot(), np.uint8), cv2.IMREAD_COLOR), np.uint8)


def upright(screen: Image, view: View = PLACE) -> Image:
    """What lies on the picture, 480x480."""
    square = np.array([[0, 0], [SIDE, 0], [SIDE, SIDE], [0, SIDE]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners_of(view, 1.0).astype(np.float32), square)
    return np.asarray(cv2.warpPerspective(screen, matrix, (SIDE, SIDE), flags=cv2.INTER_AREA), np.uint8)


def seen(page: Page, there: Callable[[Image], bool], view: View = PLACE) -> Image:
    """What lies on the picture once it is as it should be, after the fade; fails with how it is else."""
    for _ in range(120):
        if there(upright(screen_of(page), view)):
            page.wait_for_timeout(400)
            return upright(screen_of(page), view)
        page.wait_for_timeout(250)
    pytest.fail("the film never lay on the picture")


def middle(image: Image) -> NDArray[np.float64]:
    """Of the disc's upper half: blue, green, red."""
    return image[SIDE // 2 - 80 : SIDE // 2 - 40, SIDE // 2 - 40 : SIDE // 2 + 40].reshape(-1, 3).astype(float).mean(0)


def has_disc(image: Image) -> bool:
    return bool(np.abs(middle(image) - GREY).max() < 30)


def evenly(*color: float) -> Callable[[Image], bool]:
    """Whether all of a film of one colour is in about this one; its edges are soft."""

    def check(image: Image) -> bool:
        inner = image[40:-40, 40:-40].astype(float)
        return bool(np.abs(inner.mean((0, 1)) - color).max() < 16 and inner.std((0, 1)).max() < 6)

    return check


def bare() -> Image:
    """The print as the camera sees it."""
    (frame,) = film(astronaut(), (Segment("here", 1, PLACE, PLACE),))
    return upright(frame.image)


def ring(inner: int, outer: int) -> NDArray[np.bool_]:
    """Around the disc's middle, pixels; without the bar."""
    y, x = np.mgrid[:SIDE, :SIDE] - SIDE / 2
    far = np.hypot(x, y)
    return (far >= inner) & (far < outer) & (np.abs(y) > 40)


def greenness(image: Image) -> NDArray[np.float64]:
    blue, green, red = image.astype(float).transpose(2, 0, 1)
    return green - np.maximum(blue, red)


def apart(one: Image, other: Image) -> NDArray[np.float64]:
    return np.abs(one.astype(float) - other.astype(float)).mean(2)


def assert_seen_through(image: Image) -> None:
    """The print around the disc is as it is without a film, and no key or matte colours the disc's edge."""
    around = ring(SIDE // 4 + 12, SIDE // 2 - 12)
    assert apart(image, bare())[around].mean() < 4 * NOISE
    edge = ring(SIDE // 4 - 10, SIDE // 4 + 10)
    tint = np.ptp(image.astype(float), axis=2) - np.ptp(bare().astype(float), axis=2)
    assert np.percentile(greenness(image)[edge] - np.maximum(0, greenness(bare())[edge]), 99) < 32
    assert np.percentile(tint[ring(SIDE // 4 - 10, SIDE // 4 - 2)], 90) < 40


@pytest.mark.parametrize("how", ["webgl2", "webgl1", "css"])
def test_a_film_before_a_green_screen_shows_the_picture_behind_and_no_green(
    site: Site, link: dict[str, Any], films: None, cameras: Callable[..., Path], how: str
):
    show(link, "chroma", alpha="chroma", chromaKey=KEY)
    with visitor(site, cameras(), how) as page:
        image = seen(page, has_disc)
    assert_seen_through(image)


@pytest.mark.parametrize("how", ["webgl2", "webgl1", "css"])
def test_a_film_with_a_mask_below_it_shows_the_picture_where_the_mask_is_black(
    site: Site, link: dict[str, Any], films: None, cameras: Callable[..., Path], how: str
):
    show(link, "stacked", alpha="stacked")
    with visitor(site, cameras(), how) as page:
        image = seen(page, has_disc)
    assert_seen_through(image)
    half = image[SIDE // 2 + 64 : SIDE // 2 + 76, SIDE // 2 - 60 : SIDE // 2 + 60].astype(float)
    behind = bare()[SIDE // 2 + 64 : SIDE // 2 + 76, SIDE // 2 - 60 : SIDE // 2 + 60].astype(float)
    assert half.mean() == pytest.approx((behind.mean() + GREY[0]) / 2, abs=15)


@pytest.mark.parametrize("how", ["webgl2", "webgl1", "css"])
def test_a_film_takes_the_light_of_the_scene(
    site: Site, link: dict[str, Any], films: None, cameras: Callable[..., Path], how: str
):
    show(link, "plain", adaptLight=True)
    with visitor(site, cameras(light=(0.5, 0.5, 0.5)), how) as page:
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
        image = seen(page, lambda image: np.ptp(image[100:-100, 100:-100].mean((0, 1))) < 6, far)
    assert image[100:-100, 100:-100].std() < 10


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


@pytest.mark.parametrize("how", ["webgl2", "css"])
def test_a_photo_of_a_keyed_film_in_a_dim_scene_is_what_the_screen_shows(
    site: Site, link: dict[str, Any], films: None, cameras: Callable[..., Path], tmp_path: Path, how: str
):
    tilted = replace(PLACE, yaw=30, pitch=10)
    show(link, "chroma", alpha="chroma", chromaKey=KEY, adaptLight=True)
    dim = np.array(GREY) / 2
    with visitor(site, cameras(tilted, light=(0.5, 0.5, 0.5)), how) as page:
        screen = seen(page, lambda image: bool(np.abs(middle(image) - dim).max() < 16), tilted)
        page.evaluate("document.querySelectorAll('.stage *').forEach(e => { e.style.visibility = ''; })")
        do(page, "photo")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save").click()
        download.value.save_as(tmp_path / "photo.jpg")
    photo = upright(np.asarray(cv2.imread(str(tmp_path / "photo.jpg")), np.uint8), tilted)
    assert apart(photo, screen).mean() < 3 * NOISE
    assert np.abs(middle(photo) - middle(screen)).max() < 10
