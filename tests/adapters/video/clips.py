"""Clips for the tests, drawn by ffmpeg itself, and what ffprobe says of a file."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import numpy as np

from adapters.video.binaries import ffmpeg, ffprobe

H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


def draw(
    target: Path, *options: str, size: str = "320x240", fps: str = "24", seconds: float = 1, sound: bool = True
) -> Path:
    """A test pattern with a tone; ``options`` are those of the output."""
    inputs = ["-f", "lavfi", "-i", f"testsrc2=size={size}:rate={fps}:duration={seconds}"]
    if sound:
        inputs += ["-f", "lavfi", "-i", f"sine=duration={seconds}"]
    subprocess.run([ffmpeg(), "-nostdin", "-v", "error", "-y", *inputs, *options, str(target)], check=True)
    return target


def convert(source: Path, target: Path, *options: str, before: tuple[str, ...] = ()) -> Path:
    command = [ffmpeg(), "-nostdin", "-v", "error", "-y", *before, "-i", str(source), *options, str(target)]
    subprocess.run(command, check=True)
    return target


def facts(path: Path) -> tuple[dict, dict[str, dict]]:
    """The container's facts and each stream's by its kind."""
    command = [ffprobe(), "-v", "error", "-of", "json", "-show_format", "-show_streams", str(path)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found["format"], {stream["codec_type"]: stream for stream in found["streams"]}


def frame(path: Path, at: float = 0) -> np.ndarray:
    """The frame at a time, in RGB floats of shape (height, width, 3), turned upright as players do."""
    _, streams = facts(path)
    seek = ["-ss", str(at)] if at else []
    command = [ffmpeg(), "-nostdin", "-v", "error", *seek, "-i", str(path), "-frames:v", "1"]
    raw = subprocess.run([*command, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"], check=True, capture_output=True).stdout
    width, height = streams["video"]["width"], streams["video"]["height"]
    return np.frombuffer(raw, np.uint8).reshape(height, width, 3).astype(float)


def psnr(seen: np.ndarray, expected: np.ndarray) -> float:
    return float(10 * np.log10(255**2 / max(np.mean((seen - expected) ** 2), 1e-9)))


def boxes(path: Path) -> list[bytes]:
    """The names of an MP4's outermost boxes, in order."""
    content, names, at = path.read_bytes(), [], 0
    while at < len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        names.append(content[at + 4 : at + 8])
        at += size or len(content)
    return names
