"""An exported link, unpacked and served by Python's own web server from a folder of it: nothing else is running."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.stack import Stack
from tests.viewer.browser import chromium
from tests.viewer.test_live import complaints, overlay, start

pytestmark = pytest.mark.e2e


@pytest.fixture
def exported(stack: Stack, published: dict[str, Any], tmp_path: Path) -> Path:
    """The folder in which the files of the link lie."""
    where = ("--out", tmp_path / "one.zip", "--at", "https://museum.example/films/one/")
    stack.run("export", published["slug"], *where)
    folder = tmp_path / "site/films/one"
    with ZipFile(tmp_path / "one.zip") as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def address(exported: Path) -> Iterator[str]:
    """Where Python serves it, some folders below the root."""
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
    root = exported.parents[1]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        port = re.search(r"port (\d+)", server.stdout.readline())
        assert port
        yield f"http://127.0.0.1:{port[1]}/films/one/"
        server.terminate()


def test_the_video_lies_on_the_picture_and_nobody_else_is_asked(address: str, exported: Path, camera: Path):
    assert (exported / "qr.svg").read_text().count("<path")
    with chromium(camera) as browser:
        page = browser.new_page(viewport={"width": 640, "height": 480})
        said, asked = complaints(page), []
        page.on("request", lambda request: asked.append((request.method, request.url)))
        start(page, address)
        assert overlay(page).likeness > 0.8
        page.goto("about:blank")
    assert said == []
    assert not [one for one in asked if one[0] != "GET" or not one[1].startswith(address)]
