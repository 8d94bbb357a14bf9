"""What is not an acceptable picture is refused with its reason."""

from __future__ import annotations

import io
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from adapters.imaging import PillowImageTools
from adapters.imaging.process import process
from adapters.imaging.rules import Rules
from adapters.sandbox import Limits
from application.ports import InputRejected
from tests.adapters.imaging.pictures import PNG_HEAD, black_png, chunk, reference


def encoded(kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    Image.fromarray(reference()).save(file, kind, **options)
    return file.getvalue()


def animated(kind: str) -> bytes:
    return encoded(kind, save_all=True, append_images=[Image.effect_noise((640, 480), 50).convert("RGB")])


def refusal(tmp_path: Path, content: bytes, name: str = "picture", rules: Rules | None = None) -> str:
    source = tmp_path / name
    source.write_bytes(content)
    with pytest.raises(InputRejected) as refused:
        process(source, tmp_path / "out", rules or Rules(), lambda *_: None)
    assert refused.value.detail.endswith(".")
    assert not list((tmp_path / "out").iterdir())
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"I am a text and call myself a picture.\n" * 50, "not_an_image"),
        (b"\0\0\0\x18ftypisom" + bytes(100), "not_an_image"),
        (b"\0\0\0\x18ftypheic" + bytes(100), "unsupported_format"),
        (encoded("GIF"), "unsupported_format"),
        (animated("GIF"), "unsupported_format"),
        (encoded("TIFF"), "unsupported_format"),
        (encoded("JPEG")[:-2000], "truncated"),
        (encoded("PNG")[:-5000], "truncated"),
        (encoded("WEBP")[:-2000], "truncated"),
        (encoded("JPEG")[:30], "unreadable"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8, "unreadable"),
        (PNG_HEAD + b"garbage" * 99, "unreadable"),
        (b"RIFF\x60\0\0\0WEBPVP8 " + bytes(100), "unreadable"),
        (animated("PNG"), "animated"),
        (animated("WEBP"), "animated"),
        (black_png(239, 900), "too_small"),
        (black_png(12_001, 300), "too_large"),
        (black_png(8000, 7000), "too_many_pixels"),
        (black_png(400, 400, chunk(b"zTXt", b"key\0\0" + zlib.compress(bytes(64 << 20), 9))), "unreadable"),
        (black_png(400, 400, chunk(b"iCCP", b"key\0\0" + zlib.compress(bytes(64 << 20), 9))), "unreadable"),
    ],
)
def test_a_file_that_is_no_acceptable_picture_is_refused(tmp_path: Path, content: bytes, code: str):
    assert refusal(tmp_path, content, "holiday.jpg") == code


def test_a_heavy_file_is_refused(tmp_path: Path):
    assert refusal(tmp_path, encoded("PNG"), rules=Rules(max_bytes=1000)) == "file_too_large"


def test_a_picture_of_400_megapixels_costs_next_to_nothing(tmp_path: Path):
    source = tmp_path / "huge.png"
    source.write_bytes(black_png(20_000, 20_000))
    tools = PillowImageTools(limits=Limits(cpu_seconds=5, memory_mb=100))
    with pytest.raises(InputRejected) as refused:
        tools.process(source, tmp_path / "out", lambda *_: None)
    assert refused.value.code == "too_many_pixels"


@pytest.mark.skipif(sys.platform != "linux", reason="macOS keeps no memory limit")
def test_a_picture_that_uses_up_the_memory_is_refused(tmp_path: Path):
    source = tmp_path / "wide.png"
    source.write_bytes(black_png(7000, 7000))
    tools = PillowImageTools(limits=Limits(memory_mb=60))
    with pytest.raises(InputRejected) as refused:
        tools.process(source, tmp_path / "out", lambda *_: None)
    assert refused.value.code == "too_complex"
