"""From a file of unknown kind to its renditions."""

from __future__ import annotations

from pathlib import Path

from adapters.video.execute import Refused
from adapters.video.plan import fits_as_it_is, seekable, shape
from adapters.video.policy import admit, broken, check_length
from adapters.video.poster import first_light, poster
from adapters.video.probe import Clip, Probe, packets, probe
from adapters.video.rules import Rules
from adapters.video.transcode import remux, transcode
from application.ports import ProcessedVideo, Produced, Progress


def process(source: Path, out: Path, rules: Rules, progress: Progress) -> ProcessedVideo:
    """Check ``source``, write 720p.mp4 and poster.jpg into ``out``; both paths are absolute.

    Raises InputRejected: empty, file_too_large, not_a_video, encrypted, no_video_stream, too_many_streams,
    unsupported_codec, too_small, too_large, too_fast, too_long, too_short, truncated, unreadable, too_complex.
    """
    out.mkdir(parents=True, exist_ok=True)
    progress("probe", 0.0)
    clip = admit(source, rules)
    target = out / "720p.mp4"
    try:
        light = _write(clip, target, rules, progress)
        made = probe(target, "mov")
        check_length(made.duration, clip.found.duration, rules)
        progress("poster", 0.95)
        poster(target, light, out / "poster.jpg")
    except Refused as error:
        raise broken(str(error)) from error
    progress("done", 1.0)
    return _describe(clip, made)


def _write(clip: Clip, target: Path, rules: Rules, progress: Progress) -> float:
    """Copy the streams if they are fit and sound, else transcode; gives when there is something to see."""
    if fits_as_it_is(clip, rules) and seekable(packets(clip), rules):
        try:
            remux(clip, target, rules, lambda share: progress("copy", 0.05 + 0.2 * share))
            return first_light(target, whole=True)
        except Refused:
            progress("transcode", 0.25)  # a decoder forgives what a copy would pass on
    transcode(clip, shape(clip.video, rules), target, rules, lambda share: progress("transcode", 0.25 + 0.65 * share))
    return first_light(target, whole=False)


def _describe(clip: Clip, made: Probe) -> ProcessedVideo:
    found, video = clip.found, clip.video
    width, height = map(round, video.upright)
    small = made.video
    assert small is not None
    silenced = found.audio is None and any(stream.codec_type == "audio" for stream in found.streams)
    sides = {"width": small.width, "height": small.height}
    return ProcessedVideo(
        width=width,
        height=height,
        duration=made.duration,
        fps=float(video.fps or small.fps),
        has_audio=made.audio is not None,
        files=(
            Produced(role="720p", name="720p.mp4", content_type="video/mp4", **sides),
            Produced(role="poster", name="poster.jpg", content_type="image/jpeg", **sides),
        ),
        warnings=("audio_dropped",) if silenced else (),
    )
