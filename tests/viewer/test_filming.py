"""Photos and recordings show what the screen shows, and go where the visitor wants them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from adapters.video.binaries import ffmpeg, ffprobe
from tests.e2e.overlay import find_overlay
from tests.viewer.browser import wait_until
from tests.viewer.films import video
from tests.viewer.site import Site
from tests.viewer.stage import FILM, do, now, start

pytestmark = pytest.mark.e2e


def test_a_photo_shows_what_the_screen_shows(site: Site, page: Page, tmp_path: Path):
    start(page, site)
    do(page, "photo")
    page.get_by_role("dialog", name="The photo is ready").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save").click()
    assert download.value.suggested_filename.startswith("Astronaut-")
    picture = tmp_path / "photo.jpg"
    download.value.save_as(picture)
    seen = find_overlay(picture.read_bytes())
    assert seen
    assert seen.likeness > 0.8
    assert seen.picture < 0.5
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").is_hidden()


def test_a_photo_goes_to_the_share_sheet_where_there_is_one(site: Site, page: Page):
    page.add_init_script(
        "navigator.canShare = () => true; navigator.share = async data => { globalThis.shared = data; };"
    )
    start(page, site)
    do(page, "photo")
    page.get_by_role("dialog").get_by_role("button", name="Share").click()
    wait_until(page, "globalThis.shared")
    assert page.evaluate("[shared.files[0].type, shared.files[0].size > 1000]") == ["image/jpeg", True]
    assert page.evaluate("shared.text") == f"{site.url}/v/astronaut"


def test_a_recording_plays_and_has_the_video_on_the_picture_and_its_sound(
    site: Site, link: dict[str, Any], page: Page, tmp_path: Path
):
    write_sound(site.files / "clip.mp4", site.files / "loud.mp4")
    link["marker"]["settings"] = {"loop": True, "muted": False}
    link["videos"] = [video("v1", ("loud.mp4", 480), seconds=5)]
    start(page, site)
    do(page, "record")
    ring = page.locator(".ring")
    ring.wait_for()
    wait_until(page, "Number(document.querySelector('.ring').textContent) <= 11")
    ring.click()
    page.get_by_role("dialog", name="The recording is ready").wait_for()
    assert ring.is_hidden()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save").click()
    film = tmp_path / download.value.suggested_filename
    download.value.save_as(film)
    before = now(page)
    wait_until(page, f"{FILM}.currentTime !== {before}")
    streams = probe(film)
    assert {stream["codec_type"] for stream in streams} == {"video", "audio"}
    assert int(next(stream for stream in streams if stream["codec_type"] == "video")["nb_read_frames"]) > 2
    still = tmp_path / "still.png"
    subprocess.run([ffmpeg(), "-v", "error", "-i", str(film), "-ss", "1", "-frames:v", "1", str(still)], check=True)
    seen = find_overlay(still.read_bytes())
    assert seen
    assert seen.likeness > 0.8


def write_sound(clip: Path, target: Path) -> None:
    tone = ["-f", "lavfi", "-i", "sine=440", "-shortest", "-c:v", "copy", "-c:a", "aac"]
    subprocess.run([ffmpeg(), "-v", "error", "-i", str(clip), *tone, "-y", str(target)], check=True)


def probe(film: Path) -> list[dict[str, Any]]:
    asked = ["-v", "error", "-count_frames", "-show_streams", "-of", "json", str(film)]
    return json.loads(subprocess.run([ffprobe(), *asked], check=True, capture_output=True).stdout)["streams"]
