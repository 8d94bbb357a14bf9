"""The whole system, started once for all tests that ask for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.stack import Stack


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
    if started.process.poll() is not None:
        started.start()
    return started


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the one system run in one worker."""
    for item in items:
        if "stack" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("stack"))
            item.add_marker(pytest.mark.system)
