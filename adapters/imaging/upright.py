"""Makes of every kind of decoded picture an upright sRGB one."""

from __future__ import annotations

import contextlib
import io

import numpy as np
from PIL import Image, ImageCms
from PIL.ExifTags import Base
from PIL.Image import Resampling, Transpose

from application.ports import InputRejected

# EXIF 2.32, 4.6.4 A, tag Orientation: what turns the stored picture upright
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
USUAL_DPI = range(10, 2401)


def upright(image: Image.Image, side: int) -> tuple[Image.Image, bool]:
    """The picture in RGB on white, at most ``side`` long, without metadata; and whether its sides changed places.

    Raises InputRejected: transparent.
    """
    orientation = _orientation(image)
    profile = image.info.get("icc_profile")
    picture = _to_srgb(_on_white(shrunk(_plain(image), side)), profile)
    if orientation in TURNS:
        picture = picture.transpose(TURNS[orientation])
    picture.info.clear()
    return picture, orientation in (5, 6, 7, 8)


def shrunk(image: Image.Image, side: int) -> Image.Image:
    """The picture with its long side at most ``side``."""
    share = side / max(image.size)
    if share >= 1:
        return image
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    return image.resize(size, Resampling.LANCZOS, reducing_gap=3.0)


def dots_per_inch(image: Image.Image) -> float | None:
    """The horizontal resolution that the file states, if it is a believable one."""
    with contextlib.suppress(KeyError, TypeError, ValueError, ZeroDivisionError):
        dpi = float(image.info["dpi"][0])
        return dpi if round(dpi) in USUAL_DPI else None
    return None


def _orientation(image: Image.Image) -> int:
    # A picture is not refused for broken metadata, and Pillow's readers raise whatever the bytes lead to.
    with contextlib.suppress(Exception):
        return int(image.getexif().get(Base.Orientation, 1))
    return 1


def _plain(image: Image.Image) -> Image.Image:
    """One of L, RGB, RGBA, CMYK, with 8 bits a channel."""
    if image.mode.startswith("I"):  # Pillow clips 16 bits instead of scaling them
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    if image.getchannel("A").getextrema()[1] == 0:
        raise InputRejected("transparent", "The picture is wholly transparent: there is nothing of it to print.")
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image)
    return ground


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Apply the colour profile; one that is broken or made for another mode is ignored."""
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
    return image if image.mode == "RGB" else image.convert("RGB")
