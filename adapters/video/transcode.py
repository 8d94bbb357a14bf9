"""Writes the rendition with ffmpeg."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ffmpeg

from adapters.video.binaries import ffmpeg as program
from adapters.video.execute import execute
from adapters.video.plan import HDR, Shape
from adapters.video.probe import CODECS, Clip, Stream, guard
from adapters.video.rules import Rules

Share = Callable[[float], None]
MP4 = {
    "map_metadata": -1,
    "map_chapters": -1,
    "fflags": "+bitexact",
    "sn": None,
    "dn": None,
    "movflags": "+faststart",
    "f": "mp4",
}
SOUND = {"c:a": "aac", "b:a": "128k", "ac": 2, "ar": 48_000, "af": "aresample=async=1:first_pts=0"}
# Hable's curve on linear light; 203 cd/m2 is reference white, Rec. ITU-R BT.2408
TONEMAP = (
    "zscale=transfer=linear:npl=203,format=gbrpf32le,zscale=primaries=bt709,tonemap=hable:desat=0,"
    "zscale=transfer=bt709:matrix=bt709:range=tv"
)


def transcode(clip: Clip, shape: Shape, target: Path, rules: Rules, share: Share) -> None:
    """H.264 High + AAC in a fast-start MP4: constant rate, closed groups, capped bit rate. Raises Refused."""
    picture = {
        "vf": _filters(clip.video, shape),
        "c:v": "libx264",
        "preset": "veryfast",
        "profile:v": "high",
        "crf": rules.quality,
        "maxrate": rules.bit_rate,
        "bufsize": 2 * rules.bit_rate,
        "g": max(1, int(shape.fps * rules.keyframe_seconds)),
        "flags": "+cgop",
        "threads": rules.threads,
    }
    sound = SOUND if clip.found.audio else {}
    _write(clip, target, rules, share, **picture, **sound)


def remux(clip: Clip, target: Path, rules: Rules, share: Share) -> None:
    """The same streams in a fast-start MP4 without metadata. Raises Refused."""
    _write(clip, target, rules, share, c="copy", avoid_negative_ts="make_zero")


def _write(clip: Clip, target: Path, rules: Rules, share: Share, **options: Any) -> None:
    bound = rules.max_seconds + rules.tolerance + 1
    given = ffmpeg.input(
        f"file:{clip.path}", threads=rules.threads, t=bound, codec_whitelist=CODECS, **guard(clip.demuxer)
    )
    streams = [given[str(stream.index)] for stream in (clip.video, clip.found.audio) if stream]
    quiet = [program(), "-nostdin", "-hide_banner", "-y", "-v", "error", "-max_error_rate", "0.2"]
    reporting = ["-progress", "pipe:1", "-stats_period", "0.2"]
    command = ffmpeg.output(*streams, str(target), **MP4, **options).compile(cmd=quiet + reporting)
    execute(command, _reporter(share, clip.found.duration or rules.max_seconds))


def _filters(video: Stream, shape: Shape) -> str:
    """Turning upright comes before these, by ffmpeg itself; the range is made the one that players expect."""
    steps = [f"fps={shape.fps}", f"scale={shape.width}:{shape.height}:flags=bicubic:out_range=tv"]
    if video.color_transfer in HDR:
        tags = f"color_primaries=bt2020:color_trc={video.color_transfer}:colorspace=bt2020nc"
        steps += [f"setparams={tags}", TONEMAP]
    return ",".join([*steps, "format=yuv420p", "setsar=1"])


def _reporter(share: Share, duration: float) -> Callable[[str], None]:
    """Reads ``-progress``. Its time steps back when one stream ends before the other; the share does not."""
    done = 0.0

    def seen(line: str) -> None:
        nonlocal done
        name, _, value = line.strip().partition("=")
        if name == "out_time_us" and value.isdigit():
            done = max(done, min(1.0, int(value) / 1e6 / duration))
            share(done)

    return seen
