from __future__ import annotations

import json
import subprocess
import sys

from click.testing import CliRunner

from adapters.cli.main import SUMMARIES, argument

LOADED = """
import json, sys
from click.testing import CliRunner
from adapters.cli.main import argument
CliRunner().invoke(argument, sys.argv[1:])
heavy = ("httpx", "psutil", "cryptography", "numpy", "litestar", "psycopg")
sys.stdout.write(json.dumps([name for name in heavy if name in sys.modules]))
"""


def test_help_lists_every_command_without_loading_any():
    done = subprocess.run([sys.executable, "-c", LOADED, "--help"], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
    shown = CliRunner().invoke(argument, ["--help"]).output
    assert all(name in shown for name in SUMMARIES)


def test_every_command_explains_itself():
    for name in SUMMARIES:
        answer = CliRunner().invoke(argument, [name, "--help"])
        assert answer.exit_code == 0, answer.output
        assert answer.output.startswith(f"Usage: argument {name} ")


def test_an_unknown_command_is_refused():
    answer = CliRunner().invoke(argument, ["frobnicate"])
    assert answer.exit_code == 2
    assert "No such command" in answer.output
