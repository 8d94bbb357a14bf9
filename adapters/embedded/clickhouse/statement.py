"""Finds what the front must know of a statement's text: where an INSERT's data begins, and the output format."""

from __future__ import annotations

import re

import msgspec

_TOKEN = re.compile(
    rb"""(?P<skip>\s+|--[^\n]*\n?|\#!?[ ][^\n]*\n?|/\*.*?\*/)
    |(?P<quoted>'(?:[^'\\]|\\.|'')*'|`(?:[^`\\]|\\.|``)*`|"(?:[^"\\]|\\.|"")*")
    |(?P<word>[A-Za-z_][A-Za-z0-9_]*)
    |(?P<open>[(\[{])|(?P<close>[)\]}])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_TRAILING_FORMAT = re.compile(rb"\bFORMAT\s+(\w+)\s*;?\s*$", re.IGNORECASE)
_DATA_START = re.compile(rb"[ \t]*;?[ \t]*(?:\r?\n)?")


class Insert(msgspec.Struct, frozen=True):
    """An INSERT that carries data: ``sql`` without its FORMAT clause, the data's format, and where the data begins."""

    sql: str
    format: str
    start: int


def find_insert(text: bytes) -> Insert | None:
    """None when ``text`` is no INSERT with data, or not yet enough of one to tell."""
    words = _outer_words(text)
    first = next(words, None)
    if first is None or first[0] != b"INSERT":
        return None
    for word, begin, end in words:
        if word in (b"SELECT", b"WITH", b"FROM"):
            return None
        if word == b"VALUES":
            return Insert(text[:begin].decode(), "Values", end)
        if word == b"FORMAT":
            name = next(words, None)
            if name is None or name[2] == len(text):
                return None
            data = _DATA_START.match(text, name[2])
            return Insert(text[:begin].decode(), text[name[1] : name[2]].decode(), data.end() if data else name[2])
    return None


def begins_insert(text: bytes) -> bool:
    """Whether the statement's first word is INSERT."""
    first = next(_outer_words(text), None)
    return first is not None and first[0] == b"INSERT"


def output_format(sql: bytes, default: str) -> str:
    """The format that a trailing FORMAT clause asks for."""
    found = _TRAILING_FORMAT.search(sql)
    return found.group(1).decode() if found else default


def _outer_words(text: bytes):
    """Yields (upper-cased word, begin, end) outside of quotes, comments and brackets."""
    depth = 0
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "open":
            depth += 1
        elif token.lastgroup == "close":
            depth -= 1
        elif token.lastgroup == "word" and depth == 0:
            yield token.group().upper(), token.start(), token.end()
