from __future__ import annotations

from functools import partial
from threading import Event

import pytest
from eventsourcing.persistence import OperationalError

from workers.together import lasting, together


def test_all_have_returned_when_it_returns():
    done: list[int] = []
    together([partial(done.append, number) for number in range(3)], Event())
    assert sorted(done) == [0, 1, 2]


def test_when_one_dies_the_others_are_told_to_stop_and_its_error_is_raised():
    stop, stopped = Event(), Event()

    def die() -> None:
        raise ZeroDivisionError

    def live() -> None:
        stop.wait()
        stopped.set()

    with pytest.raises(ZeroDivisionError):
        together([die, live], stop)
    assert stopped.is_set()


@pytest.mark.parametrize("error", [ConnectionError("gone"), OperationalError("gone")])
def test_work_that_lost_its_database_begins_anew(error: Exception, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("workers.together.PAUSE", 0)
    stop, runs = Event(), []

    def work() -> None:
        runs.append(1)
        if len(runs) < 3:
            raise error
        stop.set()

    lasting(work, stop)
    assert len(runs) == 3


def test_work_that_fails_otherwise_is_over():
    def work() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        lasting(work, Event())
