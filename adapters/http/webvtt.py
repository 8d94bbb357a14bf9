"""WebVTT, read strictly: https://www.w3.org/TR/webvtt1/#file-structure.

A browser leaves out what it does not understand, silently. Here whoever sends captions is told which line it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from domain.errors import Invalid

MOST_CUES = 10_000
ARROW = "-->"
HEADER = re.compile(r"WEBVTT(?:[ \t].*)?")
TIME = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d\.\d{3})"
TIMING = re.compile(rf"{TIME}[ \t]+{ARROW}[ \t]+{TIME}((?:[ \t]+\S+)*)[ \t]*")
SETTING = re.compile(r"(?:vertical|line|position|size|align|region):\S+")
SUBRIP = re.compile(r"\d\d:\d\d,\d{3} -->")


class Line(NamedTuple):
    """A line and its number in the file, from 1."""

    number: int
    text: str


def check(body: bytes) -> int:
    """The number of cues. Raises Invalid with the first line that is wrong."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise wrong("The captions are not UTF-8 text.") from error
    if "\0" in text:
        raise wrong("The captions hold a NUL character: they are no text.")
    header, *rest = blocks(text) or [[Line(1, "")]]
    check_header(header, text)
    cues = 0
    for block in rest:
        cues += read(block, cues)
    if not 1 <= cues <= MOST_CUES:
        raise wrong(f"Captions have 1 to {MOST_CUES} cues; these have {cues}.")
    return cues


def blocks(text: str) -> list[list[Line]]:
    """The parts of the file that blank lines separate. Only LF, CR and both end a line; the first part begins it."""
    return list(parted(re.split(r"\r\n|\n|\r", text)))


def parted(lines: Sequence[str]) -> Iterator[list[Line]]:
    """Runs of lines that are not empty. An empty first line is a part of its own: nothing comes before the header."""
    block: list[Line] = []
    for number, line in enumerate(lines, 1):
        if line or number == 1:
            block.append(Line(number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def check_header(block: list[Line], text: str) -> None:
    """The line that says what the file is. Lines of metadata may follow it."""
    if not HEADER.fullmatch(block[0].text):
        known = " These look like SubRip (.srt): convert them first." if SUBRIP.search(text) else ""
        raise wrong(f"The first line of captions is WEBVTT.{known}")
    for line in block[1:]:
        if ARROW in line.text:
            raise wrong(f"Line {line.number}: an empty line comes before the first cue.")


def read(block: list[Line], cues: int) -> int:
    """1 for a cue, 0 for a note, a style or a region; ``cues`` came before it."""
    first = block[0].text
    if re.fullmatch(r"NOTE(?:[ \t].*)?", first):
        return 0
    if re.fullmatch(r"(?:STYLE|REGION)[ \t]*", first):
        if cues:
            raise wrong(f"Line {block[0].number}: {first.strip()} comes before the first cue.")
        return 0
    check_cue(block if ARROW in first else block[1:], block[0].number)
    return 1


def check_cue(lines: list[Line], number: int) -> None:
    """Times, then text. ``lines`` are without the cue's name, which is on the line ``number``."""
    if not lines or ARROW not in lines[0].text:
        raise wrong(f"Line {number}: a cue begins with its times, such as 00:01.000 --> 00:04.000.")
    timing = TIMING.fullmatch(lines[0].text)
    if timing is None:
        raise wrong(f"Line {lines[0].number}: times are written like 00:01.000 --> 00:04.000.")
    *times, settings = timing.groups()
    if seconds(*times[3:]) <= seconds(*times[:3]):
        raise wrong(f"Line {lines[0].number}: a cue ends after it begins.")
    for setting in settings.split():
        if not SETTING.fullmatch(setting):
            raise wrong(f"Line {lines[0].number}: {setting[:40]} is no setting of a cue.")
    for line in lines[1:]:
        if ARROW in line.text:
            raise wrong(f"Line {line.number}: an empty line comes before the next cue.")


def seconds(hours: str | None, minutes: str, rest: str) -> float:
    """Of a time."""
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(rest)


def wrong(detail: str) -> Invalid:
    """What all that is no WebVTT raises."""
    return Invalid(detail, "invalid_captions")
