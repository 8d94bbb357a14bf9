"""The lines between a tool and the process that runs it."""

from __future__ import annotations

import msgspec

REJECTED_EXIT = 3


class Refusal(msgspec.Struct, frozen=True):
    """Why the input cannot be used."""

    code: str
    detail: str


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line: progress, or a result, or a refusal. An empty ``result`` is none: msgspec reads no ``Raw | None``."""

    step: str = ""
    share: float = 0.0
    result: msgspec.Raw = msgspec.Raw()
    rejected: Refusal | None = None
