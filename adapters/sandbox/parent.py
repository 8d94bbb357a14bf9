"""The parent's side: starts a tool, follows it, and makes sure that nothing of it is left."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from typing import IO, TypeVar

import msgspec

from adapters.sandbox.command import bounded, clean
from adapters.sandbox.limits import EXPLANATION, TOO_COMPLEX, Limits
from adapters.sandbox.wire import REJECTED_EXIT, Line
from application.ports import InputRejected, Progress, WorkFailed

T = TypeVar("T")
LONGEST_LINE = 1 << 20
MOST_LINES = 100_000
USED_UP = {signal.SIGXCPU: "computing time", signal.SIGXFSZ: "disk space"}


def run(module: str, args: Sequence[str], *, limits: Limits, result: type[T], progress: Progress) -> T:
    """Run ``python -m module args`` within ``limits`` and decode its answer as ``result``.

    Paths in ``args`` may be relative to the current folder. Raises InputRejected when the tool refuses the input or the
    input used up CPU, memory or file size; WorkFailed for every other ending, with the last lines of the tool's stderr.
    """
    with tempfile.TemporaryDirectory(prefix="argument-") as scratch:
        process = subprocess.Popen(
            bounded(module, args, limits),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean(os.environ, scratch),
            start_new_session=True,
        )
        with process, _tail(process.stderr) as tail, _bounded_time(process, limits.wall_seconds) as late:
            answer = _follow(process.stdout, progress)
            code = process.wait()
    if answer.rejected is not None and code == REJECTED_EXIT:
        raise InputRejected(answer.rejected.code, answer.rejected.detail)
    if answer.result and code == 0:
        return _decode(module, answer.result, result)
    if -code in USED_UP:
        raise InputRejected(TOO_COMPLEX, EXPLANATION.format(USED_UP[signal.Signals(-code)]))
    raise WorkFailed(f"{module} {_ending(code, late)}: {' | '.join(tail) or 'no message'}")


def _follow(lines: IO[bytes] | None, progress: Progress) -> Line:
    """Pass progress on until the last line, which is empty when the tool gave no answer."""
    assert lines is not None
    answer = Line()
    for _ in range(MOST_LINES):
        raw = lines.readline(LONGEST_LINE)
        if not raw:
            return answer
        try:
            line = msgspec.json.decode(raw, type=Line)
        except msgspec.MsgspecError as error:
            raise WorkFailed(f"not an answer: {raw[:200]!r}") from error
        if line.result or line.rejected:
            answer = line
        else:
            progress(line.step, min(max(line.share, 0.0), 1.0))
    raise WorkFailed("the tool does not stop talking")


def _decode(module: str, raw: msgspec.Raw, result: type[T]) -> T:
    try:
        return msgspec.json.decode(raw, type=result)
    except msgspec.MsgspecError as error:
        raise WorkFailed(f"{module} answered something else than {result.__name__}: {error}") from error


def _ending(code: int, late: threading.Event) -> str:
    if late.is_set():
        return "ran out of time"
    return f"ended by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"


@contextlib.contextmanager
def _bounded_time(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """End the whole group when the time is up, and whatever is left of it on the way out. Yields "it was late"."""
    late = threading.Event()

    def expire() -> None:
        late.set()
        _kill_group(process.pid)

    timer = threading.Timer(seconds, expire)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        _kill_group(process.pid)


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


@contextlib.contextmanager
def _tail(lines: IO[bytes] | None, keep: int = 8) -> Iterator[deque[str]]:
    """Collect the last lines of a stream while the block runs."""
    assert lines is not None
    last: deque[str] = deque(maxlen=keep)

    def collect() -> None:
        while raw := lines.readline(LONGEST_LINE):
            last.append(raw[:500].decode(errors="replace").strip())

    thread = threading.Thread(target=collect, daemon=True)
    thread.start()
    try:
        yield last
    finally:
        thread.join(timeout=2)
