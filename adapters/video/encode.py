"""``python -m adapters.video.encode FRAMES OUT.mp4 [--fps N]``: numbered pictures become a clip fit to be published."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import ffmpeg

from adapters import sandbox
from adapters.video.binaries import ffmpeg as program
from adapters.video.execute import execute
from adapters.video.probe import probe
from adapters.video.rules import Rules
from adapters.video.transcode import MP4
from application.ports import Produced, Progress

PATTERN = "%04d.jpg"


def encode_frames(frames: Path, target: Path, fps: int = 24, rules: Rules | None = None) -> Produced:
    """Encode ``frames``/0000.jpg and its followers as ``target``, silent, within the rendition's rules."""
    rules = rules or Rules()
    rate = int(rules.bit_rate * 0.85)  # the average may overshoot the cap by a little
    given = ffmpeg.input(str(frames / PATTERN), f="image2", framerate=fps)
    options = {
        "vf": "scale=out_range=tv:out_color_matrix=bt709,format=yuv420p,setsar=1",
        "c:v": "libx264",
        "preset": "veryfast",
        "profile:v": "high",
        "crf": 20,
        "maxrate": rate,
        "bufsize": rate,
        "g": int(fps * rules.keyframe_seconds),
        "flags": "+cgop",
        "threads": rules.threads,
        "colorspace": "bt709",
        "color_primaries": "bt709",
        "color_trc": "bt709",
    }
    quiet = [program(), "-nostdin", "-hide_banner", "-y", "-v", "error"]
    execute(ffmpeg.output(given, str(target), **MP4, **options).compile(cmd=quiet))
    video = probe(target, "mov").video
    assert video is not None
    return Produced(role="clip", name=target.name, content_type="video/mp4", width=video.width, height=video.height)


def work(argv: Sequence[str], progress: Progress) -> Produced:
    """Parse the command line and encode."""
    parser = argparse.ArgumentParser(prog="python -m adapters.video.encode")
    parser.add_argument("frames", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--fps", type=int, default=24)
    asked = parser.parse_args(argv)
    progress("encode", 0.0)
    return encode_frames(asked.frames.resolve(), asked.target.resolve(), asked.fps)


if __name__ == "__main__":
    sandbox.child(work)
