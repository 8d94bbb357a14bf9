"""Small films with a sound, for what a player does with them, and captions."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import imageio_ffmpeg

BASE = "/api/v1/assets"


def write_film(path: Path, *, seconds: int = 12, side: int = 160, sound: bool = True, colour: str = "") -> Path:
    """H.264 and AAC in MP4, a key picture every half second; moving test bars or one plain colour."""
    picture = f"color={colour}:s={side}x{side}:r=20" if colour else f"testsrc2=s={side}x{side}:r=20"
    given = ["-f", "lavfi", "-i", picture, *(["-f", "lavfi", "-i", "sine=440"] if sound else [])]
    coded = ["-c:v", "libx264", "-g", "10", "-pix_fmt", "yuv420p", *(["-c:a", "aac"] if sound else [])]
    whole = [*given, "-t", str(seconds), *coded, "-movflags", "+faststart", "-y", str(path)]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *whole], check=True)
    return path


def write_captions(path: Path, *cues: tuple[float, float, str]) -> Path:
    times = [f"{_clock(start)} --> {_clock(end)}\n{words}\n" for start, end, words in cues]
    path.write_text("WEBVTT\n\n" + "\n".join(times), encoding="utf-8")
    return path


def _clock(seconds: float) -> str:
    return f"{int(seconds // 60):02}:{seconds % 60:06.3f}"


def video(name: str, *renditions: tuple[str, int], seconds: int = 12, **more: Any) -> dict[str, Any]:
    """A link's video; renditions are file names and lines."""
    files = [{"url": f"{BASE}/{file}", "height": lines, "width": lines} for file, lines in renditions]
    return {"id": name, "renditions": files, "duration": seconds, **more}
