"""Several pictures behind one link: the right video starts by itself, and goes on where it was when it comes again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import cv2
import imageio_ffmpeg
import numpy as np
import pytest
from playwright.sync_api import Page, ViewportSize
from skimage import data

from tests.material import Image, astronaut
from tests.viewer.browser import chromium, wait_until
from tests.viewer.camera_clip import FRONT, Segment, film, write_camera
from tests.viewer.conftest import ENGINES, ROOT
from tests.viewer.site import Site, leave

pytestmark = pytest.mark.e2e
VIEWPORT = ViewportSize(width=640, height=480)
NEAR = replace(FRONT, size=0.8)
FIRST, SECOND = "m1", "m2"
PLAYING = "(document.querySelector('video')?.currentSrc ?? '')"
POSITION = "document.querySelector('video').currentTime"
MAGENTA = "color=c=magenta:size=480x320:rate=24:duration=20"


def cat() -> Image:
    """Chelsea, from scikit-image: CC0, 451x300, BGR."""
    return cv2.cvtColor(data.chelsea(), cv2.COLOR_RGB2BGR)


@pytest.fixture(scope="module")
def second(files: Path) -> Path:
    """The other picture's files beside those of the first, and a clip that is all magenta."""
    cv2.imwrite(str(files / "cat.png"), cat())
    compiled = [sys.executable, "-m", "adapters.markers", str(files / "cat.png"), str(files / "cat")]
    subprocess.run(compiled, check=True, cwd=ROOT, capture_output=True)
    drawn = ["-v", "error", "-f", "lavfi", "-i", MAGENTA, "-pix_fmt", "yuv420p", "-y", str(files / "magenta.mp4")]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), *drawn], check=True)
    return files


@pytest.fixture(scope="module")
def in_turn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A camera that goes from one picture to the other and back, with nothing in between."""
    path = tmp_path_factory.mktemp("camera") / "turns.y4m"
    stay, gone = (Segment("here", 45, NEAR, replace(NEAR, roll=4)),), (Segment("absent", 12),)
    write_camera(chain(film(astronaut(), (*stay, *gone)), film(cat(), (*stay, *gone))), path)
    yield path
    path.unlink()


@pytest.fixture
def two(site: Site, link: dict[str, Any], second: Path) -> Site:
    base = "/api/v1/assets"
    first = {name: link[name] for name in ("marker", "videos", "imageUrl", "imageThumbnailUrl")}
    engines = {name: {"baseUrl": f"{base}/cat/target", "files": list(files)} for name, files in ENGINES.items()}
    rendition = {"height": 320, "width": 480, "url": f"{base}/magenta.mp4"}
    link["targets"] = [
        first,
        {
            "marker": {
                "id": SECOND,
                "width": 451,
                "height": 300,
                "engines": engines,
                "settings": {"adaptLight": False},
            },
            "videos": [{"id": "v2", "renditions": [rendition], "duration": 20}],
            "imageUrl": f"{base}/cat.png",
            "imageThumbnailUrl": f"{base}/cat.png",
        },
    ]
    return site


def magenta(page: Page) -> float:
    """Share of the screen that is magenta."""
    screen = cv2.imdecode(np.frombuffer(page.screenshot(), np.uint8), cv2.IMREAD_COLOR).astype(int)
    blue, green, red = (screen[..., i] for i in range(3))
    return float(((blue > 180) & (red > 180) & (green < 90)).mean())


def shows_magenta(page: Page, *, seconds: float = 30) -> None:
    for _ in range(int(4 * seconds)):
        if magenta(page) > 0.2:
            return
        page.wait_for_timeout(250)
    pytest.fail("the second picture's video never lay on it")


def test_each_picture_starts_its_own_video_which_goes_on_where_it_was(two: Site, in_turn: Path, engine: str):
    with chromium(in_turn) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        page.goto(f"{two.url}/v/astronaut?engine={engine}")
        page.locator("button.primary").click()
        wait_until(page, f"{PLAYING}.endsWith('magenta.mp4') && {POSITION} > 0.5")
        shows_magenta(page)
        wait_until(page, f"{PLAYING}.endsWith('clip.mp4') && {POSITION} > 0.5")
        assert magenta(page) < 0.05
        wait_until(page, f"{PLAYING}.endsWith('magenta.mp4') && {POSITION} > 0.5")
        assert page.evaluate("document.querySelectorAll('video').length") == 1
        assert len(page.workers) == 1
        leave(page, two)
    found = [event["metadata"]["markerId"] for event in two.events if event["eventType"] == "marker_detected"]
    assert {FIRST, SECOND} <= set(found)


def test_a_picture_that_cannot_be_looked_for_does_not_keep_the_other_from_being_found(two: Site, in_turn: Path):
    broken = two.link["targets"][0]["marker"]["engines"]  # type: ignore[index]  # a link, not a status
    broken["planar"] = {"baseUrl": "/api/v1/assets/picture", "files": [".png"]}
    with chromium(in_turn) as browser:
        page = browser.new_page(viewport=VIEWPORT)
        page.goto(f"{two.url}/v/astronaut")
        page.locator("button.primary").click()
        shows_magenta(page)
