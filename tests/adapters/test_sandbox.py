"""Tools run in bounded child processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import psutil
import pytest

from adapters import sandbox
from application.ports import InputRejected, WorkFailed

ROOT = Path(__file__).parents[2]
HEAD = """
import os, socket, subprocess, sys, time, resource
import msgspec
from adapters import sandbox
from application.ports import InputRejected

class Answer(msgspec.Struct):
    value: str

def work(argv, progress):
"""
FOOT = "\nif __name__ == '__main__':\n    sandbox.child(work)\n"
linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's own tools of Linux")


class Answer(msgspec.Struct):
    value: str


Tool = Callable[..., str]


def write(folder: Path, body: str) -> None:
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    (folder / "toy.py").write_text(HEAD + lines + FOOT)


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Runs a function body as a tool and gives its answer."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def run(body: str, *args: str, progress=lambda step, share: None, **limits: float) -> str:
        write(tmp_path, body)
        chosen = sandbox.Limits(**limits)  # pyright: ignore[reportArgumentType] - the numbers fit
        return sandbox.run("toy", args, limits=chosen, result=Answer, progress=progress).value

    return run


def gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def test_gives_the_answer_and_the_progress_of_a_tool(tool: Tool):
    seen = []
    body = "progress('read', 0.25)\nprogress('write', 7.0)\nreturn Answer(argv[0] + argv[1])"
    assert tool(body, "a", "ü", progress=lambda *step: seen.append(step)) == "aü"
    assert seen == [("read", 0.25), ("write", 1.0)]


def test_hands_on_why_a_tool_refuses_its_input(tool: Tool):
    with pytest.raises(InputRejected) as refused:
        tool("raise InputRejected('odd', 'Bring an even one.')")
    assert (refused.value.code, refused.value.detail) == ("odd", "Bring an even one.")


def test_keeps_what_libraries_print_apart_from_the_answer(tool: Tool):
    assert tool("print('hello')\nos.system('echo world')\nreturn Answer('clean')") == "clean"


@pytest.mark.parametrize(
    ("body", "sign"),
    [
        ("raise KeyError('lost')", "KeyError: 'lost'"),
        ("os._exit(0)", "ended with 0"),
        ("os.abort()", "SIGABRT"),
        ("os.kill(os.getpid(), 9)", "SIGKILL"),
        ("os.kill(os.getpid(), 11)", "SIGSEGV"),
        ("return Answer(5)", "something else than Answer"),
    ],
)
def test_calls_any_other_ending_a_failure(tool: Tool, body: str, sign: str):
    with pytest.raises(WorkFailed, match=sign):
        tool(body)


def test_calls_garbage_on_the_wire_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "chatter.py").write_text("print('{\"step\": ')\nwhile True: print('x' * 1000)")
    with pytest.raises(WorkFailed, match="not an answer"):
        sandbox.run("chatter", [], limits=sandbox.Limits(), result=Answer, progress=lambda *_: None)


@pytest.mark.parametrize(
    ("body", "limits"),
    [
        ("while True: pass", {"cpu_seconds": 1}),
        pytest.param("bytearray(600 << 20)", {"memory_mb": 300}, marks=linux),
        ("open(argv[0], 'wb').write(bytes(3 << 20))", {"file_mb": 2}),
    ],
    ids=["time", "memory", "file"],
)
def test_rejects_an_input_that_uses_up_its_limits(tool: Tool, tmp_path: Path, body: str, limits: dict[str, int]):
    with pytest.raises(InputRejected) as refused:
        tool(body, str(tmp_path / "large"), **limits)
    assert refused.value.code == "too_complex"


def test_ends_a_late_tool_with_all_that_it_started(tool: Tool, tmp_path: Path):
    note = tmp_path / "pid"
    body = """
sleeper = subprocess.Popen(["sleep", "1000"])
open(argv[0], "w").write(str(sleeper.pid))
time.sleep(1000)
"""
    with pytest.raises(WorkFailed, match="out of time"):
        tool(body, str(note), wall_seconds=2)
    assert wait_until(lambda: gone(int(note.read_text())))


def test_leaves_nothing_behind_when_a_tool_forgets_what_it_started(tool: Tool):
    pid = int(tool("return Answer(str(subprocess.Popen(['sleep', '1000']).pid))"))
    assert wait_until(lambda: gone(pid))


def test_shows_a_tool_no_secrets_and_no_stdin(tool: Tool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SECRET_KEY", "do-not-tell")
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:do-not-tell@host/db")
    assert "do-not-tell" not in tool("return Answer(repr(dict(os.environ)))")
    assert tool("return Answer(sys.stdin.read())") == ""
    assert tool("return Answer(str(os.getsid(0) == os.getpid()))") == "True"


@linux
def test_gives_a_tool_no_network(tool: Tool):
    if subprocess.run(["unshare", "--net", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system gives us no network namespace")
    with socket.create_server(("127.0.0.1", 0)) as server:
        body = "try:\n    socket.create_connection(('127.0.0.1', int(argv[0])), 5)\nexcept OSError as error:\n"
        body += "    return Answer(type(error).__name__)"
        assert tool(body, str(server.getsockname()[1])) == "OSError"


@linux
def test_dies_with_the_process_that_asked_for_it(tmp_path: Path):
    note = tmp_path / "pids"
    body = """
helper = subprocess.Popen(sandbox.tied(["sleep", "1000"]))
time.sleep(0.3)
open(argv[0], "w").write(f"{os.getpid()} {helper.pid}")
time.sleep(1000)
"""
    write(tmp_path, body)
    script = (
        "from adapters import sandbox; from tests.adapters.test_sandbox import Answer; "
        f"sandbox.run('toy', [{str(note)!r}], limits=sandbox.Limits(), result=Answer, progress=print)"
    )
    env = os.environ | {"PYTHONPATH": str(tmp_path), "TMPDIR": str(tmp_path)}
    caller = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=env)
    try:
        assert wait_until(lambda: note.exists() and len(note.read_text().split()) == 2)
    finally:
        caller.send_signal(signal.SIGKILL)
        caller.wait()
    assert wait_until(lambda: all(gone(int(pid)) for pid in note.read_text().split()))
