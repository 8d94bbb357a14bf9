"""``python -m tests.e2e.screenshot DATA``: the picture of the README, three moments of the sample's demonstration.

Needs a running `argument up --data DATA` with its sample published; writes docs/images/viewer.png.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize

from adapters.cli.server import find_server
from adapters.settings import SAMPLE_SLUG
from tests.viewer.browser import chromium, wait_until

TARGET = Path(__file__).parents[2] / "docs" / "images" / "viewer.png"
PHONE = ViewportSize(width=412, height=720)
SHOWN = (320, 560)
GAP = 12
MOMENTS = (0.2, 3.4)
"""Seconds of the film: while it still is the picture, and when everything in it has moved."""
COLOURS = 200
"""Keeps the file below 300 kB."""


def shot(page: Page) -> Image.Image:
    """What the phone shows now."""
    return Image.open(BytesIO(page.screenshot())).convert("RGB").resize(SHOWN, Image.Resampling.LANCZOS)


def main() -> None:
    with chromium() as browser:
        page = browser.new_page(viewport=PHONE, locale="en-GB")
        page.goto(f"{find_server(None, Path(sys.argv[1]), {}).url}/v/{SAMPLE_SLUG}?demo=1")
        start = page.get_by_role("button", name="Start the demonstration")
        start.wait_for()
        wait_until(page, "[...document.images].every((image) => image.complete)")
        shots = [shot(page)]
        start.click()
        for second in MOMENTS:
            wait_until(page, f"document.querySelector('video.film')?.currentTime > {second}")
            shots.append(shot(page))
    row = Image.new("RGB", ((SHOWN[0] + GAP) * len(shots) - GAP, SHOWN[1]), "white")
    for number, image in enumerate(shots):
        row.paste(image, (number * (SHOWN[0] + GAP), 0))
    row.quantize(COLOURS, dither=Image.Dither.NONE).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
