"""Which videos are refused, and why."""

from __future__ import annotations

from pathlib import Path

from adapters.video.container import demuxer_of, is_encrypted
from adapters.video.execute import Refused
from adapters.video.probe import CODECS, Clip, Probe, Stream, probe
from adapters.video.rules import Rules
from application.ports import InputRejected


def admit(source: Path, rules: Rules) -> Clip:
    """The clip in an acceptable file."""
    demuxer = _check_file(source, rules)
    try:
        found = probe(source, demuxer)
    except Refused as error:
        raise broken(str(error)) from error
    return Clip(source, demuxer, found, _check_streams(found, rules))


def check_length(found: float, expected: float, rules: Rules) -> None:
    """Judge the length of what came out: a header may lie, and the end of a file may be missing."""
    if found > rules.max_seconds + rules.tolerance:
        raise _too_long(rules)
    if found < rules.min_seconds:
        raise InputRejected("too_short", "The video holds hardly more than one picture. Upload a longer one.")
    if found < expected - max(1.0, 0.1 * expected):
        raise _truncated()


def broken(said: str) -> InputRejected:
    """What ffmpeg or ffprobe said of a file, as a reason."""
    if "moov atom not found" in said:
        return _truncated()
    return InputRejected("unreadable", "The video is damaged. Export it again and upload that.")


def _check_file(source: Path, rules: Rules) -> str:
    size = source.stat().st_size
    if size == 0:
        raise InputRejected("empty", "The file is empty. Upload it again.")
    if size > rules.max_bytes:
        limit = rules.max_bytes >> 20
        raise InputRejected("file_too_large", f"The file is larger than {limit} MB. Export it smaller or shorter.")
    demuxer = demuxer_of(source)
    if demuxer is None:
        raise InputRejected("not_a_video", "This is not a video. Upload an MP4, MOV or WebM file.")
    if demuxer == "mov" and is_encrypted(source):
        raise InputRejected("encrypted", "The video is copy-protected. Upload one without protection.")
    return demuxer


def _check_streams(found: Probe, rules: Rules) -> Stream:
    video = found.video
    if video is None:
        raise InputRejected("no_video_stream", "The file holds no moving pictures. Upload a video.")
    if len(found.streams) > rules.max_streams:
        raise InputRejected("too_many_streams", "The file holds too many streams. Export one video and one sound.")
    if video.codec_name not in CODECS.split(","):
        raise InputRejected(
            "unsupported_codec", f"Videos in {video.codec_name or 'this format'} cannot be read. Use H.264."
        )
    short, long = sorted((video.width, video.height, *map(round, video.upright)))[::3]
    if short < rules.min_side:
        raise InputRejected("too_small", f"Each side of the video needs at least {rules.min_side} pixels.")
    if long > rules.max_side:
        raise InputRejected("too_large", f"A side of the video may have {rules.max_side} pixels. Export it smaller.")
    if video.fps > rules.max_fps:
        raise InputRejected(
            "too_fast", f"The video has more than {rules.max_fps:g} frames a second. Export it with 30."
        )
    if found.duration > rules.max_seconds + rules.tolerance:
        raise _too_long(rules)
    return video


def _too_long(rules: Rules) -> InputRejected:
    return InputRejected("too_long", f"The video is longer than {rules.max_seconds:g} seconds. Cut it shorter.")


def _truncated() -> InputRejected:
    return InputRejected("truncated", "The end of the video is missing. Upload it again, or export it anew.")
