from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from redis import Redis

from adapters.settings import Settings
from projections.deliveries import Owed
from projections.jobs import list_jobs
from tests.projections.reading import Reading, reading
from tests.stack import eventually
from tests.workers.benches import Workshop, workshop
from workers.bench import working
from workers.broker import open_broker, send
from workers.media import lanes
from workers.relay import relay


@pytest.fixture
def own_shop(own_settings: Settings) -> Iterator[Workshop]:
    with workshop(own_settings) as found:
        yield found


@pytest.fixture
def read(own_settings: Settings) -> Iterator[Reading]:
    with reading(own_settings) as found:
        yield found


def test_what_is_owed_is_sent_once_until_the_lease_is_over(own_shop: Workshop, read: Reading):
    project = own_shop.story.project()
    videos = [own_shop.upload(project, "video") for _ in range(3)]
    read.catch_up()
    sent: list[Owed] = []
    assert (relay(own_shop.deliveries, sent.append), relay(own_shop.deliveries, sent.append)) == (3, 0)
    assert [(owed.queue, owed.kind) for owed in sent] == [("videos", "process_media")] * 3
    assert {owed.stream_id for owed in sent} == set(videos)
    own_shop.deliveries.renew([owed.job_id for owed in sent], -1)
    assert relay(own_shop.deliveries, sent.append) == 3


def test_while_the_broker_is_away_everything_stays_owed(own_shop: Workshop, read: Reading):
    project = own_shop.story.project()
    for _ in range(4):
        own_shop.upload(project)
    read.catch_up()
    sent: list[Owed] = []

    def second_fails(owed: Owed) -> None:
        if sent:
            raise OSError("away")
        sent.append(owed)

    assert relay(own_shop.deliveries, second_fails, retry=0.1) == 0
    assert [row.sends for row in reversed(list_jobs(read.conn)[0])] == [1, 0, 0, 0]
    assert eventually(lambda: relay(own_shop.deliveries, sent.append)) == 3


def test_a_broker_that_is_not_there_is_an_error_and_not_a_wait():
    broker = open_broker("redis://127.0.0.1:1/0")
    owed = Owed(job_id=uuid4(), kind="process_media", queue="images", stream_id=uuid4(), sends=1)
    with pytest.raises(Exception, match="refused"):
        send(broker, owed)


def test_jobs_are_done_although_all_messages_were_flushed(own_settings: Settings, own_shop: Workshop, read: Reading):
    project = own_shop.story.project()
    images = [own_shop.upload(project) for _ in range(10)]
    read.catch_up()
    broker = open_broker(own_settings.redis_url)
    assert relay(own_shop.deliveries, lambda owed: send(broker, owed), lease=0.1) == 10
    with Redis.from_url(own_settings.redis_url) as client:
        client.flushdb()
    eventually(lambda: relay(own_shop.deliveries, lambda owed: send(broker, owed), lease=60))
    tools = own_shop.tools
    with working(own_settings.redis_url, lanes(own_shop.bench, tools, tools)):  # type: ignore[arg-type] # does both
        eventually(lambda: all(own_shop.topics(image) == ["media.processed"] for image in images))
    broker.close()


def test_a_poisonous_job_holds_up_no_other(own_settings: Settings, own_shop: Workshop, read: Reading):
    project = own_shop.story.project()
    poison = own_shop.upload(project, body=b"poison")
    good = [own_shop.upload(project) for _ in range(10)]

    class Choosy:
        def process(self, source, out, progress):
            if source.read_bytes() == b"poison":
                raise RuntimeError
            return own_shop.tools.process(source, out, progress)

    def settled() -> bool:
        relay(own_shop.deliveries, lambda owed: send(broker, owed))
        return all(own_shop.topics(id) for id in (poison, *good))

    read.catch_up()
    broker = open_broker(own_settings.redis_url)
    with working(own_settings.redis_url, lanes(own_shop.bench, Choosy(), Choosy())):
        eventually(settled)
    broker.close()
    assert own_shop.topics(poison) == ["media.failed"]
    assert [own_shop.topics(image) for image in good] == [["media.processed"]] * 10
