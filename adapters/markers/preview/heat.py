"""Draws where the tracker finds details on a picture."""

from __future__ import annotations

from pathlib import Path

from adapters.markers.advice.details import details
from adapters.markers.advice.heat import heat_png, heat_svg
from adapters.markers.preview.drawing import read
from application.preview import Drawn, HeatWish


def draw_heat(wish: HeatWish, out: Path) -> Drawn:
    """Write the heat map into the folder. Raises InputRejected."""
    picture, known = read(wish.picture), details(Path(wish.target).read_bytes())
    if wish.kind == "svg":
        (out / "heat.svg").write_text(heat_svg(picture, known), encoding="utf-8")
        return Drawn(name="heat.svg", content_type="image/svg+xml")
    (out / "heat.png").write_bytes(heat_png(picture, known))
    return Drawn(name="heat.png", content_type="image/png")
