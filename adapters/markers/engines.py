"""A picture becomes what each tracking engine loads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

import msgspec

from adapters.markers.compiled import Compiled, EngineMarker
from adapters.markers.picture import Picture
from adapters.markers.quality.judging import explained, judged, rated
from application.ports import InputRejected, Progress
from domain.values import Ending

Compile = Callable[[Picture, Path, Progress], EngineMarker]


class Engine(msgspec.Struct, frozen=True):
    """``function`` of ``module`` compiles; ``weight`` is its usual time."""

    module: str
    function: str
    weight: float

    @property
    def compile(self) -> Compile:
        """Raises InputRejected when the picture is nothing for the engine. Loaded when it is asked for."""
        return getattr(import_module(self.module), self.function)


ENGINES = {
    "planar": Engine("adapters.markers.planar.marker", "planar_marker", 1.0),
    "nft": Engine("adapters.markers.nft", "compile_nft", 1.0),
    "mind": Engine("adapters.markers.mind.marker", "compile_mind", 0.2),
}
"""The first that takes a picture also gives the score."""


def compile_marker(
    picture: Picture, out: Path, engines: Sequence[str], progress: Progress, *, explain: bool = False
) -> Compiled:
    """Write the files of these engines into ``out``, all named ``target``; ``explain`` gives the score its reasons.

    An engine that refuses the picture leaves nothing. Raises InputRejected when all do, with the first one's reason: it
    asks least of a picture.
    """
    made: dict[str, EngineMarker] = {}
    refused: dict[str, Ending] = {}
    chosen = [name for name in ENGINES if name in engines]
    for name, part in zip(chosen, parts(chosen, progress), strict=True):
        try:
            made[name] = ENGINES[name].compile(picture, out, part)
        except InputRejected as why:
            refused[name] = Ending(code=why.code, detail=why.detail)
    if not made:
        first_refusal = refused[chosen[0]]
        raise InputRejected(first_refusal.code, first_refusal.detail)
    rates = rated(made, chosen)
    why = explained(picture, out, made, rates) if explain else ()
    first, (height, width) = next(iter(made.values())), picture.grey.shape
    return Compiled(
        width=width,
        height=height,
        dpi=picture.dpi,
        keypoints=first.keypoints,
        points=first.points,
        score=judged(made, chosen, why, rates),
        engines={name: marker.files for name, marker in made.items()},
        refused=refused,
    )


def parts(engines: Sequence[str], progress: Progress) -> list[Progress]:
    """For each engine what tells of its part of the whole, one part after the other."""
    whole, begin, found = sum(ENGINES[name].weight for name in engines), 0.0, list[Progress]()
    for name in engines:
        share = ENGINES[name].weight / whole
        found.append(lambda step, done, begin=begin, share=share: progress(step, begin + done * share))
        begin += share
    return found
