from __future__ import annotations

import re
import threading
import time
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from eventsourcing.postgres import PostgresApplicationRecorder

from adapters import wiring
from adapters.eventstore.environment import postgres
from adapters.settings import Settings
from application.argument import ARgument
from domain.event import Event, Stamp
from domain.project import ProjectCreated
from projections.follower import Follower
from projections.library import Library, list_projects
from projections.view import APPLICATION, Curs, Moved, Recorded, View, open_datastore, position_of, wait_for
from tests.projections.dumps import dump
from tests.projections.reading import Reading
from tests.story import Story, everything
from workers.projector import VIEWS, reader


def test_positions_are_kept_under_the_name_of_the_write_side():
    assert ARgument.name == APPLICATION


def test_a_rebuild_yields_the_same_bytes(own_read: Reading):
    for _ in range(3):
        everything(own_read.story)
        own_read.catch_up()
    live = dump(own_read.settings)
    assert all(live.values())
    for view in own_read.views:
        view.reset()
    assert not any(dump(own_read.settings).values())
    own_read.catch_up()
    assert dump(own_read.settings) == live


def test_events_one_by_one_or_all_at_once_yield_the_same_bytes(own_read: Reading):
    everything(own_read.story)
    events = reader(own_read.app)(0)
    for view in own_read.views:
        for recorded in events:
            view.advance(view.position(), [recorded])
    one_by_one = dump(own_read.settings)
    for view in own_read.views:
        view.reset()
        view.advance(0, events)
    assert dump(own_read.settings) == one_by_one


def test_events_that_were_taken_in_are_skipped(own_read: Reading):
    everything(own_read.story)
    own_read.catch_up()
    before = dump(own_read.settings)
    for view in own_read.views:
        assert view.advance(view.position(), reader(own_read.app)(0)) == own_read.app.position()
    assert dump(own_read.settings) == before


def test_a_position_that_is_not_the_expected_one_changes_nothing(own_read: Reading):
    everything(own_read.story)
    library = own_read.views[1]
    with pytest.raises(Moved):
        library.advance(3, reader(own_read.app)(3))
    assert library.position() == 0
    assert list_projects(own_read.conn, own_read.story.account_id) == ([], 0)


class Clumsy(Library):
    """Fails after it has changed the rows."""

    def handle(self, curs: Curs, event: Event) -> None:
        super().handle(curs, event)
        raise ZeroDivisionError


def test_rows_and_position_change_together_or_not_at_all(own_read: Reading):
    own_read.story.project()
    clumsy = Clumsy.over(own_read.views[0].datastore)
    with pytest.raises(ZeroDivisionError):
        clumsy.advance(0, reader(own_read.app)(0))
    assert clumsy.position() == 0
    assert list_projects(own_read.conn, own_read.story.account_id) == ([], 0)


def test_a_nul_in_a_text_stops_no_read_model(read: Reading):
    """New events have none; what is stored is read whatever it holds."""
    id, story = uuid4(), read.story
    stamp = Stamp(id=id, version=1, command_id=uuid4(), at=story.now)
    story.app.save(stamp.event(ProjectCreated, owner_id=story.account_id, name="Po\0sters", tags=("a\0b",)))
    read.catch_up()
    (row,), _ = list_projects(read.conn, read.story.account_id)
    assert (row.name, row.tags) == ("Posters", ("ab",))


def test_waiting_ends_with_the_position_or_the_time(own_read: Reading):
    own_read.story.project()
    with wiring.read_pool(own_read.settings, size=2) as pool:
        assert not wait_for(pool, "library", own_read.story.position, timeout=0.05)
        waiting = threading.Timer(0.1, own_read.catch_up)
        waiting.start()
        assert wait_for(pool, "library", own_read.story.position, timeout=10)
        waiting.join()
        assert position_of(own_read.conn, "library") == own_read.story.position


@pytest.mark.parametrize("view", VIEWS)
def test_the_migration_makes_the_tracking_table_that_the_library_would_make(own_settings: Settings, view: type[View]):
    datastore = open_datastore(postgres(own_settings.database_url, pool=1))
    recorder = view.over(datastore)
    with psycopg.connect(own_settings.database_url, autocommit=True) as conn:
        migrated = described(conn, f"{view.name}_tracking")
        conn.execute(f"DROP TABLE {view.name}_tracking")
        recorder.create_table()
        assert described(conn, f"{view.name}_tracking") == migrated
    datastore.close()


