"""Read models fed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import Connection

from adapters import wiring
from adapters.eventstore.environment import postgres
from adapters.settings import Settings
from application.argument import ARgument
from projections.follower import Follower
from projections.view import View, open_datastore
from tests.story import Story
from workers.projector import VIEWS, reader


class Reading:
    """The write side, the read models, and a connection for queries. Each ``story`` is another account's."""

    def __init__(self, settings: Settings, app: ARgument, views: list[View], conn: Connection) -> None:
        self.settings = settings
        self.app = app
        self.story = Story(app)
        self.views = views
        self.conn = conn
        self._follower = Follower(views, reader(app))

    def catch_up(self) -> None:
        """Feed everything that was recorded."""
        self._follower.look()
        while self._follower.step():
            pass
        assert set(self._follower.positions.values()) == {self.app.position()}


@contextmanager
def reading(settings: Settings) -> Iterator[Reading]:
    """On these settings, closed in the end."""
    app = wiring.application(settings, pool=2)
    datastore = open_datastore(postgres(settings.database_url, pool=1))
    with wiring.read_pool(settings, size=1) as pool, pool.connection() as conn:
        yield Reading(settings, app, [view.over(datastore) for view in VIEWS], conn)
    datastore.close()
    app.close()
