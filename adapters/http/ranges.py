"""Range requests (RFC 9110, section 14): one span at a time; several are answered with the whole."""

from __future__ import annotations

import re

import msgspec

from adapters.http.problems import Problem
from application.ports import ObjectInfo

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Span(msgspec.Struct, frozen=True):
    """``length`` bytes from ``start`` of ``total``."""

    start: int
    length: int
    total: int
    partial: bool

    @property
    def status(self) -> int:
        """206 for a part, 200 for the whole."""
        return 206 if self.partial else 200

    def headers(self) -> dict[str, str]:
        """Which part it is."""
        if not self.partial:
            return {}
        return {"Content-Range": f"bytes {self.start}-{self.start + self.length - 1}/{self.total}"}


def span_of(wanted: str | None, if_range: str | None, info: ObjectInfo) -> Span:
    """The span that the headers ask for. Raises the problem ``range_not_satisfiable``."""
    whole = Span(0, info.size, info.size, partial=False)
    found = RANGE.fullmatch(wanted.strip()) if wanted else None
    if found is None or found[0] == "bytes=-" or (if_range and if_range.strip() != f'"{info.etag}"'):
        return whole
    first, last = found[1], found[2]
    start = int(first) if first else max(0, info.size - int(last))
    end = min(info.size, int(last) + 1) if first and last else info.size
    if first and last and int(last) < int(first):
        return whole
    if start >= info.size or (not first and int(last) == 0):
        raise Problem(
            416,
            "range_not_satisfiable",
            f"The file has {info.size} bytes.",
            {"Content-Range": f"bytes */{info.size}"},
        )
    return Span(start, end - start, info.size, partial=True)
