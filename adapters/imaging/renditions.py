"""The files that are made of an upright picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

from adapters.imaging.rules import Rules
from adapters.imaging.upright import shrunk
from application.ports import Produced, Progress


def write(
    picture: Image.Image, out: Path, rules: Rules, dpi_share: float | None, progress: Progress
) -> tuple[Produced, ...]:
    """Write every rendition. ``dpi_share`` is the resolution for each pixel of the long side, None when unknown."""
    master = shrunk(picture, rules.master_side)
    display = shrunk(picture, rules.display_side)
    thumbnail = shrunk(display, rules.thumbnail_side)
    dots = round(dpi_share * max(master.size)) if dpi_share else 0
    density = {"dpi": (dots, dots)} if dots else {}
    progress("master", 0.3)
    files = [_save(master, out, "master", "master.png", compress_level=3, **density)]
    progress("display", 0.5)
    files.append(_save(display, out, "display", "display.webp", quality=82, method=4))
    files.append(_save(display, out, "display-jpeg", "display.jpg", quality=85, optimize=True, progressive=True))
    progress("thumbnail", 0.9)
    files.append(_save(thumbnail, out, "thumbnail", "thumbnail.webp", quality=78, method=4))
    progress("done", 1.0)
    return tuple(files)


def _save(image: Image.Image, out: Path, role: str, name: str, **options: Any) -> Produced:
    image.save(out / name, **options)
    kind = Image.registered_extensions()[Path(name).suffix]
    return Produced(role=role, name=name, content_type=Image.MIME[kind], width=image.width, height=image.height)
