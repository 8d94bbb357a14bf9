from __future__ import annotations

import json
from collections.abc import Iterator
from threading import Event, Thread
from typing import Any
from uuid import UUID

import pytest
from redis import Redis
from redis.client import PubSub

from adapters import wiring
from adapters.settings import Settings
from projections.library import list_projects
from projections.view import position_of, wait_for
from tests.stack import eventually
from tests.story import Story
from workers import projector


@pytest.fixture
def story(own_settings: Settings) -> Iterator[Story]:
    app = wiring.application(own_settings, pool=1)
    yield Story(app)
    app.close()


class Projecting:
    """The projector in a thread."""

    def __init__(self, settings: Settings) -> None:
        self.stop, self.up = Event(), Event()
        self._thread = Thread(target=projector.run, args=(settings, self.stop, self.up.set))

    def __enter__(self) -> Projecting:
        self._thread.start()
        assert self.up.wait(20)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self._thread.join(20)
        assert not self._thread.is_alive()


def told(channel: PubSub, project: UUID, last: str) -> list[dict[str, Any]]:
    """What was told of a project up to this topic, each event once: work that is done again tells again.

    A server tells all its databases' subscribers, so other tests are heard, too.
    """
    hints = dict[int, dict[str, Any]]()
    while not any(hint["topic"] == last for hint in hints.values()):
        message = channel.get_message(timeout=5)
        assert message is not None
        if message["channel"] == f"live:{project}".encode():
            hint = json.loads(message["data"])
            hints.setdefault(hint["position"], hint)
    return list(hints.values())


def test_read_models_follow_and_those_who_watch_are_told(own_settings: Settings, story: Story):
    with Redis.from_url(own_settings.redis_url) as redis, redis.pubsub() as channel, Projecting(own_settings):
        channel.psubscribe("live:*")
        assert channel.get_message(timeout=5)
        project = story.project()
        image = story.upload(project)
        story.link(project, story.marker(image))
        with wiring.read_pool(own_settings, size=1) as pool:
            assert wait_for(pool, "links", story.position, timeout=20)
        hints = told(channel, project, "link.published")
    assert [hint["topic"] for hint in hints] == [
        "project.created",
        "media.uploaded",
        "marker.requested",
        "link.published",
    ]
    assert (hints[1]["id"], hints[1]["version"]) == (str(image), 1)
    assert [hint["position"] for hint in hints] == sorted(hint["position"] for hint in hints)


def test_a_second_projector_stands_by_and_takes_over(own_settings: Settings, story: Story):
    with Projecting(own_settings) as first, Projecting(own_settings), wiring.read_pool(own_settings, size=1) as pool:
        story.project()
        assert wait_for(pool, "library", story.position, timeout=20)
        first.stop.set()
        story.project()
        assert wait_for(pool, "library", story.position, timeout=20)
        with pool.connection() as conn:
            assert list_projects(conn, story.account_id)[1] == 2


def test_connections_that_are_cut_are_made_again(own_settings: Settings, story: Story):
    with Projecting(own_settings), wiring.read_pool(own_settings, size=1) as pool:
        story.project()
        assert wait_for(pool, "library", story.position, timeout=20)
        with pool.connection() as conn:
            conn.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            story.project()
            eventually(lambda: position_of(conn, "library") >= story.position)
