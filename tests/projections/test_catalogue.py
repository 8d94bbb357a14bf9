from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.event import E
from domain.link import LinkDeleted, LinkDisabled, LinkEnabled, LinkPublished, LinkRenamed, LinkRetargeted
from domain.marker import MarkerGenerated, MarkerGenerationRequested, MarkerRejected, MarkerRequested
from domain.project import ProjectCreated, ProjectDeleted, ProjectEdited, ProjectRestored
from domain.quality import Score
from domain.values import Ending, MarkerSettings
from projections.catalogue import Catalogue
from projections.clickhouse import ClickHouse, ClickHouseFailed
from projections.view import Recorded
from tests.clickhouses import clickhouse, clickhouse_database

__all__ = ["clickhouse", "clickhouse_database"]

AT = datetime(2026, 11, 22, 10, 30, 15, 123000, tzinfo=UTC)
OWNER, PROJECT, LINK, MARKER, OTHER = (uuid4() for _ in range(5))
SCORE = Score(score=71, stars=4, label="good", method="test")


def event(cls: type[E], id: UUID, version: int = 1, **facts: Any) -> E:
    at = AT + timedelta(minutes=version - 1)
    return cls(originator_id=id, originator_version=version, command_id=uuid4(), at=at, **facts)


CREATED = event(ProjectCreated, PROJECT, owner_id=OWNER, name="It's \\ one", tags=("a", "b'c"), public=True)
REQUESTED = event(
    MarkerRequested, MARKER, owner_id=OWNER, project_id=PROJECT, image_id=OTHER, video_ids=(), settings=MarkerSettings()
)
GENERATED = event(
    MarkerGenerated,
    MARKER,
    2,
    job_id=OTHER,
    width=640,
    height=480,
    dpi=72,
    keypoints=100,
    points=50,
    score=SCORE,
    engines={},
)
PUBLISHED = event(
    LinkPublished, LINK, owner_id=OWNER, project_id=PROJECT, marker_id=MARKER, slug="spring", title="Spring"
)
STORY = [
    Recorded(position, each)
    for position, each in [
        (3, CREATED),
        (4, REQUESTED),
        (7, GENERATED),
        (8, PUBLISHED),
        (9, event(LinkDisabled, LINK, 2)),
        (10, event(ProjectEdited, PROJECT, 2, name="Two", description="", tags=(), public=False)),
        (12, event(LinkEnabled, LINK, 3)),
        (13, event(LinkRetargeted, LINK, 4, marker_id=OTHER, further_marker_ids=(MARKER,))),
        (14, event(LinkRenamed, LINK, 5, slug="summer")),
        (15, event(ProjectDeleted, PROJECT, 3)),
    ]
]


def dump(clickhouse: ClickHouse) -> dict[str, str]:
    return {
        name: clickhouse.command(f"SELECT arraySort(groupArray(tuple(*))) FROM {name}")
        for name in ("projects", "links", "markers")
    }


def test_each_id_has_one_row_as_of_its_last_event(clickhouse: ClickHouse):
    catalogue = Catalogue(clickhouse)
    assert catalogue.position() == 0
    assert catalogue.advance(0, STORY) == 15
    assert catalogue.position() == 15
    sql = "SELECT (name, tags, public, deleted, position, created_at) FROM projects"
    assert clickhouse.command(sql) == "('Two',[],false,true,15,'2026-11-22 10:30:15.123')"
    sql = "SELECT (slug, title, enabled, deleted, marker_id, marker_ids, project_id) FROM links"
    assert clickhouse.command(sql) == f"('summer','Spring',true,false,'{OTHER}',['{OTHER}','{MARKER}'],'{PROJECT}')"
    assert clickhouse.command("SELECT (status, score, width, height) FROM markers") == "('generated',71,640,480)"


def test_texts_arrive_as_they_are(clickhouse: ClickHouse):
    Catalogue(clickhouse).advance(0, STORY[:1])
    assert clickhouse.command("SELECT name = 'It\\'s \\\\ one' AND tags = ['a', 'b\\'c'] FROM projects") == "1"


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_it_does_not_matter_how_the_events_are_cut(clickhouse: ClickHouse, size: int):
    whole = Catalogue(clickhouse)
    whole.advance(0, STORY)
    expected = dump(clickhouse)
    whole.reset()
    position = 0
    for start in range(0, len(STORY), size):
        position = Catalogue(clickhouse).advance(position, STORY[start : start + size])
    assert dump(clickhouse) == expected


def test_what_is_read_again_changes_nothing(clickhouse: ClickHouse):
    catalogue = Catalogue(clickhouse)
    catalogue.advance(0, STORY)
    before = dump(clickhouse)
    for start in range(0, len(STORY), 3):
        Catalogue(clickhouse).advance(0, STORY[start : start + 3])
    assert dump(clickhouse) == before


def test_what_lies_behind_the_position_is_left_out(clickhouse: ClickHouse):
    catalogue = Catalogue(clickhouse)
    catalogue.advance(9, STORY)
    assert clickhouse.command("SELECT count() FROM projects") == "0"
    assert catalogue.position() == 15


def test_endings_and_returns_are_seen(clickhouse: ClickHouse):
    catalogue = Catalogue(clickhouse)
    catalogue.advance(0, STORY)
    rejected = event(MarkerRejected, MARKER, 3, job_id=OTHER, reason=Ending(code="blank", detail=""))
    more = [event(ProjectRestored, PROJECT, 4), event(LinkDeleted, LINK, 6), rejected]
    catalogue.advance(15, [Recorded(16 + n, each) for n, each in enumerate(more)])
    assert clickhouse.command("SELECT deleted FROM projects") == "false"
    assert clickhouse.command("SELECT deleted FROM links") == "true"
    assert clickhouse.command("SELECT status FROM markers") == "rejected"
    catalogue.advance(18, [Recorded(19, event(MarkerGenerationRequested, MARKER, 4))])
    assert clickhouse.command("SELECT status FROM markers") == "pending"


def test_without_clickhouse_nothing_is_taken_for_done():
    away = ClickHouse("http://argument:pw@127.0.0.1:1/argument")
    with pytest.raises(ClickHouseFailed):
        Catalogue(away).advance(0, STORY)
    with pytest.raises(ConnectionError):
        Catalogue(away).position()
