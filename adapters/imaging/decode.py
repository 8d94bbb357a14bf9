"""Opens a picture and decodes all of it, or says why not."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image, UnidentifiedImageError

from adapters.imaging.rules import Rules
from adapters.imaging.signatures import is_cut, kind_of
from application.ports import InputRejected

ACCEPTED = ("JPEG", "PNG", "WEBP")


class Decoded(NamedTuple):
    """A picture in memory. Its sides are the stored ones, not yet turned; ``image`` may be smaller."""

    image: Image.Image
    width: int
    height: int
    format: str


def decode(source: Path, rules: Rules, side: int) -> Decoded:
    """Check and decode; a JPEG at the smallest scale that still gives ``side`` pixels along the long side."""
    _check_file(source, rules)
    # Pillow refuses twice this number; between once and twice it warns.
    Image.MAX_IMAGE_PIXELS = rules.max_pixels // 2
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    with _blaming(source, rules), Image.open(source, formats=ACCEPTED) as image:
        _check_picture(image, rules)
        width, height = image.size
        share = side / max(width, height)
        if share < 1:
            image.draft(None, (round(width * share), round(height * share)))
        image.load()
        return Decoded(image, width, height, "JPEG" if image.format == "MPO" else str(image.format))


def _check_file(source: Path, rules: Rules) -> None:
    size = source.stat().st_size
    if size == 0:
        raise InputRejected("empty", "The file is empty. Upload it again.")
    if size > rules.max_bytes:
        limit = rules.max_bytes >> 20
        raise InputRejected("file_too_large", f"The file is larger than {limit} MB. Save it with a higher compression.")
    kind = kind_of(source)
    if kind is None:
        raise InputRejected("not_an_image", "This is not a picture. Upload a JPEG, PNG or WebP file.")
    if kind not in ACCEPTED:
        raise InputRejected("unsupported_format", f"The file is of the kind {kind}. Export it as JPEG, PNG or WebP.")
    if is_cut(source):
        raise _truncated()


def _check_picture(image: Image.Image, rules: Rules) -> None:
    width, height = image.size
    sides = f"The picture has {width} x {height} pixels"
    if width * height > rules.max_pixels:
        raise _too_many_pixels(rules)
    if min(width, height) < rules.min_side:
        raise InputRejected("too_small", f"{sides}; each side needs at least {rules.min_side}. Use a larger one.")
    if max(width, height) > rules.max_side:
        raise InputRejected("too_large", f"{sides}; a side may have {rules.max_side}. Scale it down.")
    # A phone's MPO holds the picture again for other uses: the first one is the picture.
    if image.format != "MPO" and getattr(image, "is_animated", False):
        raise InputRejected("animated", "The picture is animated. Export one frame of it as JPEG or PNG.")


@contextlib.contextmanager
def _blaming(source: Path, rules: Rules) -> Iterator[None]:
    """Whatever a decoder throws at hostile bytes is the file's fault; who set the memory's limit judges that."""
    try:
        yield
    except (InputRejected, MemoryError):
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(rules) from error
    except UnidentifiedImageError as error:
        raise _unreadable(source) from error
    except Exception as error:
        raise (_truncated() if "truncated" in str(error) else _unreadable(source)) from error


def _too_many_pixels(rules: Rules) -> InputRejected:
    limit = rules.max_pixels // 1_000_000
    return InputRejected("too_many_pixels", f"The picture has more than {limit} million pixels. Scale it down.")


def _truncated() -> InputRejected:
    return InputRejected("truncated", "The end of the file is missing. Upload it again, or save the picture anew.")


def _unreadable(source: Path) -> InputRejected:
    return InputRejected("unreadable", f"The {kind_of(source)} file is damaged. Save the picture anew and upload that.")
