"""From a file of unknown kind to its renditions."""

from __future__ import annotations

from pathlib import Path

from adapters.imaging.decode import decode
from adapters.imaging.renditions import write
from adapters.imaging.rules import Rules
from adapters.imaging.upright import dots_per_inch, upright
from application.ports import ProcessedImage, Progress


def process(source: Path, out: Path, rules: Rules, progress: Progress) -> ProcessedImage:
    """Check, decode and normalise ``source``, then write its renditions into ``out``.

    Raises InputRejected: file_too_large, empty, not_an_image, unsupported_format, unreadable, truncated, animated,
    too_small, too_large, too_many_pixels, transparent. The master's resolution is scaled with its sides: the printed
    size stays.
    """
    out.mkdir(parents=True, exist_ok=True)
    progress("decode", 0.0)
    side = max(rules.master_side, rules.display_side)
    image, width, height, kind = decode(source, rules, side)
    progress("normalise", 0.25)
    dpi = dots_per_inch(image)
    picture, turned = upright(image, side)
    short, long = sorted((width, height))
    small = long < rules.small[0] or short < rules.small[1]
    return ProcessedImage(
        width=height if turned else width,
        height=width if turned else height,
        format=kind,
        files=write(picture, out, rules, dpi and dpi / long, progress),
        warnings=("small_picture",) if small else (),
    )
