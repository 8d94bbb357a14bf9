from __future__ import annotations

import pytest

from adapters.http.captions import LARGEST
from adapters.http.webvtt import MOST_CUES, check
from domain.errors import Invalid

WHOLE = """WEBVTT - A poster that speaks
Kind: captions
Language: en

STYLE
::cue(b) { color: yellow }

REGION
id:bottom
width:40%

NOTE made by hand

1
00:01.000 --> 00:04.000 position:50%,center align:center line:90%
Hello, <b>you</b>!
- Me?

intro
00:00:04.000 --> 01:00:00.500
<v Poster>Yes, you.

NOTE
Over two
lines

00:01:05.000\t-->\t00:01:06.000
"""


def refusal(text: str | bytes) -> str:
    with pytest.raises(Invalid) as refused:
        check(text if isinstance(text, bytes) else text.encode())
    assert refused.value.code == "invalid_captions"
    return refused.value.detail


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_captions_are_read_whole(end: str, mark: bytes):
    assert check(mark + WHOLE.replace("\n", end).encode()) == 3


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n00:01.000 --> 00:02.000\na",
        "WEBVTT\tx\n\n\n\n00:01.000 --> 00:02.000\na\n\n\n",
        "WEBVTT\n\n100:00:00.000 --> 100:00:01.000\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nline\x85separators\u2028stay",
        "WEBVTT\n\nNOTEBOOK\n00:01.000 --> 00:02.000\na cue may have any name",
    ],
)
def test_one_cue_is_enough(text: str):
    assert check(text.encode()) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "first line of captions is WEBVTT"),
        ("\nWEBVTT\n\n00:01.000 --> 00:02.000\na", "first line of captions is WEBVTT"),
        ("WEBVTTX\n\n00:01.000 --> 00:02.000\na", "first line of captions is WEBVTT"),
        ("webvtt\n\n00:01.000 --> 00:02.000\na", "first line of captions is WEBVTT"),
        ("<html></html>", "first line of captions is WEBVTT"),
        ("1\n00:00:01,000 --> 00:00:02,000\na", "look like SubRip"),
        ("WEBVTT", "1 to 10000 cues"),
        ("WEBVTT\n\nNOTE nothing", "1 to 10000 cues"),
        ("WEBVTT\n00:01.000 --> 00:02.000\na", "Line 2: an empty line"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\na\n00:03.000 --> 00:04.000\nb", "Line 5: an empty line"),
        ("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\na", "Line 3: times are written"),
        ("WEBVTT\n\n00:01.000-->00:02.000\na", "Line 3: times are written"),
        ("WEBVTT\n\n0:01.000 --> 0:02.000\na", "Line 3: times are written"),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\na", "Line 3: times are written"),
        (f"WEBVTT\n\n{'9' * 5_000}:00:00.000 --> 00:01.000\na", "Line 3: times are written"),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\na", "Line 3: a cue ends after it begins"),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\na", "Line 3: a cue ends after it begins"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000 onclick:alert\na", "Line 3: onclick:alert is no setting"),
        ("WEBVTT\n\nonly text\nand more", "Line 3: a cue begins with its times"),
        ("WEBVTT\n\nname\nname\n00:01.000 --> 00:02.000\na", "Line 3: a cue begins with its times"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nSTYLE\n::cue {}", "Line 6: STYLE comes before"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\0", "NUL"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xff", "not UTF-8"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\na".encode("utf-16"), "not UTF-8"),
    ],
)
def test_what_a_browser_would_pass_over_is_told_with_its_line(text: str | bytes, said: str):
    assert said in refusal(text)


def test_there_is_an_end_to_cues():
    cue = "\n\n00:01.000 --> 00:02.000\na"
    assert check(("WEBVTT" + cue * MOST_CUES).encode()) == MOST_CUES
    assert "these have 10001" in refusal("WEBVTT" + cue * (MOST_CUES + 1))


def test_long_nonsense_is_refused_quickly():
    for nonsense in ("00:01.000 --> " * 50_000, "00:01.000 --> 00:02.000 " + "line:1\t" * 100_000 + "x"):
        refusal("WEBVTT\n\n" + nonsense)
    refusal("1" * LARGEST)
