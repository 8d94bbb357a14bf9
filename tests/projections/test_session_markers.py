"""Of which marker a session is when its link leads to several."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from adapters.settings import Settings
from adapters.telemetry.record import ViewEvent
from migrations import clickhouse as migration
from projections.clickhouse import ClickHouse, create_database
from tests.clickhouses import clickhouse, clickhouse_database
from tests.views import NOON, insert, named, view

__all__ = ["clickhouse", "clickhouse_database"]

LED = [("poster", "first"), ("poster", "second"), ("poster", "third")]
NIL = UUID(int=0)


class Session(msgspec.Struct, frozen=True):
    marker_id: UUID
    marker_ids: list[UUID]


def told(type: str, second: int, marker: str = "", **fields: Any) -> ViewEvent:
    """An event of one session, whose events all arrive together."""
    metadata = f'{{"markerId":"{named(marker)}"}}' if marker else ""
    ms = int((NOON + timedelta(seconds=second)).timestamp() * 1000)
    return view("a", type, link="poster", occurred_at=ms, metadata=metadata, **fields)


def session(clickhouse: ClickHouse) -> Session:
    (found,) = clickhouse.rows(Session, "SELECT marker_id, marker_ids FROM sessions")
    return found


def test_it_is_of_the_marker_that_was_found_first_and_names_all_that_were(clickhouse: ClickHouse):
    events = [
        told("view_started", 0),
        told("marker_detected", 9, "second"),
        told("marker_detected", 3, "third"),
        told("marker_detected", 12, "third"),
        told("video_started", 4, "third"),
    ]
    for _ in range(2):
        insert(clickhouse, *events, markers=LED)
        found = session(clickhouse)
        assert (found.marker_id, set(found.marker_ids)) == (named("third"), {named("second"), named("third")})
        assert len(found.marker_ids) == 2


def test_it_does_not_matter_in_which_order_its_events_arrive(clickhouse: ClickHouse):
    later = NOON + timedelta(days=1)
    insert(clickhouse, told("marker_detected", 30, "first", at=later), markers=LED)
    insert(clickhouse, told("view_started", 0), told("marker_detected", 3, "second"), markers=LED)
    assert session(clickhouse).marker_id == named("second")


def test_without_a_find_it_is_of_the_links_first_marker(clickhouse: ClickHouse):
    insert(clickhouse, told("view_started", 0), told("video_started", 5, "second"), markers=LED)
    found = session(clickhouse)
    assert (found.marker_id, found.marker_ids) == (named("first"), [])


def test_a_marker_that_is_none_of_the_links_counts_for_the_first(clickhouse: ClickHouse):
    insert(clickhouse, told("marker_detected", 1, "somebody else's"), markers=LED)
    assert session(clickhouse) == Session(named("first"), [named("first")])
    insert(clickhouse, msgspec.structs.replace(view("b", link="gone"), metadata='{"markerId":"x"}'), markers=LED)
    sql = "SELECT marker_id, marker_ids FROM sessions WHERE session_id = {id:UUID}"
    assert clickhouse.rows(Session, sql, {"id": str(named("b"))}) == [Session(NIL, [])]


@pytest.fixture
def old(migrated_settings: Settings) -> Iterator[ClickHouse]:
    """A database of the time when a link led to one marker."""
    url = f"{migrated_settings.clickhouse_url.rpartition('/')[0]}/old_{uuid4().hex}"
    create_database(url)
    found = ClickHouse(url)
    for name in migration.pending(found):
        if name < "0005":
            migration.run(found, name)
    yield found
    found.command(f"DROP DATABASE {found.database}")
    found.close()


def test_what_was_counted_before_stays_and_goes_on(old: ClickHouse):
    insert(old, told("view_started", 0), told("marker_detected", 3), markers=LED[:1])
    insert(old, view("b", link="poster"), markers=LED[:1])
    rows = {"id": [named("poster")], "project_id": [named("project")], "marker_id": [named("first")], "position": [3]}
    old.insert("link_versions", rows)
    for _ in range(2):
        migration.run(old, "0005_several_markers.sql")
    assert old.rows(Session, "SELECT marker_id, marker_ids FROM links") == [Session(named("first"), [named("first")])]
    sql = "SELECT marker_id, marker_ids FROM sessions ORDER BY marker_detected DESC"
    assert old.rows(Session, sql) == [Session(named("first"), [named("first")]), Session(named("first"), [])]
    insert(old, told("marker_detected", 9, "second"), markers=LED)
    assert old.rows(Session, sql)[0].marker_ids == [named("second")]
