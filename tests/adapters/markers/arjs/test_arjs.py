"""Our NFT files open in AR.js itself, which finds the picture that the camera films."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page

from adapters.markers.nft import compile_nft
from adapters.markers.picture import load
from benchmarks.tracking.engines.peers import PeerMissing, package
from benchmarks.tracking.engines.site import Site, serve
from tests.adapters.markers.pictures import shipped
from tests.viewer.browser import chromium, wait_until
from tests.viewer.camera_clip import HEIGHT, WIDTH, Frame, Segment, View, film, write_camera

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

AR_JS, AR_JS_DIGEST = "3.4.7", "0440f410e50d81fae4147a46bcf8f2007b0dc507c76edf37165490f2cbfe2af1"
A_FRAME, A_FRAME_DIGEST = "1.6.0", "7c38c7a3ac0ec4bc89eb2e4e2fa5fba7d031b3a3cffe0ef500bcfaced86c81a8"
SHOWN, AWAY = 90, 30
"""Frames."""

FOCAL = 609.0


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """AR.js and A-Frame from npm, never part of the project. Skips the test where they cannot be had."""
    try:
        ar_js = package("arjs", "@ar-js-org/ar.js", AR_JS, AR_JS_DIGEST)
        a_frame = package("aframe", "aframe", A_FRAME, A_FRAME_DIGEST)
    except PeerMissing as missing:
        pytest.skip(str(missing))
    with serve() as found:
        found.mounts |= {"arjs": ar_js / "aframe" / "build", "aframe": a_frame / "dist", "page": Path(__file__).parent}
        yield found


def camera_file() -> bytes:
    """ARToolKit's ``camera_para.dat`` of an ideal lens: size, projection (3 x 4), distortion; big-endian."""
    middle = (WIDTH / 2, HEIGHT / 2)
    projection = (FOCAL, 0, middle[0], 0, 0, FOCAL, middle[1], 0, 0, 0, 1, 0)
    return struct.pack(">2i21d", WIDTH, HEIGHT, *projection, 0, 0, 0, 0, FOCAL, FOCAL, *middle, 1)


def filmed(picture: Path) -> Iterator[Frame]:
    """The picture comes into the frame, stays and goes."""
    view = View(size=0.8, yaw=12, pitch=-8)
    story = [Segment("there", SHOWN, view, view), Segment("away", AWAY)]
    image = cv2.imread(str(picture), cv2.IMREAD_COLOR)
    assert image is not None
    return film(np.asarray(image), story)


def watch(page: Page, address: str, until: str, tries: int = 10) -> None:
    """On a busy machine AR.js may begin in an order in which it sees nothing: then its page is opened again."""
    for _ in range(tries):
        page.goto(address)
        with suppress(TimeoutError):
            return wait_until(page, until, seconds=20)
    raise TimeoutError(f"{until} did not come true in {tries} tries")


@pytest.fixture
def opened(site: Site, tmp_path: Path):
    """What a page of AR.js with the marker of ``picture`` saw while its camera filmed it."""

    def run(picture: Path, until: str) -> dict[str, int]:
        compile_nft(load(picture), tmp_path / "marker", lambda _step, _share: None)
        (tmp_path / "para.dat").write_bytes(camera_file())
        site.mounts |= {"marker": tmp_path / "marker", "camera": tmp_path}
        write_camera(filmed(picture), tmp_path / "camera.y4m")
        with chromium(tmp_path / "camera.y4m") as browser:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            watch(page, f"{site.url}/page/index.html", until)
            return page.evaluate("seen")

    return run


def test_ar_js_loads_our_files_and_finds_the_picture_that_it_films(opened):
    seen = opened(shipped("astronaut.png"), "seen.found")
    assert seen["loaded"]
    assert seen["found"]
