"""The engine against the truth: a synthetic camera films the picture, and every frame's corners are known."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.material import astronaut
from tests.viewer.browser import chromium, wait_until
from tests.viewer.camera_clip import MEASURING, film, write_sequence
from tests.viewer.site import Site

pytestmark = pytest.mark.e2e
HELD_TO = {"planar": (0.95, 0.6), "nft": (0.85, 2.5)}
"""By engine: the least share of found frames, and the largest median error of their corners, pixels."""


class Run:
    """One engine's answers to the measuring clip, frame by frame, beside the truth."""

    def __init__(self, record: dict[str, Any], truth: list[dict[str, Any]], downloads: list[str]) -> None:
        assert "error" not in record
        self.frames = list(zip(record["results"], truth, strict=True))
        self.downloads = downloads
        self.visible = [(result, frame) for result, frame in self.frames if frame["visible"]]

    @property
    def found(self) -> float:
        return sum(result["found"] for result, _ in self.visible) / len(self.visible)

    @property
    def false(self) -> int:
        return sum(result["found"] and not frame["visible"] for result, frame in self.frames)

    @property
    def median(self) -> float:
        pairs = [(result["corners"], frame["corners"]) for result, frame in self.visible if result["found"]]
        return float(np.median([np.linalg.norm(np.subtract(*pair), axis=1).mean() for pair in pairs]))


@pytest.fixture(scope="module")
def truth(files: Path) -> Iterator[list[dict[str, Any]]]:
    yield write_sequence(film(astronaut(), MEASURING), files / "clips/measuring")
    shutil.rmtree(files / "clips")


def measure(site: Site, truth: list[dict[str, Any]], query: str) -> Run:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 320, "height": 240})
        downloads: list[str] = []
        page.on("request", lambda request: downloads.append(request.url))
        page.goto(f"{site.url}/v/astronaut?source=seq&clip=/clips/measuring{query}")
        wait_until(page, "window.__argument?.done", seconds=120)
        return Run(page.evaluate("window.__argument"), truth, downloads)


def test_the_picture_is_found_where_it_is_and_nowhere_else(site: Site, truth: list[dict[str, Any]], engine: str):
    run = measure(site, truth, f"&engine={engine}")
    share, median = HELD_TO[engine]
    assert run.found >= share
    assert run.median <= median
    assert run.false == 0
    assert site.events == []
    assert any(f"/assets/{engine}/worker-" in url for url in run.downloads)


def test_a_link_of_before_is_tracked_by_the_engine_that_it_has_files_for(site: Site, link: dict[str, Any]):
    del link["marker"]["engines"]["planar"]
    with chromium() as browser:
        page = browser.new_page()
        with page.expect_request("**/assets/nft/worker-*"):
            page.goto(f"{site.url}/v/astronaut?engine=planar")