def test_the_migration_makes_the_event_tables_that_the_library_would_make(own_settings: Settings):
    with psycopg.connect(own_settings.database_url, autocommit=True) as conn:
        migrated = described(conn, "argument_events")
        conn.execute("DROP TABLE argument_events; DROP TYPE stored_event_uuid")
        app = ARgument({**postgres(own_settings.database_url, pool=1), "CREATE_TABLE": "y"})
        Story(app).project()
        app.close()
        assert described(conn, "argument_events") == migrated


def described(conn: psycopg.Connection, table: str) -> list[Any]:
    """Columns, indexes and storage parameters."""
    columns = conn.execute(
        "SELECT column_name, data_type, is_nullable, column_default FROM information_schema.columns "
        "WHERE table_name = %s ORDER BY ordinal_position",
        (table,),
    ).fetchall()
    indexes = conn.execute("SELECT indexdef FROM pg_indexes WHERE tablename = %s ORDER BY 1", (table,)).fetchall()
    options = conn.execute("SELECT reloptions FROM pg_class WHERE relname = %s", (table,)).fetchall()
    composite = conn.execute(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = "
        "(SELECT typrelid FROM pg_type WHERE typname = 'stored_event_uuid') ORDER BY attnum"
    ).fetchall()
    return [columns, indexes, options, composite]


class SlowCommits(PostgresApplicationRecorder):
    """Holds some transactions open after their events have their positions, while others want to commit."""

    def _insert_stored_events(self, curs: Any, stored_events: Sequence[Any], **kwargs: Any) -> None:
        super()._insert_stored_events(curs, stored_events, **kwargs)
        if stored_events[0].originator_id.int % 5 == 0:
            curs.connection.execute("SELECT pg_sleep(0.2)")


def test_an_event_whose_commit_is_slow_is_not_passed_over(own_settings: Settings):
    topic = f"{SlowCommits.__module__}:{SlowCommits.__qualname__}"
    app = ARgument({**postgres(own_settings.database_url, pool=5), "APPLICATION_RECORDER_TOPIC": topic})
    writers = [threading.Thread(target=lambda: [Story(app).project() for _ in range(10)]) for _ in range(4)]
    seen = [0]
    for writer in writers:
        writer.start()
    read = reader(app)
    while any(writer.is_alive() for writer in writers) or app.position() > seen[-1]:
        seen += [recorded.position for recorded in read(seen[-1])]
        time.sleep(0.002)
    assert len(seen) == 41
    assert seen[1:] == [notification.id for notification in app.recorder.select_notifications(1, 100)]
    app.close()


class Sick(Library):
    """Cannot take in what comes after a position, until it is healed."""

    healed = False
    last = 0

    def handle_all(self, curs: Curs, batch: Sequence[Recorded]) -> None:
        if not self.healed and batch[-1].position > self.last:
            raise ZeroDivisionError
        super().handle_all(curs, batch)


def test_a_read_model_in_trouble_holds_up_no_other_and_skips_nothing(
    own_read: Reading, caplog: pytest.LogCaptureFixture
):
    everything(own_read.story)
    sick = Sick.over(own_read.views[0].datastore)
    well = own_read.views[0]
    follower = Follower([sick, well], reader(own_read.app), rest=0.01)
    while follower.positions[well.name] < own_read.app.position():
        follower.step()
    assert (sick.position(), well.position()) == (0, own_read.app.position())
    assert re.search("library stays at 0", caplog.text)
    sick.healed = True
    while follower.positions["library"] < own_read.app.position():
        follower.step()
    assert len(list_projects(own_read.conn, own_read.story.account_id)[0]) == 1


def test_a_reset_read_model_reads_again_while_others_go_on(own_read: Reading):
    follower = Follower(own_read.views, reader(own_read.app))
    own_read.story.project()
    follower.step()
    own_read.views[1].reset()
    own_read.story.project()
    follower.step()
    while set(follower.positions.values()) != {own_read.app.position()}:
        follower.step()
    assert list_projects(own_read.conn, own_read.story.account_id)[1] == 2
