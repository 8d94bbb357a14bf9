"""What cannot be used is refused with its reason, and nothing of it becomes public."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from adapters.cli.client import Refused
from adapters.cli.projects import project_of
from tests.material import Files, astronaut
from tests.stack import Stack
from tests.system.inside import happened, owner, public_keys, stranger

PROJECT = "Opened often"


@pytest.fixture(autouse=True)
def nothing_public(stack: Stack) -> Iterator[None]:
    """Holds for every test here."""
    before = public_keys(stack)
    yield
    assert public_keys(stack) == before


@pytest.fixture(scope="module", autouse=True)
def clip_is_there_already(published: dict[str, Any]) -> None:
    """The clip that comes with each refused picture has its public files from here."""


def refusal(stack: Stack, picture: Path, video: Path) -> str:
    """The code with which `argument publish` is refused."""
    done = stack.run("publish", picture, video, "--project", PROJECT, "--json", code=3)
    error = json.loads(done.stdout)["error"]
    assert len(error["message"]) > 10
    return error["code"]


def huge_png(side: int) -> bytes:
    """A black picture of one bit a pixel: 50 kB that open to 400 megapixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((side // 8 + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_text_that_is_called_a_picture(stack: Stack, files: Files, tmp_path: Path):
    (tmp_path / "notes.png").write_text("not a picture\n" * 100)
    assert refusal(stack, tmp_path / "notes.png", files.clip) == "unsupported_media_type"


def test_a_jpeg_that_ends_too_early(stack: Stack, files: Files, tmp_path: Path):
    import cv2

    whole = cv2.imencode(".jpg", astronaut())[1].tobytes()
    (tmp_path / "cut.jpg").write_bytes(whole[: len(whole) * 2 // 3])
    assert refusal(stack, tmp_path / "cut.jpg", files.clip) == "truncated"


def test_a_video_of_no_bytes(stack: Stack, files: Files, tmp_path: Path):
    (tmp_path / "empty.mp4").touch()
    assert refusal(stack, files.picture, tmp_path / "empty.mp4") == "empty_file"


def test_a_small_file_that_opens_to_a_huge_picture(stack: Stack, files: Files, tmp_path: Path):
    (tmp_path / "huge.png").write_bytes(huge_png(20_000))
    assert refusal(stack, tmp_path / "huge.png", files.clip) == "too_many_pixels"


def test_a_rejected_picture_is_kept_with_its_reason(stack: Stack, files: Files, tmp_path: Path):
    (tmp_path / "huge.png").write_bytes(huge_png(20_001))
    refusal(stack, tmp_path / "huge.png", files.clip)
    with owner(stack) as client:
        newest = client.get(f"/projects/{project_of(client, PROJECT)}/images")["items"][0]
    assert (newest["filename"], newest["status"], newest["renditions"]) == ("huge.png", "rejected", [])
    assert happened(stack, newest["id"]) == {"MediaUploaded": 1, "MediaRejected": 1}


def test_a_project_that_is_not_there_and_one_of_somebody_else_look_the_same(stack: Stack, files: Files):
    with owner(stack) as client, stranger(stack) as other:
        foreign = project_of(client, PROJECT)
        refused = []
        for project_id in (foreign, str(uuid4())):
            with pytest.raises(Refused) as error:
                other.upload("/images/upload", {"projectId": project_id}, files.picture, project_id, lambda _: None)
            refused.append((error.value.status, error.value.code))
        assert refused == [(404, "project_not_found")] * 2
        image = client.get(f"/projects/{foreign}/images")["items"][0]
        for path in (f"/projects/{foreign}", f"/projects/{foreign}/images", f"/images/{image['id']}"):
            with pytest.raises(Refused) as error:
                other.get(path)
            assert error.value.status == 404
