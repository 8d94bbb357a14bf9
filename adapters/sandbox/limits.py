"""What a tool may use."""

from __future__ import annotations

import msgspec

TOO_COMPLEX = "too_complex"
"""The stable code of an input that used up its limits."""

EXPLANATION = "The file needs more {} to open than is allowed. Use a smaller or simpler one."


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The budget of one run.

    ``cpu_seconds``, ``memory_mb`` (private writable memory) and ``file_mb`` (each file written) hold for each process
    of the run; an input that exceeds them is at fault: rejected as ``too_complex``. So does ``addresses_mb``: what may
    be mapped beside, libraries and room that is reserved without memory. ``wall_seconds`` holds for the whole run;
    exceeding it alone means that the machine was busy or stuck: failed, to be tried again. So keep it well above
    ``cpu_seconds``.
    """

    wall_seconds: float = 120.0
    cpu_seconds: int = 60
    memory_mb: int = 1024
    file_mb: int = 256
    addresses_mb: int = 2048
    nice: int = 10
