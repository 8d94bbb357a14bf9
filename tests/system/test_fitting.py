"""A published video that shows its picture somewhere in a scene lies on it by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fitting.pairs import Pair, write
from tests.material import Files
from tests.stack import Stack, eventually
from tests.system.inside import owner


def test_a_published_video_is_laid_where_it_shows_the_picture(stack: Stack, files: Files, tmp_path: Path):
    video = write(
        Pair("astronaut", (640, 360), 0.75, 90.0, behind="brick", before=0.5, seconds=1.5), tmp_path / "a.mp4"
    )
    made = stack.publish(files.picture, video, "Fits by itself")
    with owner(stack) as client:
        fit = eventually(lambda: client.get(f"/links/{made['slug']}")["videos"][0]["fit"], 60)
        (told,) = client.get(f"/markers/{made['markerId']}")["fits"]
    assert (told["status"], told["inForce"], told["place"]) == ("found", True, fit)
    # The picture stands 270 pixels high in 640 x 360: as wide as the print, turned back by a quarter.
    assert fit["rotation"] == pytest.approx(270, abs=0.2)
    assert fit["scale"] == pytest.approx(640 / 270, rel=0.005)
    assert (fit["offsetX"], fit["offsetY"]) == pytest.approx((0, 0), abs=0.005)
    assert fit["start"] == pytest.approx(0.5, abs=0.05)


def test_a_published_video_of_something_else_says_so_and_is_shown_whole(stack: Stack, files: Files):
    made = stack.publish(files.picture, files.clip, "Opened often")
    with owner(stack) as client:
        fits = eventually(
            lambda: [fit for fit in client.get(f"/markers/{made['markerId']}")["fits"] if fit["status"] != "pending"],
            60,
        )
        assert client.get(f"/links/{made['slug']}")["videos"][0]["fit"] is None
    assert [(fit["status"], fit["reason"]["code"]) for fit in fits] == [("refused", "not_in_video")]
