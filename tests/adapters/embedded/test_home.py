from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.embedded.home import Home, HomeError, default_data, write_private
from adapters.embedded.python import python_environment

HOLD = """
import sys, time
from pathlib import Path
from adapters.embedded.home import Home
assert Home(Path(sys.argv[1])).acquire()
sys.stdout.write("held\\n"); sys.stdout.flush()
time.sleep(60)
"""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(HomeError, match="other files"):
        Home(tmp_path).create()
    with pytest.raises(HomeError, match="nothing was deleted"):
        Home(tmp_path).delete()
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_new_folder_is_closed_to_others_but_for_passing_through(tmp_path: Path):
    home = Home(tmp_path / "deep" / "data")
    home.create()
    home.create()
    assert mode(home.root) == (0o711 if os.geteuid() == 0 else 0o700)
    assert mode(home.run) == mode(home.logs) == mode(home.folder("objects")) == 0o700


def test_private_text_is_for_its_owner_whatever_was_there_before(tmp_path: Path):
    file = tmp_path / "secret"
    file.write_text("old")
    file.chmod(0o644)
    write_private(file, "new")
    assert (file.read_text(), mode(file)) == ("new", 0o600)
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_the_lock_has_one_holder_and_ends_with_it(tmp_path: Path):
    home = Home(tmp_path)
    home.create()
    assert not home.in_use()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], env=python_environment(), stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert home.in_use()
        assert not home.acquire()
        holder.kill()
    assert home.acquire()
    assert home.in_use()
    home.release()


def test_what_the_user_names_wins_over_the_system_s_place():
    assert default_data({"ARGUMENT_DATA": "/srv/ar"}) == Path("/srv/ar")
    expected = "/var/lib/argument" if os.geteuid() == 0 else "/home/me/share/argument"
    assert default_data({"XDG_DATA_HOME": "/home/me/share"}) == Path(expected)
