"""The planar marker: a picture becomes ``target.planar``."""

from __future__ import annotations

from pathlib import Path

from adapters.markers.arrays import Grey
from adapters.markers.compiled import EngineMarker
from adapters.markers.picture import Picture
from adapters.markers.planar.compile import compile_planar
from adapters.markers.quality.estimate.planar import planar_facts
from adapters.tracking.workbench import Workbench
from application.ports import InputRejected, Produced, Progress, WorkFailed

CONTENT_TYPE = "application/octet-stream"
INCH = 25.4
"""Millimetres."""


def planar_marker(picture: Picture, out: Path, progress: Progress) -> EngineMarker:
    """Write the file into ``out``.

    Raises InputRejected as :func:`compile_planar` and :func:`tracked_facts` do, WorkFailed when the tracker's reader
    does not take the file.
    """
    printed = picture.grey.shape[1] / picture.dpi * INCH if picture.stated else 0.0
    target = compile_planar(picture.filmed, print_width_mm=printed, progress=progress)
    error = Workbench().read(target.data)
    if isinstance(error, int):
        raise WorkFailed(f"the planar target cannot be read back: error {error} of the tracker's reader")
    facts = tracked_facts(picture.filmed, target.data)
    out.mkdir(parents=True, exist_ok=True)
    path = out / "target.planar"
    path.write_bytes(target.data)
    return EngineMarker(
        files=(Produced(role="planar", name=path.name, content_type=CONTENT_TYPE),),
        keypoints=target.keypoints,
        points=target.points,
        facts=lambda: facts,
    )


def tracked_facts(filmed: Grey, target: bytes) -> dict[str, float]:
    """What the score is estimated by: how the tracker finds the picture, as cameras film it, in drawn views.

    Raises InputRejected: not_tracked, when it does not find the picture more often than it sees it elsewhere.
    """
    facts = planar_facts(filmed, target)
    if facts["found"] <= facts["astray"]:
        text = "The tracker does not find the picture in drawn views: its shapes are too few, too faint or too alike. "
        raise InputRejected("not_tracked", text + "Use a picture with more detail, or add text or texture.")
    return facts
