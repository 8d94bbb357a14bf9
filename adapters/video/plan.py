"""The shape of the rendition, decided from the probe alone."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from adapters.video.probe import Clip, Stream
from adapters.video.rules import Rules

HDR = ("smpte2084", "arib-std-b67")  # PQ and HLG, Rec. ITU-R BT.2100
TEXTURE_PROFILES = ("Constrained Baseline", "Baseline", "Main", "High")
JITTER = 0.1  # seconds that a key frame may come late


class Shape(NamedTuple):
    """Sides are even; ``fps`` is constant."""

    width: int
    height: int
    fps: Fraction


def shape(video: Stream, rules: Rules) -> Shape:
    """Never larger than the upright video, never faster: doubled rates are halved until they fit."""
    width, height = video.upright
    share = min(Fraction(1), rules.short_side / min(width, height), rules.long_side / max(width, height))
    fps = video.fps or Fraction(25)
    while fps > rules.fps + 0.5:
        fps /= 2
    return Shape(_even(width * share), _even(height * share), fps.limit_denominator(1001))


def fits_as_it_is(clip: Clip, rules: Rules) -> bool:
    """Whether the streams already are what a transcode would make of them, so that copying them is enough."""
    video, audio = clip.video, clip.found.audio
    square = video.upright == (video.width, video.height) and not video.rotation
    small = shape(video, rules)[:2] == (video.width, video.height)
    plain = video.codec_name == "h264" and video.profile in TEXTURE_PROFILES and video.pix_fmt == "yuv420p"
    steady = video.avg_frame_rate == video.r_frame_rate and 0 < video.fps <= rules.fps + 0.5
    light = 0 < int(video.bit_rate) <= rules.bit_rate
    heard = audio is None or (audio.codec_name == "aac" and audio.profile == "LC" and audio.channels <= 2)
    standard = video.color_transfer not in HDR
    return clip.demuxer == "mov" and all((square, small, plain, steady, light, heard, standard))


def seekable(packets: list[tuple[float, bool]], rules: Rules) -> bool:
    """Whether key frames come often enough and no frame after one is shown before it (closed groups)."""
    if not packets or not packets[0][1]:
        return False
    latest_key = packets[0][0]
    for time, is_key in packets:
        if time < latest_key or time - latest_key > rules.keyframe_seconds + JITTER:
            return False
        latest_key = time if is_key else latest_key
    return True


def _even(side: Fraction | float) -> int:
    return max(2, int(side) // 2 * 2)
