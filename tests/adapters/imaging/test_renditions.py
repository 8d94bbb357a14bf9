"""Whatever kind of picture comes in, upright sRGB without metadata goes out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from adapters.imaging import PillowImageTools
from adapters.imaging.process import process
from adapters.imaging.rules import Rules
from application.ports import ProcessedImage
from tests.adapters.imaging.pictures import matrix_profile, psnr, reference

# EXIF 2.32, 4.6.4 A: where the stored row 0 and column 0 are in the upright picture
STORED: dict[int, Callable[[np.ndarray], np.ndarray]] = {
    1: lambda upright: upright,
    2: lambda upright: upright[:, ::-1],
    3: lambda upright: upright[::-1, ::-1],
    4: lambda upright: upright[::-1],
    5: lambda upright: upright.swapaxes(0, 1),
    6: lambda upright: np.rot90(upright),
    7: lambda upright: upright[::-1, ::-1].swapaxes(0, 1),
    8: lambda upright: np.rot90(upright, -1),
}


def processed(image: Image.Image, tmp_path: Path, name: str, rules: Rules | None = None, **options) -> ProcessedImage:
    source = tmp_path / name
    image.save(source, **options)
    return process(source, tmp_path / "out", rules or Rules(), lambda *_: None)


def assert_looks_like(tmp_path: Path, expected: np.ndarray, decibel: float = 30) -> None:
    for name in ("master.png", "display.webp", "display.jpg"):
        assert psnr(tmp_path / "out" / name, expected) >= decibel, name


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.webp"])
def test_a_turned_photo_comes_out_upright(tmp_path: Path, orientation: int, name: str):
    upright = reference(480, 360)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = Image.fromarray(np.ascontiguousarray(STORED[orientation](upright)))
    result = processed(stored, tmp_path, name, exif=exif, quality=95)
    assert (result.width, result.height) == (480, 360)
    assert_looks_like(tmp_path, upright)


def test_a_large_turned_photo_is_scaled_and_upright(tmp_path: Path):
    upright = reference(1600, 1200)
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = Image.fromarray(np.ascontiguousarray(np.rot90(upright)))
    rules = Rules(master_side=400, display_side=400, thumbnail_side=100)
    result = processed(stored, tmp_path, "photo.jpg", rules, exif=exif, quality=95, dpi=(300, 300))
    assert (result.width, result.height, result.format, result.warnings) == (1600, 1200, "JPEG", ())
    assert {file.role: (file.width, file.height) for file in result.files} == {
        "master": (400, 300),
        "display": (400, 300),
        "display-jpeg": (400, 300),
        "thumbnail": (100, 75),
    }
    assert_looks_like(tmp_path, np.asarray(Image.fromarray(upright).resize((400, 300), Image.Resampling.LANCZOS)))
    with Image.open(tmp_path / "out" / "master.png") as master:
        assert round(master.info["dpi"][0]) == 75  # 1600 pixels at 300 dpi are as wide as 400 at 75


@pytest.mark.parametrize("mode", ["CMYK", "L", "P", "1", "LA", "RGBA"])
def test_every_colour_mode_comes_out_as_it_looks(tmp_path: Path, mode: str):
    image = Image.fromarray(reference()).convert(mode)
    expected = np.asarray(image.convert("RGB"))
    processed(image, tmp_path, "in.jpg" if mode == "CMYK" else "in.png", quality=95)
    assert_looks_like(tmp_path, expected, decibel=20 if mode in ("1", "P") else 30)
    assert psnr(tmp_path / "out" / "master.png", expected) >= 35


def test_sixteen_bit_grey_keeps_its_tones(tmp_path: Path):
    grey = np.asarray(Image.fromarray(reference()).convert("L"))
    processed(Image.fromarray(grey.astype(np.uint16) * 257), tmp_path, "in.png")
    assert_looks_like(tmp_path, np.repeat(grey[..., None], 3, axis=-1))


@pytest.mark.parametrize("mode", ["RGBA", "PA"])
def test_what_is_transparent_becomes_white(tmp_path: Path, mode: str):
    picture = Image.fromarray(reference()).convert("RGBA")
    picture.paste((255, 0, 0, 0), (320, 0, 640, 480))
    image = picture if mode == "RGBA" else picture.quantize(200)
    processed(image, tmp_path, "in.png")
    expected = reference()
    expected[:, 320:] = 255
    assert psnr(tmp_path / "out" / "master.png", expected) >= 30


def test_a_wide_gamut_profile_is_converted_to_srgb(tmp_path: Path):
    # Display P3's colorants under D50
    wide = matrix_profile([(0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841)])
    image = Image.new("RGB", (640, 480), (100, 160, 100))
    image.paste((128, 128, 128), (0, 0, 320, 480))
    processed(image, tmp_path, "in.jpg", icc_profile=wide, quality=95, subsampling=0)
    with Image.open(tmp_path / "out" / "master.png") as master:
        assert "icc_profile" not in master.info
        pixels = np.asarray(master, dtype=int)
    grey, green = pixels[200, 100], pixels[200, 500]
    assert np.abs(grey - 128).max() <= 4
    assert green[0] < 92
    assert 160 < green[1] < 170


def test_a_broken_profile_is_ignored(tmp_path: Path):
    processed(Image.fromarray(reference()), tmp_path, "in.png", icc_profile=b"no profile at all")
    assert_looks_like(tmp_path, reference())


def test_metadata_stays_behind(tmp_path: Path):
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 29: "SECRETDAY"})
    image = Image.fromarray(reference())
    processed(image, tmp_path, "in.jpg", exif=exif, comment=b"SECRETCOMMENT", xmp=b"<x>SECRETXMP</x>", dpi=(300, 300))
    source = tmp_path / "in.jpg"
    assert source.read_bytes().count(b"SECRET") == 4
    source.write_bytes(source.read_bytes() + b"PK\x03\x04SECRETTRAILER")
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "SECRETAUTHOR")
    for result in (
        process(source, tmp_path / "out", Rules(), lambda *_: None),
        processed(image, tmp_path, "in.png", exif=exif, pnginfo=text),
        processed(image, tmp_path, "in.webp", exif=exif, xmp=b"<x>SECRETXMP</x>"),
    ):
        for file in result.files:
            content = (tmp_path / "out" / file.name).read_bytes()
            assert not any(word in content for word in (b"SECRET", b"Exif", b"eXIf", b"EXIF", b"XMP", b"tEXt"))


def test_a_phones_multi_picture_file_gives_its_first_picture(tmp_path: Path):
    first, second = Image.fromarray(reference()), Image.new("RGB", (640, 480), "red")
    source = tmp_path / "phone.jpg"
    first.save(source, "MPO", save_all=True, append_images=[second], quality=95)
    result = process(source, tmp_path / "out", Rules(), lambda *_: None)
    assert result.format == "JPEG"
    assert_looks_like(tmp_path, reference())


def test_a_small_picture_is_accepted_with_a_warning(tmp_path: Path):
    assert processed(Image.fromarray(reference(639, 480)), tmp_path, "a.png").warnings == ("small_picture",)
    assert processed(Image.fromarray(reference(480, 640)), tmp_path, "b.png").warnings == ()


def test_the_tools_answer_from_a_child_process_with_progress(tmp_path: Path):
    source = tmp_path / "in.webp"
    Image.fromarray(reference()).save(source)
    shares: list[float] = []
    result = PillowImageTools(Rules(thumbnail_side=64)).process(
        source, tmp_path / "out", lambda step, share: shares.append(share)
    )
    assert [file.role for file in result.files] == ["master", "display", "display-jpeg", "thumbnail"]
    assert all((tmp_path / "out" / file.name).stat().st_size for file in result.files)
    assert [file.content_type for file in result.files] == ["image/png", "image/webp", "image/jpeg", "image/webp"]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
