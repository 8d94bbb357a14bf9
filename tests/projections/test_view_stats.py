from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from projections import view_stats
from projections.clickhouse import ClickHouse
from projections.links import Totals
from projections.view_stats import ProjectStats
from tests.clickhouses import clickhouse, clickhouse_database
from tests.views import NOON, insert, named, view

__all__ = ["clickhouse", "clickhouse_database"]

DAY = NOON.date()


def stats(clickhouse: ClickHouse, first: date = DAY, last: date = DAY, project: str = "project") -> ProjectStats:
    return view_stats.project_stats(clickhouse, named(project), first, last)


def test_a_project_that_nobody_saw_has_zeros_for_every_day(clickhouse: ClickHouse):
    found = stats(clickhouse, DAY - timedelta(days=2), DAY)
    assert (found.total_views, found.unique_viewers, found.average_watch_time) == (0, 0, 0.0)
    assert [(day.date, day.views) for day in found.series] == [(DAY - timedelta(days=n), 0) for n in (2, 1, 0)]


def test_a_view_is_a_session_that_started_one(clickhouse: ClickHouse):
    insert(
        clickhouse,
        view("a"),
        view("a"),
        view("a", "marker_detected"),
        view("b", "video_started", watched_ms=0),
        view("c"),
    )
    assert stats(clickhouse).total_views == 2


def test_a_viewer_is_unique_over_the_window(clickhouse: ClickHouse):
    insert(clickhouse, view("a", visitor="anna"), view("b", visitor="anna"), view("c", visitor="ben"))
    later = NOON + timedelta(days=1)
    insert(clickhouse, view("d", visitor="ben", at=later))
    found = stats(clickhouse, DAY, DAY + timedelta(days=1))
    assert (found.total_views, found.unique_viewers) == (4, 2)
    assert [(day.views, day.unique_viewers) for day in found.series] == [(3, 2), (1, 1)]


def test_watch_time_is_the_longest_a_session_said_averaged_over_those_that_played(clickhouse: ClickHouse):
    insert(
        clickhouse,
        view("a"),
        view("a", "video_started"),
        view("a", "video_progress", watched_ms=8000),
        view("a", "video_paused", watched_ms=5000),
        view("b"),
        view("b", "video_started", watched_ms=1000),
        view("c", watched_ms=99_000),
    )
    found = stats(clickhouse)
    assert found.average_watch_time == pytest.approx((8 + 1) / 2)
    assert found.series[0].average_watch_time == found.average_watch_time


def test_a_session_over_midnight_belongs_to_the_day_it_began(clickhouse: ClickHouse):
    late = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
    insert(clickhouse, view("a", at=late), view("a", "video_started", at=late))
    next_day = late + timedelta(minutes=5)
    insert(clickhouse, view("a", "video_progress", watched_ms=60_000, at=next_day), view("a", at=next_day))
    both = stats(clickhouse, DAY, DAY + timedelta(days=1))
    assert [(day.views, day.average_watch_time) for day in both.series] == [(1, 60.0), (0, 0.0)]
    assert stats(clickhouse).total_views == 1
    assert stats(clickhouse).average_watch_time == 60.0
    assert stats(clickhouse, DAY + timedelta(days=1), DAY + timedelta(days=1)).total_views == 0


def test_a_visitor_whose_hash_changed_at_midnight_stays_one(clickhouse: ClickHouse):
    late = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
    insert(clickhouse, view("a", at=late, visitor="old salt"))
    insert(clickhouse, view("a", "session_ended", at=late + timedelta(minutes=2), visitor="new salt"))
    assert stats(clickhouse, DAY, DAY + timedelta(days=1)).unique_viewers == 1


def test_bots_and_the_owner_are_stored_but_not_counted(clickhouse: ClickHouse):
    insert(clickhouse, view("a"), view("b", is_bot=True), view("c", is_owner=True), view("c", "video_started"))
    assert stats(clickhouse).total_views == 1
    assert stats(clickhouse).average_watch_time == 0
    assert clickhouse.command("SELECT count() FROM events") == "4"


