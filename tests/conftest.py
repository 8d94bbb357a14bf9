"""Real engines and the whole system, each started once for all tests that ask for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.engines import PLACE, begin_run, end_run
from tests.places import engines, migrated_settings, settings
from tests.stack import Stack

if TYPE_CHECKING:
    from tests.material import Files

__all__ = ["engines", "migrated_settings", "settings"]
OWNER = pytest.StashKey[bool]()
SYSTEM = ("tests/e2e/", "tests/system/", "tests/cli/test_doctor.py", "tests/cli/test_status.py")
"""Where the tests of the one system are."""


def pytest_configure(config: pytest.Config) -> None:
    """The process that begins the run decides where its engines lie; those it starts learn it by the environment."""
    config.stash[OWNER] = PLACE not in os.environ
    if config.stash[OWNER]:
        begin_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    """By now all processes of the run but this one have ended."""
    if config.stash[OWNER]:
        end_run()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than processors: tests wait half of their time, for films that play and for servers."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The one system; use ``stack``."""
    stack = Stack(tmp_path_factory.mktemp("stack"))
    stack.start()
    try:
        yield stack
    finally:
        stack.stop()


@pytest.fixture
def stack(started: Stack) -> Stack:
    """The system, running, also after a test that ended or killed it."""
    started.ensure()
    return started


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """A picture and a clip that can be published."""
    from tests.material import Files, write_clip, write_picture

    folder = tmp_path_factory.mktemp("files")
    return Files(write_picture(folder / "astronaut.png"), write_clip(folder / "clip.mp4"))


@pytest.fixture(scope="session")
def published(started: Stack, files: Files) -> dict[str, Any]:
    """A link that tests may open as often as they like."""
    return started.publish(files.picture, files.clip, "Opened often")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the one system can be chosen, or left out, as such."""
    for item in items:
        if "started" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.system)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests of the one system run in one worker, and so do those of a module that share a browser.

    By their places: xdist's own groups leave no trace in the names that pytest 9.2 gives to tests.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            if nodeid.startswith(SYSTEM):
                return "the one system"
            return nodeid.partition("::")[0] if nodeid.startswith("tests/viewer/") else nodeid

    return Together(config, log)
