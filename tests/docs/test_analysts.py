"""What `docs/analysts.md` says, asked of the engine by the user that it is written for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from domain.event import E
from domain.link import LinkPublished
from domain.marker import MarkerGenerated, MarkerRequested
from domain.project import ProjectCreated
from domain.quality import Score
from domain.values import MarkerSettings
from migrations import clickhouse as migration
from projections.catalogue import Catalogue
from projections.clickhouse import ClickHouse
from projections.view import Recorded
from tests.fronts import READER, Front, ask
from tests.views import insert, named, view

PAGE = (Path(__file__).parents[2] / "docs" / "analysts.md").read_text()
QUERIES = re.findall(r"([^\n]+):\n\n```sql\n(.*?)```", PAGE, re.DOTALL)
TABLES = re.findall(r"### `(\w+)`\n(.*?)(?=\n#|\n`view_events`)", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """A day in which a little of everything happened."""
    with Front(tmp_path_factory.mktemp("front")) as front:
        migration.apply(front.url())
        clickhouse = ClickHouse(front.url())
        fill(clickhouse)
        clickhouse.close()
        yield front


def fill(clickhouse: ClickHouse) -> None:
    now = datetime.now(UTC)

    def recorded(cls: type[E], id: str, position: int, **facts: Any) -> Recorded:
        event = cls(originator_id=named(id), originator_version=position, command_id=uuid4(), at=now, **facts)
        return Recorded(position, event)

    mine = {"owner_id": uuid4()}
    here = {"project_id": named("project")}
    score = Score(score=64, stars=4, label="good", method="test")
    made = {"width": 640, "height": 480, "dpi": 72, "keypoints": 9, "points": 9, "score": score, "engines": {}}
    led = {"marker_id": named("marker"), "further_marker_ids": (named("other marker"),)}
    asked = {"image_id": uuid4(), "video_ids": (), "settings": MarkerSettings()}
    story = [
        recorded(ProjectCreated, "project", 1, name="Spring", **mine),
        recorded(MarkerRequested, "marker", 2, **asked, **mine, **here),
        recorded(MarkerGenerated, "marker", 3, job_id=uuid4(), **made),
        recorded(LinkPublished, "link", 4, slug="spring", title="", **led, **mine, **here),
    ]
    Catalogue(clickhouse).advance(0, story)
    told = {"link": "link", "at": now, "country": "NL", "device": "mobile", "os": "iOS", "browser": "Safari"}
    insert(
        clickhouse,
        view("a", **told),
        view("a", "marker_detected", metadata='{"timeToDetectMs":840}', **told),
        view("a", "video_started", **told),
        view("a", "video_completed", watched_ms=9000, **told),
        view("b", **told),
        view("b", "camera_denied", metadata='{"reason":"chosen"}', **told),
        view("c", is_bot=True, **told),
        markers=[("link", "marker"), ("link", "other marker")],
    )


def test_the_page_has_queries_and_tables():
    assert len(QUERIES) >= 10
    assert len(TABLES) == 7


@pytest.mark.parametrize(("what", "sql"), QUERIES, ids=[what[:40] for what, _ in QUERIES])
def test_every_query_answers(front: Front, what: str, sql: str):
    status, _, body = ask(front, f"{sql} FORMAT TSVWithNames", user=READER)
    assert status == 200, body.decode()
    assert len(body.splitlines()) > 1, what
    assert b"nan" not in body


@pytest.mark.parametrize(("table", "text"), TABLES, ids=[table for table, _ in TABLES])
def test_every_column_is_described(front: Front, table: str, text: str):
    described = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    found = ask(
        front, f"SELECT name FROM system.columns WHERE table = '{table}' AND database = 'argument'", user=READER
    )
    assert described == found[2].decode().split()


def test_the_first_query_gives_the_right_numbers(front: Front):
    body = ask(front, QUERIES[0][1], user=READER)[2].decode().split()
    assert body[0] == "Spring"
    assert body[2:] == ["2", "2", "9"]
