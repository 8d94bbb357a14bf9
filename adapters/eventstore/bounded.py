"""The library's Postgres store on connections that give up on a server which does not answer."""

from __future__ import annotations

from typing import Any, cast

from eventsourcing.postgres import ConnectionPool, PostgresFactory
from eventsourcing.utils import Environment

from projections.connection import BOUNDS, BoundedConnection, ping


class BoundedFactory(PostgresFactory):
    """Named by PERSISTENCE_MODULE. The library's settings reach neither the sockets nor ``statement_timeout``."""

    def __init__(self, env: Environment | dict[str, str] | None) -> None:
        super().__init__(env)
        store = self.datastore
        planned = store.pool  # not open yet: it has no connection and no thread
        store.pool = cast(
            "ConnectionPool[Any]",
            ConnectionPool(
                connection_class=BoundedConnection,
                kwargs=cast("dict[str, Any]", planned.kwargs) | BOUNDS,
                min_size=planned.min_size,
                max_size=planned.max_size,
                open=False,
                configure=store.after_connect_func(),
                check=ping,
                timeout=planned.timeout,
                max_lifetime=planned.max_lifetime,
            ),
        )
