"""Looks at the rendition and takes the still that stands for it."""

from __future__ import annotations

import re
from pathlib import Path

import ffmpeg

from adapters.video.binaries import ffmpeg as program
from adapters.video.execute import execute
from adapters.video.probe import guard

BLACK = re.compile(r"black_start:0(?:\.0\d*)? black_end:([\d.]+)")
FADE = 5.0  # seconds in which a video may come out of black
RISE = 0.5  # seconds that a fade goes on after the first light


def first_light(video: Path, whole: bool) -> float:
    """When there is something to see, in seconds: 0, or a moment after the black at the start.

    Decodes the ``whole`` video or its first seconds; raises Refused when it cannot.
    """
    bound = {} if whole else {"t": FADE}
    given = ffmpeg.input(f"file:{video}", threads=2, **bound, **guard("mov"))
    loud = [program(), "-nostdin", "-hide_banner", "-nostats", "-v", "info", "-max_error_rate", "0.01"]
    output = ffmpeg.output(given["v:0"], "-", vf="blackdetect=d=0.03", f="null")
    found = BLACK.search(execute(output.compile(cmd=loud)))
    return float(found[1]) + RISE if found else 0.0


def poster(video: Path, at: float, target: Path) -> None:
    """Write the frame that shows at ``at`` seconds as a JPEG, or the first one when the video ends before."""
    given = ffmpeg.input(f"file:{video}", ss=at, **guard("mov"))
    quiet = [program(), "-nostdin", "-hide_banner", "-y", "-v", "error"]
    still = {"frames:v": 1, "q:v": 3, "f": "image2", "update": 1, "map_metadata": -1, "vf": "scale=out_range=pc"}
    execute(ffmpeg.output(given["v:0"], str(target), **still, **{"c:v": "mjpeg"}).compile(cmd=quiet))
    if not target.exists() and at > 0:
        poster(video, 0, target)
