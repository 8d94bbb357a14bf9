"""Pictures that are no markers end with a reason and no files, for the command line and for the worker alike."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from adapters import wiring
from adapters.cli.compile import command
from application.ports import InputRejected
from tests.adapters.markers.pictures import texture


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def grey(values: np.ndarray) -> Image.Image:
    return Image.fromarray(values.astype(np.uint8))


SLOPE = grey(np.tile(np.linspace(0, 255, 640), (480, 1)))
CLOUD = grey(np.random.default_rng(2).integers(90, 160, (3, 4))).resize((640, 480), Image.Resampling.BICUBIC)
FRAMES = [grey(texture(200, 300, seed)) for seed in range(3)]
PHOTO = encoded(FRAMES[0], "JPEG")

BAD = {
    "plain": (encoded(Image.new("RGB", (640, 480), (90, 120, 200))), "no_features"),
    "gradient": (encoded(SLOPE), "no_features"),
    "cloud without key points": (encoded(CLOUD), "no_features"),
    "wholly transparent": (encoded(Image.new("RGBA", (640, 480))), "transparent"),
    "one pixel": (encoded(Image.new("RGB", (1, 1))), "too_small"),
    "100 megapixels": (encoded(Image.new("1", (10_000, 10_000)), compress_level=1), "too_many_pixels"),
    "animated WebP": (encoded(FRAMES[0], "WEBP", save_all=True, append_images=FRAMES[1:]), "animated"),
    "animated PNG": (encoded(FRAMES[0], save_all=True, append_images=FRAMES[1:]), "animated"),
    "GIF": (encoded(FRAMES[0], "GIF", save_all=True, append_images=FRAMES[1:]), "not_an_image"),
    "cut off": (PHOTO[:-900], "truncated"),
    "corrupted JPEG": (PHOTO[:9000] + b"\xff\xd9" + PHOTO[9000:], "unreadable"),
    "corrupted PNG": (encoded(FRAMES[0]).replace(b"IDAT", b"IDAT\xff\xff\xff", 1), "truncated"),
    "empty": (b"", "empty"),
    "text": (b"hello", "not_an_image"),
}


@pytest.fixture(params=BAD)
def bad(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    content, code = BAD[request.param]
    (tmp_path / "picture").write_bytes(content)
    return tmp_path / "picture", code


def test_argument_compile_ends_with_3_and_the_reason(bad: tuple[Path, str], tmp_path: Path):
    picture, code = bad
    out = tmp_path / "out"
    result = CliRunner().invoke(command, [str(picture), "-o", str(out), "--json"])
    assert result.exit_code == 3
    error = json.loads(result.stdout)["error"]
    assert (error["code"], error["message"][-1]) == (code, ".")
    assert not out.exists()


def test_the_workers_compiler_refuses_it_with_the_same_reason(bad: tuple[Path, str], tmp_path: Path):
    picture, code = bad
    out = tmp_path / "out"
    with pytest.raises(InputRejected) as refused:
        wiring.marker_compiler(1024).compile(picture, out, lambda _step, _share: None)
    assert (refused.value.code, refused.value.detail[-1]) == (code, ".")
    assert not out.exists() or not list(out.iterdir())
