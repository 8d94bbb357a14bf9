"""The planar marker: a picture becomes ``target.planar``."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from adapters.markers.compiled import EngineMarker
from adapters.markers.picture import Picture
from adapters.markers.planar.compile import compile_planar
from adapters.markers.quality.estimate.planar import planar_facts
from adapters.tracking.workbench import Workbench
from application.ports import Produced, Progress, WorkFailed

CONTENT_TYPE = "application/octet-stream"
INCH = 25.4
"""Millimetres."""


def planar_marker(picture: Picture, out: Path, progress: Progress) -> EngineMarker:
    """Write the file into ``out``.

    Raises InputRejected as :func:`compile_planar` does, WorkFailed when the tracker's reader does not take the file.
    """
    printed = picture.grey.shape[1] / picture.dpi * INCH if picture.stated else 0.0
    target = compile_planar(picture.filmed, print_width_mm=printed, progress=progress)
    error = Workbench().read(target.data)
    if isinstance(error, int):
        raise WorkFailed(f"the planar target cannot be read back: error {error} of the tracker's reader")
    out.mkdir(parents=True, exist_ok=True)
    path = out / "target.planar"
    path.write_bytes(target.data)
    return EngineMarker(
        files=(Produced(role="planar", name=path.name, content_type=CONTENT_TYPE),),
        keypoints=target.keypoints,
        points=target.points,
        facts=partial(planar_facts, picture.filmed, target.data),
    )
