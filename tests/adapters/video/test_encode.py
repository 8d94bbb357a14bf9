"""Numbered pictures become a clip that is published without a transcode."""

from __future__ import annotations

from pathlib import Path

from adapters.video.encode import encode_frames
from adapters.video.process import process
from adapters.video.rules import Rules
from tests.adapters.video.clips import draw, facts, frame, psnr


def test_frames_become_a_clip_that_is_only_copied_when_published(tmp_path: Path):
    (tmp_path / "frames").mkdir()
    draw(tmp_path / "frames" / "%04d.jpg", "-q:v", "2", "-start_number", "0", "-vf", "gblur=1", seconds=3, sound=False)
    made = encode_frames(tmp_path / "frames", tmp_path / "clip.mp4")
    assert (made.role, made.name, made.width, made.height) == ("clip", "clip.mp4", 320, 240)
    form, streams = facts(tmp_path / "clip.mp4")
    assert float(form["duration"]) == 3
    assert streams["video"]["color_space"] == "bt709"
    assert psnr(frame(tmp_path / "clip.mp4"), frame(tmp_path / "frames" / "0000.jpg")) >= 28
    steps: set[str] = set()
    process(tmp_path / "clip.mp4", tmp_path / "out", Rules(), lambda step, share: steps.add(step))
    assert "copy" in steps
    assert "transcode" not in steps
