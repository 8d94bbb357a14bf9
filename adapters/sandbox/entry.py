"""The child's side: runs the work and reports it on the wire."""

from __future__ import annotations

import errno
import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import NoReturn

import msgspec

from adapters.sandbox.limits import EXPLANATION, TOO_COMPLEX
from adapters.sandbox.wire import REJECTED_EXIT, Line, Refusal
from application.ports import InputRejected, Progress

Work = Callable[[Sequence[str], Progress], msgspec.Struct]
PAUSE = 0.1  # seconds between two progress lines of the same step
MANY = 20_000
"""New objects until garbage is looked for: tools end soon, and make many objects that are none."""


def child(work: Work) -> NoReturn:
    """Run ``work(argv, progress)``, write its answer as the last line and end the process.

    Memory or file size used up counts as a refusal with the code ``too_complex``. Any other exception leaves its
    traceback on stderr and ends with 1. Nothing is tidied up at the end, which would take longer than a small picture.
    """
    wire = _claim_stdout()
    gc.freeze()
    gc.set_threshold(MANY)
    gc.enable()
    try:
        answer = Line(result=msgspec.Raw(msgspec.json.encode(work(sys.argv[1:], _reporter(wire)))))
    except InputRejected as refused:
        answer = Line(rejected=Refusal(refused.code, refused.detail))
    except MemoryError:
        answer = _used_up("memory")
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        answer = _used_up("disk space")
    _write(wire, answer)
    sys.stderr.flush()
    os._exit(0 if answer.rejected is None else REJECTED_EXIT)


def _used_up(what: str) -> Line:
    return Line(rejected=Refusal(TOO_COMPLEX, EXPLANATION.format(what)))


def _claim_stdout() -> int:
    """Keep the real stdout for the wire and let what libraries print go to stderr."""
    sys.stdout.flush()
    wire = os.dup(1)
    os.dup2(2, 1)
    return wire


def _reporter(wire: int) -> Progress:
    last = ("", 0.0)

    def progress(step: str, share: float) -> None:
        nonlocal last
        now = time.monotonic()
        if step == last[0] and now - last[1] < PAUSE:
            return
        last = (step, now)
        _write(wire, Line(step=step, share=round(share, 4)))

    return progress


def _write(wire: int, line: Line) -> None:
    os.write(wire, msgspec.json.encode(line) + b"\n")
