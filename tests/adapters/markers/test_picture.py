"""Any picture file becomes upright grey with a whole resolution, or is refused with the reason."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from adapters.markers.headers import BadHeader, read
from adapters.markers.picture import load, to_grey
from application.ports import InputRejected
from tests.adapters.markers.pictures import texture

ORIENTATION, X_RESOLUTION, UNIT = 0x0112, 0x011A, 0x0128
WIDTH, HEIGHT = 90, 60


def colour(height: int = HEIGHT, width: int = WIDTH) -> Image.Image:
    return Image.fromarray(np.dstack([texture(height, width, seed) for seed in range(3)]))


def grey(image: Image.Image) -> np.ndarray:
    return (np.asarray(image.convert("RGB"), dtype=int).sum(axis=2) // 3).astype(np.uint8)


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def exif(**tags: float) -> Image.Exif:
    found = Image.Exif()
    found.update({{"orientation": ORIENTATION, "x": X_RESOLUTION, "unit": UNIT}[name]: tags[name] for name in tags})
    return found


def refusal(tmp_path: Path, content: bytes) -> str:
    (tmp_path / "picture").write_bytes(content)
    with pytest.raises(InputRejected) as refused:
        load(tmp_path / "picture")
    assert refused.value.detail.endswith(".")
    return refused.value.code


@pytest.fixture
def seen(tmp_path: Path):
    def run(content: bytes, **options: int):
        (tmp_path / "picture").write_bytes(content)
        return load(tmp_path / "picture", **options)

    return run


def test_grey_is_the_floor_of_the_mean_of_the_colours():
    assert to_grey(np.array([[[1, 1, 0], [255, 255, 254]]], np.uint8)).tolist() == [[0, 254]]
    assert to_grey(np.array([[7, 200]], np.uint8)).tolist() == [[7, 200]]


def test_transparency_is_seen_on_white(seen):
    image = colour().convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, WIDTH // 2, HEIGHT))
    assert (seen(encoded(image)).grey[:, : WIDTH // 2] == 255).all()
    assert to_grey(np.array([[[0, 0, 0, 128]]], np.uint8)).tolist() == [[127]]


def fading() -> Image.Image:
    image = colour()
    image.putalpha(Image.fromarray(np.tile(np.linspace(0, 255, WIDTH).astype(np.uint8), (HEIGHT, 1))))
    return image


def on_white(content: bytes) -> np.ndarray:
    image = Image.open(io.BytesIO(content)).convert("RGBA")
    sheet = Image.new("RGBA", image.size, (255, 255, 255, 255))
    sheet.alpha_composite(image)
    return grey(sheet)


CLEAR = int(np.asarray(colour().convert("L"))[0, 0])


@pytest.mark.parametrize(
    "content",
    [
        encoded(fading()),
        encoded(fading(), "WEBP", lossless=True, exact=True),
        encoded(fading().convert("LA")),
        encoded(colour().quantize(64), transparency=5),
        encoded(colour(), transparency=colour().getpixel((0, 0))),
        encoded(colour().convert("L"), transparency=CLEAR),
        encoded(colour().convert("1"), transparency=0),
    ],
    ids=["colours", "webp", "grey", "palette", "one colour", "one grey level", "black of two"],
)
def test_every_kind_of_transparency_is_seen_on_white(seen, content: bytes):
    assert (seen(content).grey == on_white(content)).all()


@pytest.mark.parametrize(("channels", "kind"), [(3, 2), (4, 6), (2, 4)])
def test_sixteen_bits_of_colours_and_alpha_are_read(seen, channels: int, kind: int):
    eight = np.asarray(fading().convert("LA") if channels == 2 else fading())[:, :, :channels]
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in eight.astype(np.uint16) * 257)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 16, kind, 0, 0, 0))
    content = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    assert (seen(content).grey == on_white(encoded(Image.fromarray(eight)))).all()


def test_sixteen_bits_are_read_by_their_upper_eight(seen):
    values = texture(HEIGHT, WIDTH)
    sixteen = Image.fromarray(values.astype(np.uint16) * 257)
    assert (seen(encoded(sixteen)).grey == values).all()


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "LA", "1"])
def test_every_kind_of_png_is_read(seen, mode: str):
    image = colour().convert(mode)
    assert (seen(encoded(image)).grey == grey(image.convert("RGB"))).all()


@pytest.mark.parametrize(
    ("kind", "options"), [("JPEG", {"quality": 95, "subsampling": 0}), ("WEBP", {"lossless": True})]
)
def test_jpeg_and_webp_are_read(seen, kind: str, options: dict[str, object]):
    difference = seen(encoded(colour(), kind, **options)).grey.astype(int) - grey(colour())
    assert np.abs(difference).mean() < 4


def test_cmyk_is_read_as_it_looks(seen):
    image = colour().convert("CMYK")
    difference = seen(encoded(image, "JPEG", quality=95)).grey.astype(int) - grey(image)
    assert np.abs(difference).mean() < 4


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_picture_is_turned_upright(seen, kind: str, orientation: int):
    content = encoded(colour(), kind, exif=exif(orientation=orientation), lossless=True)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(content)))
    assert (seen(content).grey == grey(upright)).all()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_jpeg_is_turned_upright(seen, orientation: int):
    content = encoded(colour(), "JPEG", exif=exif(orientation=orientation), quality=95, subsampling=0)
    assert (seen(content).grey == grey(ImageOps.exif_transpose(Image.open(io.BytesIO(content))))).all()


@pytest.mark.parametrize(
    ("content", "dpi"),
    [
        (encoded(colour(), dpi=(300, 300)), 300),
        (encoded(colour()), 72),
        (encoded(colour(), "JPEG", dpi=(150, 150)), 150),
        (encoded(colour(), "JPEG", exif=exif(x=220.0, unit=2)), 220),
        (encoded(colour(), "JPEG", exif=exif(x=100.0, unit=3)), 254),
        (encoded(colour(), "JPEG", exif=exif(x=100.0, unit=1)), 72),
        (encoded(colour(), "WEBP", exif=exif(x=96.0, unit=2)), 96),
        (encoded(colour(), exif=exif(x=0.0, unit=2)), 72),
        (encoded(colour(), "JPEG", exif=exif(x=99999.0, unit=2)), 72),
    ],
)
def test_the_resolution_is_the_files_own_else_72(seen, content: bytes, dpi: int):
    assert seen(content).dpi == dpi


def test_a_resolution_that_is_asked_for_wins(seen):
    assert seen(encoded(colour(), dpi=(300, 300)), dpi=100).dpi == 100


def test_a_shrunk_picture_keeps_its_printed_size(seen):
    content = encoded(colour(400, 300), dpi=(300, 300))
    small = seen(content, max_side=200)
    assert small.grey.shape == (200, 150)
    assert small.dpi == 150
    assert small.grey.mean() == pytest.approx(grey(colour(400, 300)).mean(), abs=0.5)


def test_a_picture_within_the_side_is_left_alone(seen):
    assert (seen(encoded(colour()), max_side=WIDTH).grey == grey(colour())).all()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge_png(side: int) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"not a picture at all", "not_an_image"),
        (encoded(colour(), "GIF", save_all=True, append_images=[colour().rotate(180)]), "not_an_image"),
        (encoded(colour(), "WEBP", save_all=True, append_images=[colour().rotate(180)]), "animated"),
        (encoded(colour(), "PNG", save_all=True, append_images=[colour().rotate(180)]), "animated"),
        (huge_png(20_000), "too_many_pixels"),
        (huge_png(100), "unreadable"),
        (b"RIFF\x10\0\0\0AVI LIST", "unreadable"),
        (b"\xff\xd8\xff\xe0\0\x02\xff\xd9", "unreadable"),
    ],
)
def test_what_is_no_usable_picture_is_refused(tmp_path: Path, content: bytes, code: str):
    assert refusal(tmp_path, content) == code


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("share", [0.5, 0.9, 0.999])
def test_a_cut_file_is_refused(tmp_path: Path, kind: str, share: float):
    content = encoded(colour(), kind)
    assert refusal(tmp_path, content[: int(len(content) * share)]) == "truncated"


def test_a_file_without_end_is_refused_before_it_is_read(tmp_path: Path):
    with (tmp_path / "picture").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(InputRejected, match="file_too_large"):
        load(tmp_path / "picture")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(
    st.sampled_from(["PNG", "JPEG", "WEBP"]), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=8)
)
def test_damage_is_refused_or_survived(tmp_path: Path, kind: str, damage: list[tuple[int, int]]):
    content = bytearray(encoded(colour(), kind, exif=exif(orientation=3, x=100.0, unit=2)))
    for place, value in damage:
        content[place] = value
    (tmp_path / "picture").write_bytes(content)
    try:
        picture = load(tmp_path / "picture")
    except InputRejected:
        return
    assert picture.grey.dtype == np.uint8
    assert 1 <= picture.dpi <= 65_535


@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"]), st.binary(max_size=120))
def test_headers_of_any_bytes_are_read_or_bad(start: bytes, rest: bytes):
    try:
        header = read(start + rest)
    except BadHeader:
        return
    assert header is not None


def test_the_filmed_picture_is_what_a_frame_of_it_shows(seen):
    image = colour()
    red, green, blue = np.moveaxis(np.asarray(image.convert("RGB")).astype(int), 2, 0)
    assert (seen(encoded(image)).filmed == (77 * red + 150 * green + 29 * blue + 128) >> 8).all()
    assert (seen(encoded(image), max_side=WIDTH // 2).filmed.shape) == (HEIGHT // 2, WIDTH // 2)


def test_a_grey_picture_is_filmed_as_it_is(seen):
    picture = seen(encoded(colour().convert("L")))
    assert picture.filmed is picture.grey
