"""Keeps the read models up to date, and tells those who watch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from threading import Event
from time import monotonic
from typing import Any, cast

from eventsourcing.postgres import PostgresApplicationRecorder

from adapters import wiring
from adapters.eventstore.environment import postgres
from adapters.settings import Settings
from application.argument import ARgument
from projections.catalogue import Catalogue
from projections.clickhouse import ClickHouse
from projections.follower import Followed, Follower
from projections.hints import hints
from projections.jobs import Jobs
from projections.leader import Lead, leading
from projections.library import Library
from projections.links import Links
from projections.markers import Markers
from projections.usage import Usage
from projections.view import Recorded, View, open_datastore
from workers.together import lasting, together

VIEWS: tuple[type[View], ...] = (Jobs, Library, Markers, Links, Usage)
"""In the order in which they hear of an event: work begins first."""
BATCH = 200
LISTEN = 0.25
"""Seconds: how late a call to stop is heard, and an event whose notification was lost is seen."""
LOOK = 5.0
"""Seconds between two looks at positions that somebody else may have changed."""

Told = Callable[[Sequence[Recorded]], None]


def run(settings: Settings, stop: Event, up: Callable[[], None]) -> None:
    """Follows the events until ``stop``. Raises what is neither a lost database nor one read model's own trouble."""

    def read_models() -> None:
        datastore = open_datastore(postgres(settings.database_url, pool=1))
        live = wiring.live(settings)
        with closing(datastore), wiring.read_pool(settings, size=1) as pool:

            def tell(batch: Sequence[Recorded]) -> None:
                for project_id, hint in hints(pool, batch):
                    live.publish(project_id, hint)

            views = [view.over(datastore) for view in VIEWS]
            follow(settings, "read models", views, stop, up=up, told=tell)

    def catalogue() -> None:
        # By itself: while ClickHouse is away the others go on.
        with closing(ClickHouse(settings.clickhouse_url)) as clickhouse:
            follow(settings, "catalogue", [Catalogue(clickhouse)], stop, up=lambda: None, told=lambda _: None)

    together([lambda: lasting(read_models, stop), lambda: lasting(catalogue, stop)], stop)


def follow(
    settings: Settings, name: str, views: Sequence[Followed], stop: Event, *, up: Callable[[], None], told: Told
) -> None:
    """Keeps these up to date while no other process does, which ``name`` says."""
    app = wiring.application(settings, pool=1)
    recorder = cast("PostgresApplicationRecorder", app.recorder)
    with closing(app), leading(settings.database_url, name, recorder.channel_name, stop, up=up) as lead:
        if lead:
            keep_up(Follower(views, reader(app)), lead, stop, told)


def keep_up(follower: Follower, lead: Lead, stop: Event, told: Told) -> None:
    """Hands batches on until ``stop``; ``told`` gets each event once."""
    last = max(follower.positions.values())
    looked = monotonic()
    while not stop.is_set():
        batch = follower.step()
        told([recorded for recorded in batch if recorded.position > last])
        last = max([last, *(recorded.position for recorded in batch)])
        if not batch:
            lead.listen(LISTEN)
            if monotonic() - looked > LOOK:
                follower.look()
                looked = monotonic()


def reader(app: ARgument) -> Callable[[int], list[Recorded]]:
    """Reads the events that follow a position. Their order is that of their commits: inserting locks the table."""

    def read(after: int) -> list[Recorded]:
        found = app.recorder.select_notifications(after, BATCH, inclusive_of_start=False)
        return [
            Recorded(notification.id, cast("Any", app.mapper.to_domain_event(notification))) for notification in found
        ]

    return read
