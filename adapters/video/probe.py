"""What a video is, as ffprobe sees it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import msgspec

from adapters.video.binaries import ffprobe
from adapters.video.execute import execute

# The codecs that are decoded: what cameras, phones, browsers and editors write
CODECS = (
    "h264,hevc,vp8,vp9,av1,libdav1d,mpeg4,mjpeg,prores,"
    "aac,mp3,mp3float,opus,vorbis,ac3,eac3,alac,flac,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_f32le"
)
SHOWN = (
    "format=duration:stream=index,codec_type,codec_name,profile,pix_fmt,width,height,sample_aspect_ratio,avg_frame_rate,"
    "r_frame_rate,duration,bit_rate,color_transfer,channels:stream_disposition=attached_pic:stream_side_data=rotation"
)


class SideData(msgspec.Struct, frozen=True):
    """One entry; only a display matrix has a rotation, in degrees counter-clockwise."""

    rotation: float = 0.0


class Stream(msgspec.Struct, frozen=True):
    """One stream, in ffprobe's words."""

    index: int
    codec_type: str = ""
    codec_name: str = ""
    profile: str = ""
    pix_fmt: str = ""
    width: int = 0
    height: int = 0
    sample_aspect_ratio: str = "1:1"
    avg_frame_rate: str = "0/0"
    r_frame_rate: str = "0/0"
    duration: str = "0"
    bit_rate: str = "0"
    color_transfer: str = ""
    channels: int = 0
    disposition: dict[str, int] = {}
    side_data_list: tuple[SideData, ...] = ()

    @property
    def fps(self) -> Fraction:
        """Frames a second on average; 0 when unknown."""
        return ratio(self.avg_frame_rate)

    @property
    def rotation(self) -> int:
        """Quarter turns as 0, 90, 180 or 270 degrees."""
        turned = sum(data.rotation for data in self.side_data_list)
        return round(turned / 90) * 90 % 360

    @property
    def upright(self) -> tuple[Fraction, Fraction]:
        """Sides of the picture as it is to be seen: square pixels, turned."""
        shape = ratio(self.sample_aspect_ratio.replace(":", "/")) or Fraction(1)
        width, height = self.width * shape, Fraction(self.height)
        return (height, width) if self.rotation % 180 else (width, height)


class Container(msgspec.Struct, frozen=True):
    """The file around the streams."""

    duration: str = "0"


class Probe(msgspec.Struct, frozen=True):
    """Everything asked of ffprobe."""

    streams: tuple[Stream, ...] = ()
    format: Container = Container()

    @property
    def video(self) -> Stream | None:
        """The first stream of moving pictures: a cover is none."""
        films = (s for s in self.streams if s.codec_type == "video" and not s.disposition.get("attached_pic"))
        return next(films, None)

    @property
    def audio(self) -> Stream | None:
        """The first sound that can be decoded."""
        known = CODECS.split(",")
        return next((s for s in self.streams if s.codec_type == "audio" and s.codec_name in known and s.channels), None)

    @property
    def duration(self) -> float:
        """Seconds of the video stream, else of the file; 0 when neither says."""
        of_stream = seconds(self.video.duration) if self.video else 0.0
        return of_stream or seconds(self.format.duration)


class Clip(NamedTuple):
    """A video file that may be read: where, by which demuxer, what it holds, and which stream of it counts."""

    path: Path
    demuxer: str
    found: Probe
    video: Stream


def probe(source: Path, demuxer: str) -> Probe:
    """Ask ffprobe; raises Refused when it cannot read the file."""
    answer = "".join(_ask(source, demuxer, "-of", "json", "-show_entries", SHOWN))
    return msgspec.json.decode(answer, type=Probe)


def packets(clip: Clip) -> list[tuple[float, bool]]:
    """Time and "is a key frame" of every packet of the video, in decoding order."""
    shown = ("-select_streams", str(clip.video.index), "-show_entries", "packet=pts_time,flags", "-of", "csv=p=0")
    fields = (line.strip().split(",") for line in _ask(clip.path, clip.demuxer, *shown))
    return [(seconds(time), flags.startswith("K")) for time, flags, *_ in fields]


def guard(demuxer: str) -> dict[str, str]:
    """Input options: this file and no other, read by this demuxer."""
    return {"f": demuxer, "protocol_whitelist": "file", "format_whitelist": demuxer}


def _ask(source: Path, demuxer: str, *shown: str) -> list[str]:
    lines: list[str] = []
    guards = [word for name, value in guard(demuxer).items() for word in (f"-{name}", value)]
    execute([ffprobe(), "-v", "error", *shown, *guards, "-i", f"file:{source}"], lines.append)
    return lines


def ratio(text: str) -> Fraction:
    """A ratio as ffprobe writes it; 0 when it is undefined."""
    above, _, below = text.partition("/")
    return Fraction(int(above), int(below)) if int(below or 1) else Fraction(0)


def seconds(text: str) -> float:
    """A time as ffprobe writes it; 0 when it is unknown."""
    return 0.0 if text in ("", "N/A") else float(text)
