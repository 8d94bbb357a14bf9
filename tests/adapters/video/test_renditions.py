"""Whatever kind of video comes in, a fast-start H.264 clip that phones can play goes out."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from adapters.video import FfmpegVideoTools
from adapters.video.plan import seekable, shape
from adapters.video.probe import Clip, Probe, Stream, packets, probe
from adapters.video.process import process
from adapters.video.rules import Rules
from application.ports import ProcessedVideo
from tests.adapters.video.clips import H264, boxes, convert, draw, facts, frame, psnr


def processed(source: Path, steps: list[str] | None = None) -> tuple[ProcessedVideo, Path]:
    out = source.parent / f"out-{source.stem}"
    result = process(source, out, Rules(), lambda step, share: steps.append(step) if steps is not None else None)
    assert [(file.role, file.name) for file in result.files] == [("720p", "720p.mp4"), ("poster", "poster.jpg")]
    return result, out / "720p.mp4"


def assert_plays_anywhere(clip: Path) -> None:
    form, streams = facts(clip)
    video = streams["video"]
    assert (video["codec_name"], video["pix_fmt"], video["has_b_frames"] <= 2) == ("h264", "yuv420p", True)
    assert video["profile"] in ("High", "Main", "Constrained Baseline")
    assert video["sample_aspect_ratio"] in ("1:1", "N/A")
    assert min(video["width"], video["height"]) <= 720
    assert video["width"] % 2 == video["height"] % 2 == 0
    assert Fraction(video["avg_frame_rate"]) <= 30
    assert all(stream["codec_name"] == "aac" for kind, stream in streams.items() if kind == "audio")
    assert set(streams) <= {"video", "audio"}
    order = boxes(clip)
    assert order.index(b"moov") < order.index(b"mdat")
    found = probe(clip, "mov")
    assert found.video is not None
    assert seekable(packets(Clip(clip, "mov", found, found.video)), Rules())
    assert float(form["start_time"]) == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize(
    ("name", "options", "size", "fps", "expected"),
    [
        ("hd.mp4", H264, "1920x1080", "30", (1280, 720, "30/1")),
        ("upright.mov", H264, "1080x1920", "25", (720, 1280, "25/1")),
        ("odd.webm", ("-vf", "scale=321:241", "-c:v", "libvpx-vp9"), "321x241", "24", (320, 240, "24/1")),
        ("old.webm", ("-c:v", "libvpx", "-cpu-used", "8"), "320x240", "24", (320, 240, "24/1")),
        ("fast.mp4", H264, "320x240", "60000/1001", (320, 240, "30000/1001")),
        ("slow.mp4", ("-c:v", "mpeg4"), "320x240", "10", (320, 240, "10/1")),
        ("cut.mov", ("-c:v", "prores"), "320x240", "50", (320, 240, "25/1")),
        ("photo.mov", ("-c:v", "mjpeg"), "320x240", "24", (320, 240, "24/1")),
        ("deep.mp4", ("-c:v", "libx264", "-pix_fmt", "yuv422p10le"), "320x240", "24", (320, 240, "24/1")),
        ("modern.mp4", ("-c:v", "libsvtav1", "-preset", "12"), "320x240", "24", (320, 240, "24/1")),
        ("wide.mp4", H264, "3840x480", "24", (1920, 240, "24/1")),
    ],
)  # fmt: skip
def test_every_usual_kind_of_video_plays_anywhere(
    tmp_path: Path, name: str, options: tuple[str, ...], size: str, fps: str, expected: tuple[int, int, str]
):
    source = draw(tmp_path / name, *options, size=size, fps=fps)
    result, clip = processed(source)
    assert_plays_anywhere(clip)
    video = facts(clip)[1]["video"]
    assert (video["width"], video["height"], video["avg_frame_rate"]) == expected
    assert (result.width, result.height) == tuple(map(int, size.split("x")))
    assert result.fps == pytest.approx(float(Fraction(fps)), rel=0.01)
    assert result.duration == pytest.approx(1, abs=0.1)
    assert result.has_audio


def test_the_picture_is_the_same_afterwards(tmp_path: Path):
    source = draw(tmp_path / "clip.mp4", *H264, "-crf", "5", "-vf", "gblur=1", seconds=1)
    loud = convert(source, tmp_path / "loud.mov", "-c:v", "mjpeg", "-q:v", "2", "-pix_fmt", "yuvj420p")
    _, clip = processed(loud)
    for at in (0, 0.5):
        assert psnr(frame(clip, at), frame(source, at)) >= 30


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_video_comes_out_upright(tmp_path: Path, degrees: int):
    plain = draw(tmp_path / "plain.mp4", *H264, size="320x180", sound=False)
    before = ("-display_rotation:v:0", str(degrees))
    turned = convert(plain, tmp_path / f"turned{degrees}.mp4", "-c", "copy", before=before)
    result, clip = processed(turned)
    assert_plays_anywhere(clip)
    assert (result.width, result.height) == ((180, 320) if degrees != 180 else (320, 180))
    upright = np.rot90(frame(plain), degrees // 90)
    assert psnr(frame(clip), upright) >= 28


def test_wide_pixels_become_square_ones(tmp_path: Path):
    source = draw(tmp_path / "clip.mp4", *H264, "-vf", "setsar=4/3", size="360x288")
    result, clip = processed(source)
    assert (result.width, result.height) == (480, 288)
    assert_plays_anywhere(clip)


def test_high_dynamic_range_becomes_standard(tmp_path: Path):
    tags = "setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc"
    x265 = ("-c:v", "libx265", "-x265-params", "log-level=none:pools=1")
    source = draw(tmp_path / "hdr.mp4", "-vf", f"{tags},format=yuv420p10le", *x265)
    _, clip = processed(source)
    assert_plays_anywhere(clip)
    assert facts(clip)[1]["video"]["color_transfer"] == "bt709"


def test_a_silent_video_stays_silent(tmp_path: Path):
    result, clip = processed(draw(tmp_path / "clip.webm", "-c:v", "libvpx", sound=False))
    assert not result.has_audio
    assert result.warnings == ()
    assert_plays_anywhere(clip)


def test_sound_that_cannot_be_read_is_left_out_with_a_warning(tmp_path: Path):
    result, clip = processed(draw(tmp_path / "clip.mov", *H264, "-c:a", "adpcm_ima_qt"))
    assert not result.has_audio
    assert result.warnings == ("audio_dropped",)
    assert_plays_anywhere(clip)


def test_a_video_that_is_fit_already_is_only_copied(tmp_path: Path):
    steps: list[str] = []
    source = draw(tmp_path / "clip.mp4", *H264, "-g", "24", seconds=3)
    _, clip = processed(source, steps)
    assert "transcode" not in steps
    assert_plays_anywhere(clip)
    assert np.array_equal(frame(clip, 1.5), frame(source, 1.5))


def test_a_video_with_rare_key_frames_is_not_just_copied(tmp_path: Path):
    steps: list[str] = []
    source = draw(tmp_path / "clip.mp4", *H264, "-g", "200", "-sc_threshold", "0", seconds=4)
    _, clip = processed(source, steps)
    assert "transcode" in steps
    assert_plays_anywhere(clip)


def test_metadata_stays_behind(tmp_path: Path):
    tags = (
        "-metadata",
        "location=+52.5200+013.4050/",
        "-metadata",
        "title=SECRETTITLE",
        "-metadata:s:v",
        "title=SECRETTRACK",
    )
    for name, options in (("fit.mp4", H264), ("unfit.mov", ("-c:v", "mjpeg"))):
        source = draw(tmp_path / name, *options, *tags, "-movflags", "+use_metadata_tags")
        assert b"SECRETTITLE" in source.read_bytes()
        result, clip = processed(source)
        for file in result.files:
            content = (clip.parent / file.name).read_bytes()
            assert not any(word in content for word in (b"SECRET", b"+52.52", b"Lavf"))


def test_the_poster_is_the_first_frame(tmp_path: Path):
    _, clip = processed(draw(tmp_path / "clip.mp4", *H264))
    assert psnr(frame(clip.parent / "poster.jpg"), frame(clip)) >= 28


def test_the_poster_waits_for_the_light(tmp_path: Path):
    _, clip = processed(draw(tmp_path / "clip.mp4", *H264, "-vf", "fade=in:st=0.5:d=0.2", seconds=2))
    assert frame(clip).mean() < 5
    assert frame(clip.parent / "poster.jpg").mean() > 25


def test_sides_are_bounded_even_and_never_grow():
    def sides(width: int, height: int) -> tuple[int, int]:
        return shape(Stream(0, width=width, height=height, avg_frame_rate="25/1"), Rules())[:2]

    assert sides(4096, 2160) == (1364, 720)
    assert sides(2160, 4096) == (720, 1364)
    assert sides(101, 99) == (100, 98)
    assert sides(4096, 64) == (1920, 30)


def test_open_groups_and_late_keys_are_not_seekable():
    def stamps(*keys_at: int) -> list[tuple[float, bool]]:
        return [(i / 10, i in keys_at) for i in range(60)]

    assert seekable(stamps(0, 20, 40), Rules())
    assert not seekable(stamps(0, 30), Rules())
    assert not seekable(stamps(5, 20, 40), Rules())
    assert not seekable([(0.0, True), (1.0, True), (0.9, False)], Rules())
    assert not seekable([], Rules())


def test_ffprobes_unknowns_are_read_as_zero():
    assert Probe().duration == 0
    assert Stream(0, duration="N/A", avg_frame_rate="0/0", sample_aspect_ratio="0:1", width=4, height=3).fps == 0


def test_the_tools_answer_from_a_child_process_with_progress(tmp_path: Path):
    source = draw(tmp_path / "clip.webm", "-c:v", "libvpx", "-cpu-used", "8", seconds=3)
    shares: list[float] = []
    result = FfmpegVideoTools().process(source, tmp_path / "out", lambda step, share: shares.append(share))
    assert result.duration == pytest.approx(3, abs=0.1)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert len(shares) > 3
