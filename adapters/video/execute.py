"""Runs ffmpeg and ffprobe, and judges how they end."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from adapters import sandbox
from application.ports import InputRejected, WorkFailed

LONGEST_COMPLAINT = 8000  # bytes of stderr that are kept
INTERRUPTED = 255  # ffmpeg's exit code after a signal that it caught
# What of an exhausted machine looks like a fault of the file
EXHAUSTED = ("No space left on device", "Input/output error", "Resource temporarily unavailable")


class Refused(Exception):
    """The program did not like the file; carries what it said."""


def execute(command: Sequence[str], seen: Callable[[str], None] | None = None) -> str:
    """Run to the end, with each line of stdout given to ``seen``; gives stderr.

    Raises Refused when the program reports an error, InputRejected when it used up the limits of this process,
    WorkFailed when it was killed or the machine is out of something.
    """
    before = _cpu_seconds()
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            sandbox.tied(command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints, text=True
        )
        with process:
            assert process.stdout is not None
            for line in process.stdout:
                if seen:
                    seen(line)
        complaints.seek(max(0, complaints.seek(0, os.SEEK_END) - LONGEST_COMPLAINT))
        said = complaints.read().decode(errors="replace")
    if process.returncode == 0:
        return said
    late = _cpu_seconds() - before > _cpu_limit() - 0.5
    raise _judgement(Path(command[0]).name, process.returncode, late, said)


def _cpu_seconds() -> float:
    """What finished children have used. ffmpeg catches the signal of the CPU limit, so its ending does not tell."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _cpu_limit() -> float:
    limit = resource.getrlimit(resource.RLIMIT_CPU)[0]
    return float("inf") if limit == resource.RLIM_INFINITY else limit


def _judgement(program: str, code: int, late: bool, said: str) -> Exception:
    if late or -code in (signal.SIGXCPU, signal.SIGXFSZ) or "Cannot allocate memory" in said:
        return InputRejected(sandbox.TOO_COMPLEX, "The video is too complex to convert. Export it smaller or as H.264.")
    if code < 0 or code == INTERRUPTED:
        return WorkFailed(f"{program} ended by a signal ({code}): {said[-500:]}")
    if any(sign in said for sign in EXHAUSTED):
        return WorkFailed(f"{program}: {said[-500:]}")
    return Refused(said)
