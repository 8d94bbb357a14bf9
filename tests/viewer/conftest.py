from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.material import astronaut, write_clip, write_picture
from tests.viewer.browser import chromium, keeping
from tests.viewer.camera_clip import FRONT, Segment, film, write_camera
from tests.viewer.cameras import WATCH, Visit
from tests.viewer.site import BUILT, Site, serve

ROOT = Path(__file__).parents[2]
ENGINES = {"planar": (".planar",), "nft": (".iset", ".fset", ".fset3")}
"""In the viewer's order, with the files that a link has for each."""
FIELD = replace(FRONT, size=0.66)
AWAY_AND_BACK = (
    Segment("here", 58, FIELD, replace(FIELD, yaw=10, roll=-5)),
    Segment("absent", 26),
)
"""The picture is in view for a second less than the film lasts, then gone for less than two, in a loop."""


@pytest.fixture(scope="session", autouse=True)
def built() -> None:
    if not (BUILT / "ar/index.html").exists():
        pytest.fail("the viewer is not built: run `npm ci && npm run build` in viewer/")


@pytest.fixture(scope="module", autouse=True)
def kept() -> Iterator[None]:
    """Tests of a module that want the same browser share it; each is a visitor of its own."""
    with keeping():
        yield


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture, its marker files of every engine as the product's own compiler makes them, and a clip."""
    folder = tmp_path_factory.mktemp("assets")
    picture = write_picture(folder / "picture.png")
    write_clip(folder / "clip.mp4")
    command = [sys.executable, "-m", "adapters.markers", str(picture), str(folder / "marker")]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return folder


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """A tracking engine; a test that asks for it runs with each."""
    return request.param


@pytest.fixture
def link() -> dict[str, Any]:
    """What the API answers for a published link."""
    base = "/api/v1/assets"
    rendition = {"height": 480, "width": 480, "url": f"{base}/clip.mp4"}
    engines = {name: {"baseUrl": f"{base}/marker/target", "files": list(files)} for name, files in ENGINES.items()}
    return {
        "id": "5d0c2f6e-3f2b-4a55-9d53-0d6d8e3f1a11",
        "slug": "astronaut",
        "state": "live",
        "title": "Astronaut",
        "marker": {"id": "m1", "width": 512, "height": 512, "engines": engines, "settings": {}},
        "videos": [{"id": "v1", "renditions": [rendition], "duration": 5}],
        "imageUrl": f"{base}/picture.png",
        "imageThumbnailUrl": f"{base}/picture.png",
        "telemetryToken": "token",
    }


@pytest.fixture
def site(files: Path, link: dict[str, Any]) -> Iterator[Site]:
    with serve(Site(files=files, link=link)) as running:
        yield running


@pytest.fixture(scope="session")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("camera") / "film.y4m"
    write_camera(film(astronaut(), AWAY_AND_BACK), path)
    yield path
    path.unlink()


@pytest.fixture(scope="module")
def three_cameras() -> Iterator[Browser]:
    """One browser for all tests of a module; each test is a visitor of its own."""
    flags = ("--use-fake-device-for-media-stream=device-count=3",)
    with chromium(None, *flags, without=("--use-fake-device-for-media-stream",)) as browser:
        yield browser


@pytest.fixture
def visit(three_cameras: Browser, site: Site) -> Iterator[Visit]:
    context = three_cameras.new_context(viewport={"width": 640, "height": 480})

    def start(*scripts: str) -> Page:
        page = context.new_page()
        page.add_init_script("\n".join((WATCH, *scripts)))
        page.goto(f"{site.url}/v/astronaut")
        page.locator("button.primary").click()
        return page

    yield start
    context.close()


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """One browser for all tests of a module."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(chrome: Browser) -> Iterator[Page]:
    """An upright phone, of a visitor who was never here."""
    context = chrome.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    # What Chromium guesses of a loopback connection says how busy the machine is.
    context.add_init_script("Object.defineProperty(navigator, 'connection', { get: () => undefined });")
    yield context.new_page()
    context.close()
