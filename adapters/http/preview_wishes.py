"""What a preview is asked for: conditions in the query, the form by ``format`` or Accept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

from litestar.params import QueryParameter

from adapters.http.problems import Problem
from application.preview import Conditions, share_at

PreviewFormat = Literal["jpeg", "png", "webp", "clip", "json"]
HeatFormat = Literal["png", "svg"]
F = TypeVar("F")
ANY = "*/*"

BY_ACCEPT: dict[str, PreviewFormat] = {
    ANY: "jpeg",
    "application/json": "json",
    "image/jpeg": "jpeg",
    "image/webp": "webp",
    "image/png": "png",
}
HEAT_BY_ACCEPT: dict[str, HeatFormat] = {ANY: "png", "image/png": "png", "image/svg+xml": "svg"}
Centimetres = Annotated[
    float | None,
    QueryParameter(ge=2, le=2000, description="How far the camera is, in cm. Instead of ``share``."),
]
DEFAULT = Conditions()
A5 = 21.0


def provide_conditions(
    distance: Centimetres = None,
    size: Annotated[
        float, QueryParameter(ge=1, le=1000, description="The print's longer side in cm, for ``distance``.")
    ] = A5,
    share: Annotated[
        float | None,
        QueryParameter(ge=0.03, le=2, description="The picture's longer side as a share of the frame's width."),
    ] = None,
    tilt: Annotated[float, QueryParameter(ge=0, le=85, description="Degrees.")] = DEFAULT.tilt,
    direction: Annotated[
        float, QueryParameter(ge=-360, le=360, description="Into which it is tilted, degrees.")
    ] = DEFAULT.direction,
    light: Annotated[float, QueryParameter(ge=0.02, le=3, description="A factor on brightness.")] = DEFAULT.light,
    blur: Annotated[float, QueryParameter(ge=0, le=12, description="Pixels of the frame.")] = DEFAULT.blur,
    glare: Annotated[float, QueryParameter(ge=0, le=1, description="Share of the picture.")] = DEFAULT.glare,
    noise: Annotated[float, QueryParameter(ge=0, le=60, description="Grey levels of 256.")] = DEFAULT.noise,
    covered: Annotated[float, QueryParameter(ge=0, le=0.95, description="Share of the picture.")] = DEFAULT.covered,
) -> Conditions:
    """What the camera sees. Raises the problem ``conflicting_conditions``."""
    if distance is not None and share is not None:
        raise Problem(422, "conflicting_conditions", "Give either distance or share.")
    if distance is not None:
        share = share_at(distance, size)
    return Conditions(
        share=DEFAULT.share if share is None else share,
        tilt=tilt,
        direction=direction,
        light=light,
        blur=blur,
        glare=glare,
        noise=noise,
        covered=covered,
    )


def accepted(header: str, known: Mapping[str, F]) -> F:
    """The first kind that an Accept header names; one that names none gets what is meant for anything."""
    for part in header.split(","):
        kind = part.partition(";")[0].strip().lower()
        if kind in known:
            return known[kind]
    return known[ANY]
