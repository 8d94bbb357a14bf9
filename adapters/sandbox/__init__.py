"""Runs a tool that reads hostile bytes as a child process that can neither hang, eat the machine nor outlive us.

The wire is JSON lines on the child's stdout: ``{"step": "decode", "share": 0.4}`` any number of times, then
``{"result": {...}}`` (exit 0) or ``{"rejected": {"code": ..., "detail": ...}}`` (exit 3). All else is a failure.
"""

from adapters.sandbox.child import child
from adapters.sandbox.command import tied
from adapters.sandbox.limits import TOO_COMPLEX, Limits
from adapters.sandbox.parent import run

__all__ = ["TOO_COMPLEX", "Limits", "child", "run", "tied"]
