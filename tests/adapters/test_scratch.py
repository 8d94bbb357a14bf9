from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from adapters.sandbox.scratch import folder, scratch, sweep

DIES = """
import os, sys, pathlib
from adapters.sandbox.scratch import folder, scratch
with scratch(pathlib.Path(sys.argv[1])), folder() as place:
    (place / "half.mp4").write_bytes(b"x")
    os._exit(9)
"""


def test_temporary_files_lie_in_one_folder_that_goes_away(tmp_path: Path):
    with scratch(tmp_path) as place, folder() as job:
        assert job.parent == place
        assert place.parent == tmp_path
        assert Path(tempfile.mkdtemp()).parent == place
    assert list(tmp_path.iterdir()) == []
    assert Path(tempfile.gettempdir()) != place


def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path):
    subprocess.run([sys.executable, "-c", DIES, str(tmp_path)], check=False)
    assert len(list(tmp_path.rglob("half.mp4"))) == 1
    with scratch(tmp_path) as place:
        assert list(tmp_path.iterdir()) == [place]


def test_what_another_process_uses_is_left_alone(tmp_path: Path):
    (tmp_path / "somebody-elses").mkdir()
    with scratch(tmp_path) as place:
        assert sweep(tmp_path) == []
        assert place.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["somebody-elses"]
