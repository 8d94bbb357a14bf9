"""``python -m tests.e2e.screenshot DATA``: the picture of the README, taken in a browser whose camera films the sample.

Needs a running `argument up --data DATA` with its sample published; writes docs/images/viewer.png.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import cv2
from PIL import Image

from adapters.cli.server import find_server
from adapters.settings import SAMPLE_SLUG
from tests.viewer.browser import chromium, wait_until
from tests.viewer.camera_clip import FRONT, Segment, film, write_camera

TARGET = Path(__file__).parents[2] / "docs" / "images" / "viewer.png"
HELD = Segment("held", 45, replace(FRONT, size=0.66, yaw=-16, roll=3), replace(FRONT, size=0.67, yaw=-15, roll=3))
SECOND = 3.4
"""The moment of the film that is shown."""
COLOURS = 160
"""Keeps the file below 300 kB."""


def main() -> None:
    data = Path(sys.argv[1])
    picture = cv2.imread(str(data / "sample" / "sample.png"))
    with tempfile.TemporaryDirectory() as folder:
        write_camera(film(picture, [HELD]), Path(folder, "film.y4m"))
        with chromium(Path(folder, "film.y4m")) as browser:
            page = browser.new_page(viewport={"width": 800, "height": 600}, locale="en-GB")
            page.goto(f"{find_server(None, data, {}).url}/v/{SAMPLE_SLUG}")
            page.get_by_role("button", name="Start", exact=True).click()
            wait_until(page, f"document.querySelector('video.film')?.currentTime > {SECOND}")
            page.screenshot(path=TARGET, type="png")
    shot = Image.open(TARGET).convert("RGB").resize((640, 480), Image.Resampling.LANCZOS)
    shot.quantize(COLOURS, dither=Image.Dither.NONE).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
