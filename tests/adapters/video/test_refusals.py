"""What is not an acceptable video is refused with its reason, and nothing but the file is ever opened."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.sandbox import Limits
from adapters.video import FfmpegVideoTools
from adapters.video.process import process
from adapters.video.rules import Rules
from application.ports import InputRejected
from tests.adapters.video.clips import H264, convert, draw, facts


def refusal(source: Path, rules: Rules | None = None) -> str:
    with pytest.raises(InputRejected) as refused:
        process(source, source.parent / "out", rules or Rules(), lambda *_: None)
    assert refused.value.detail.endswith(".")
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"a text that would like to be a film\n" * 40, "not_a_video"),
        (b"RIFF\0\0\0\0AVI LIST" + bytes(200), "not_a_video"),
        (b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + bytes(500), "truncated"),
        (b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 9, "unreadable"),
    ],
)
def test_a_file_that_is_no_video_is_refused(tmp_path: Path, content: bytes, code: str):
    source = tmp_path / "clip.mp4"
    source.write_bytes(content)
    assert refusal(source) == code


def test_a_cut_file_is_refused(tmp_path: Path):
    whole = draw(tmp_path / "whole.mp4", *H264, seconds=4)
    streamable = convert(whole, tmp_path / "streamable.mp4", "-c", "copy", "-movflags", "+faststart")
    for clip in (whole, streamable):
        clip.write_bytes(clip.read_bytes()[: clip.stat().st_size * 6 // 10])
        assert refusal(clip) == "truncated"


def test_a_file_of_noise_inside_a_sound_container_is_refused(tmp_path: Path):
    clip = draw(tmp_path / "clip.mp4", *H264, "-movflags", "+faststart", seconds=2, sound=False)
    content = bytearray(clip.read_bytes())
    at = content.index(b"mdat") + 4
    content[at:] = bytes((7 * i * i + 3 * i) % 251 for i in range(len(content) - at))
    clip.write_bytes(content)
    assert refusal(clip) == "unreadable"


@pytest.mark.parametrize(
    ("size", "fps", "seconds", "rules", "code"),
    [
        ("320x240", "24", 3, Rules(max_seconds=1.5), "too_long"),
        ("320x240", "24", 0.1, Rules(), "too_short"),
        ("320x240", "300", 0.3, Rules(), "too_fast"),
        ("4104x128", "10", 0.3, Rules(), "too_large"),
        ("128x32", "24", 1, Rules(), "too_small"),
        ("320x240", "24", 1, Rules(max_bytes=1000), "file_too_large"),
    ],
)
def test_a_video_out_of_bounds_is_refused(tmp_path: Path, size: str, fps: str, seconds: float, rules: Rules, code: str):
    clip = draw(tmp_path / "clip.mp4", *H264, size=size, fps=fps, seconds=seconds, sound=False)
    assert refusal(clip, rules) == code


def test_a_header_that_lies_about_the_length_does_not_help(tmp_path: Path):
    clip = draw(tmp_path / "clip.mkv", *H264, "-f", "matroska", "-live", "1", seconds=5, sound=False)
    assert "duration" not in facts(clip)[0]
    assert refusal(clip, Rules(max_seconds=2)) == "too_long"


def test_sound_and_a_cover_are_no_moving_pictures(tmp_path: Path):
    sound = draw(tmp_path / "sound.mp4", "-map", "1:a", seconds=1)
    assert refusal(sound) == "no_video_stream"
    cover = draw(tmp_path / "cover.png", "-frames:v", "1", "-update", "1", sound=False)
    covered = convert(
        sound,
        tmp_path / "covered.mp4",
        "-c:a",
        "copy",
        "-c:v",
        "copy",
        "-map",
        "0",
        "-map",
        "1",
        "-disposition:v:0",
        "attached_pic",
        before=("-i", str(cover)),
    )
    assert refusal(covered) == "no_video_stream"


def test_an_unusual_codec_is_refused(tmp_path: Path):
    clip = draw(tmp_path / "clip.mov", "-c:v", "qtrle", seconds=0.5, sound=False)
    assert refusal(clip) == "unsupported_codec"


def test_a_protected_video_is_refused(tmp_path: Path):
    key = ("-encryption_scheme", "cenc-aes-ctr", "-encryption_key", "0" * 32, "-encryption_kid", "1" * 32)
    clip = draw(tmp_path / "clip.mp4", *H264, *key, sound=False)
    assert refusal(clip) == "encrypted"


def test_a_video_that_uses_up_its_time_is_refused(tmp_path: Path):
    clip = draw(tmp_path / "clip.mp4", *H264, size="1920x1080", fps="60", seconds=4, sound=False)
    tools = FfmpegVideoTools(limits=Limits(cpu_seconds=1, memory_mb=1536))
    with pytest.raises(InputRejected) as refused:
        tools.process(clip, tmp_path / "out", lambda *_: None)
    assert refused.value.code == "too_complex"


@pytest.fixture
def canary() -> Iterator[tuple[str, list[bytes]]]:
    """An address that no one may visit, and who did."""
    visits: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    visitor, _ = server.accept()
                except OSError:
                    return
                visits.append(visitor.recv(100))
                visitor.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", visits
        server.shutdown(socket.SHUT_RDWR)


DASH = """<?xml version="1.0"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT1S">
<Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1" width="9" height="9">
<BaseURL>{0}/dash.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>"""


@pytest.mark.parametrize("name", ["clip.mp4", "clip.m3u8", "clip.ffconcat", "clip.mpd"])
@pytest.mark.parametrize(
    "playlist",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{0}/a.ts\n#EXTINF:1,\n{1}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{1}'\nfile '{0}/a.mp4'\n",
        DASH,
    ],
    ids=["hls", "concat", "dash"],
)
def test_a_playlist_is_refused_and_leads_nowhere(
    tmp_path: Path, canary: tuple[str, list[bytes]], playlist: str, name: str
):
    address, visits = canary
    private = draw(tmp_path / "private.mp4", *H264, sound=False, seconds=0.5)
    source = tmp_path / name
    source.write_text(playlist.format(address, private))
    assert refusal(source) == "not_a_video"
    assert visits == []


def test_a_movie_that_points_to_other_files_gets_nothing_from_them(tmp_path: Path, canary: tuple[str, list[bytes]]):
    """A QuickTime data reference names another file, or an address, as the place of the samples."""
    address, visits = canary
    clip = draw(tmp_path / "clip.mov", *H264, sound=False, seconds=0.5)
    content = clip.read_bytes()
    at = content.index(b"dref") - 4
    size = int.from_bytes(content[at : at + 4], "big")
    pointer = address.encode() + b"/private.mov\0"
    entry = struct.pack(">I4sI", 12 + len(pointer), b"url ", 0) + pointer
    table = struct.pack(">I4sII", 16 + len(entry), b"dref", 0, 1) + entry
    grown = len(table) - size
    changed = bytearray(content[:at] + table + content[at + size :])
    for box in (b"moov", b"trak", b"mdia", b"minf", b"dinf"):
        place = changed.index(box) - 4
        changed[place : place + 4] = struct.pack(">I", struct.unpack(">I", changed[place : place + 4])[0] + grown)
    clip.write_bytes(changed)
    process(clip, tmp_path / "out", Rules(), lambda *_: None)
    assert visits == []
