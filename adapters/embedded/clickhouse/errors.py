"""What can go wrong, with ClickHouse's own codes, so that any client understands it."""

from __future__ import annotations

import re

_CODE = re.compile(r"Code: (\d+)\. ")
_PLAIN = re.compile(r"DB::Exception: (.*)", re.DOTALL)
_TRAILER = re.compile(r"\s*\((?:version|[A-Z0-9_]+)[^()]*\)\s*$")
_NAME = re.compile(r"\(([A-Z][A-Z0-9_]{2,})\)")

_STATUS = {
    **dict.fromkeys((6, 26, 27, 36, 38, 41, 42, 43, 53, 62, 69, 72, 117, 130, 456, 457, 636), 400),
    **dict.fromkeys((16, 46, 47, 50, 60, 73, 81, 115, 372), 404),
    **dict.fromkeys((497, 516), 403),
    48: 501,
    159: 408,
    307: 413,
    344: 501,
    373: 423,
    202: 503,
    210: 503,
}


class QueryError(Exception):
    """A query that failed. ``code`` and ``name`` are ClickHouse's, e.g. 60 and ``UNKNOWN_TABLE``."""

    def __init__(self, code: int, name: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.name = name
        self.message = message

    @property
    def status(self) -> int:
        """The HTTP status a ClickHouse server gives to this code."""
        return _STATUS.get(self.code, 500)

    def text(self, version: str) -> str:
        """The body of the answer, in the server's own form."""
        return f"Code: {self.code}. DB::Exception: {self.message} ({self.name}) (version {version})\n"


def from_engine(error: Exception) -> QueryError:
    """Reads code, name and message out of the text that chDB raises."""
    text = str(error)
    code = _CODE.search(text)
    names = _NAME.findall(text)
    plain = _PLAIN.search(text)
    message = plain.group(1) if plain else text
    while _TRAILER.search(message):
        message = _TRAILER.sub("", message)
    return QueryError(
        int(code.group(1)) if code else 1002, names[-1] if names else "UNKNOWN_EXCEPTION", message.strip()
    )


def authentication_failed(user: str) -> QueryError:
    """Says nothing about which of the two was wrong."""
    reason = f"{user}: Authentication failed: password is incorrect, or there is no user with such name."
    return QueryError(516, "AUTHENTICATION_FAILED", reason)


def denied(what: str) -> QueryError:
    """The query asks for something that no user of this front may have."""
    return QueryError(497, "ACCESS_DENIED", what)


def readonly(user: str) -> QueryError:
    """A reader asked for a write."""
    return QueryError(164, "READONLY", f"{user}: Cannot execute query in readonly mode.")
