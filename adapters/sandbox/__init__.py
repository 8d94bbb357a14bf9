"""Runs a tool that reads hostile bytes as a child process that can neither hang, eat the machine nor outlive us.

The wire is JSON lines on the child's stdout: ``{"step": "decode", "share": 0.4}`` any number of times, then
``{"result": {...}}`` (exit 0) or ``{"rejected": {"code": ..., "detail": ...}}`` (exit 3). All else is a failure.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.sandbox.command import tied
    from adapters.sandbox.entry import child
    from adapters.sandbox.limits import TOO_COMPLEX, Limits
    from adapters.sandbox.parent import run

__all__ = ["TOO_COMPLEX", "Limits", "child", "run", "tied"]

_HOMES = {"child": "entry", "tied": "command", "run": "parent", "TOO_COMPLEX": "limits", "Limits": "limits"}


def __getattr__(name: str) -> object:
    """Each side loads its own half only: starting counts more than working for a small picture."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"adapters.sandbox.{_HOMES[name]}"), name)
