"""The MindAR marker: pictures become one ``.mind`` file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from adapters.markers.compiled import EngineMarker
from adapters.markers.formats import BadFile, mind
from adapters.markers.formats.mind import Target
from adapters.markers.mind.compile import compile_target
from adapters.markers.mind.rating import rate
from adapters.markers.picture import Picture
from application.ports import Produced, Progress, WorkFailed

CONTENT_TYPE = "application/octet-stream"


def compile_mind(picture: Picture, out: Path, progress: Progress) -> EngineMarker:
    """Write the file of one picture into ``out``, named ``target.mind``.

    Raises InputRejected as :func:`adapters.markers.mind.compile.compile_target` does.
    """
    target = compile_target(picture.grey, progress)
    progress("write", 1.0)
    keypoints, points = counted(target)
    return EngineMarker(
        files=(write([target], out),),
        keypoints=keypoints,
        points=points,
        rate=partial(rate, target),
    )


def counted(target: Target) -> tuple[int, int]:
    """Key points of all levels, and templates of all images."""
    keypoints = sum(len(level.maxima_points) + len(level.minima_points) for level in target.matching_data)
    return keypoints, sum(len(image.points) for image in target.tracking_data)


def write(targets: Sequence[Target], out: Path) -> Produced:
    """Write the file of one or several pictures. Raises WorkFailed when it does not read back the same."""
    out.mkdir(parents=True, exist_ok=True)
    path, data = out / "target.mind", mind.write(targets)
    path.write_bytes(data)
    try:
        again = mind.write(mind.read(path.read_bytes()))
    except BadFile as error:
        raise WorkFailed(f"the marker's file cannot be read back: {error}") from error
    if again != data:
        raise WorkFailed("the marker's file reads back differently")
    return Produced(role="mind", name=path.name, content_type=CONTENT_TYPE)