def test_another_project_is_not_counted(clickhouse: ClickHouse):
    insert(clickhouse, view("a"), view("b", project="other"))
    assert stats(clickhouse).total_views == 1


def test_a_row_that_comes_twice_changes_nothing(clickhouse: ClickHouse):
    events = [
        view("a", event_id="1"),
        view("a", "video_started", event_id="2"),
        view("a", "video_progress", watched_ms=7000, event_id="3"),
        view("b", event_id="4"),
    ]
    insert(clickhouse, *events)
    once = stats(clickhouse), clickhouse.command("SELECT * FROM sessions ORDER BY session_id")
    insert(clickhouse, *events)
    insert(clickhouse, *reversed(events[1:]))
    assert (stats(clickhouse), clickhouse.command("SELECT * FROM sessions ORDER BY session_id")) == once
    assert clickhouse.command("SELECT count() FROM events") == "4"
    clickhouse.command("OPTIMIZE TABLE view_events FINAL")
    clickhouse.command("OPTIMIZE TABLE session_days FINAL")
    assert (stats(clickhouse), clickhouse.command("SELECT * FROM sessions ORDER BY session_id")) == once
    assert clickhouse.command("SELECT count() FROM view_events") == "4"


def test_an_event_that_is_sent_again_after_midnight_is_still_one(clickhouse: ClickHouse):
    late = datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)
    said = int(late.timestamp() * 1000)
    insert(clickhouse, view("a", at=late, event_id="1"))
    insert(clickhouse, view("a", at=late + timedelta(minutes=1), occurred_at=said, event_id="1"))
    assert clickhouse.command("SELECT count() FROM events") == "1"
    assert stats(clickhouse, DAY, DAY + timedelta(days=1)).total_views == 1


def test_a_project_counts_a_session_once_that_saw_two_links(clickhouse: ClickHouse):
    insert(clickhouse, view("a", link="one"), view("a", link="two"), view("b", link="two"))
    assert stats(clickhouse).total_views == 2
    found = view_stats.totals(clickhouse, [named("project")])
    assert sorted(found, key=lambda row: str(row.id)) == sorted(
        [
            Totals(id=named("project"), total_views=2, unique_viewers=2),
            Totals(id=named("one"), total_views=1, unique_viewers=1),
            Totals(id=named("two"), total_views=2, unique_viewers=2),
        ],
        key=lambda row: str(row.id),
    )


def test_totals_of_all_are_those_of_each(clickhouse: ClickHouse):
    insert(clickhouse, view("a"), view("b", project="other"), view("c", project="other", is_bot=True))
    found = {row.id: row.total_views for row in view_stats.totals(clickhouse)}
    links = {named("link of project"): 1, named("link of other"): 1}
    assert found == {named("project"): 1, named("other"): 1, **links}
    assert {row.id for row in view_stats.totals(clickhouse, [named("other")])} == {
        named("other"),
        named("link of other"),
    }


def test_those_who_are_there_now_are_counted(clickhouse: ClickHouse):
    now = datetime(2026, 11, 21, 0, 2, tzinfo=UTC)
    insert(
        clickhouse,
        view("a", at=now - timedelta(minutes=4)),
        view("b", at=now - timedelta(minutes=9)),
        view("b", "video_progress", at=now - timedelta(seconds=1)),
        view("c", at=now - timedelta(minutes=6)),
        view("d", at=now, is_bot=True),
    )
    assert view_stats.live(clickhouse, named("project"), now) == 2


def test_analysts_see_the_same_numbers(clickhouse: ClickHouse):
    insert(clickhouse, view("a"), view("a", "video_started"), view("a", "video_completed", watched_ms=4500), view("b"))
    insert(clickhouse, view("c", is_bot=True))
    found = stats(clickhouse)
    for daily in ("analytics_daily", "link_daily"):
        sql = f"SELECT (date, total_views, unique_viewers, avg_watch_time) FROM {daily}"
        numbers = f"{found.total_views},{found.unique_viewers},{found.average_watch_time}"
        assert clickhouse.command(sql) == f"('{DAY}',{numbers})"
