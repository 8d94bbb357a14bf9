"""The engine against the truth: a synthetic camera films the picture, and every frame's corners are known."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from tests.material import astronaut
from tests.viewer.browser import chromium, wait_until
from tests.viewer.camera_clip import MEASURING, film, write_sequence
from tests.viewer.site import Site

pytestmark = pytest.mark.e2e


def test_the_picture_is_found_where_it_is_and_nowhere_else(site: Site, files: Path):
    truth = write_sequence(film(astronaut(), MEASURING), files / "clips/measuring")
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 320, "height": 240})
        page.goto(f"{site.url}/v/astronaut?source=seq&clip=/clips/measuring")
        wait_until(page, "window.__argument?.done", seconds=120)
        record = page.evaluate("window.__argument")
    shutil.rmtree(files / "clips")
    assert "error" not in record
    frames = list(zip(record["results"], truth, strict=True))
    visible = [(result, frame) for result, frame in frames if frame["visible"]]
    found = [(result["corners"], frame["corners"]) for result, frame in visible if result["found"]]
    errors = [np.linalg.norm(np.array(seen) - np.array(true), axis=1).mean() for seen, true in found]
    assert len(found) >= 0.85 * len(visible)
    assert np.median(errors) < 2.5
    assert not [result for result, frame in frames if result["found"] and not frame["visible"]]
    assert site.events == []
