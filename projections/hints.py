"""What those who watch a project are told after an event: only enough to know that they should look again."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from uuid import UUID

import psycopg
from psycopg import Connection
from psycopg_pool import ConnectionPool

from domain.project import ProjectCreated
from domain.slug import SlugClaimed, SlugReleased
from projections.view import Recorded

log = logging.getLogger(__name__)

Hint = dict[str, object]

PROJECT_OF = """
    SELECT id FROM projects WHERE id = %(id)s
    UNION ALL SELECT project_id FROM media WHERE id = %(id)s
    UNION ALL SELECT project_id FROM markers WHERE id = %(id)s
    UNION ALL SELECT project_id FROM links WHERE id = %(id)s
"""


def hints(pool: ConnectionPool, batch: Sequence[Recorded]) -> Iterator[tuple[UUID, Hint]]:
    """The hints of these events, each with its project; fewer when the database does not answer."""
    if not batch:
        return
    try:
        with pool.connection() as conn:
            for recorded in batch:
                project_id = project_of(conn, recorded)
                if project_id:
                    yield project_id, hint(recorded)
    except (psycopg.Error, ConnectionError) as error:
        log.warning("no hints for %d events: %s", len(batch), error)


def hint(recorded: Recorded) -> Hint:
    """``topic`` says what happened, ``id`` to what, ``position`` what to wait for."""
    event = recorded.event
    return {
        "position": recorded.position,
        "topic": event.TOPIC,
        "id": str(event.originator_id),
        "version": event.originator_version,
    }


def project_of(conn: Connection, recorded: Recorded) -> UUID | None:
    """The project that the event is about; None for slugs, which no page shows."""
    match recorded.event:
        case SlugClaimed() | SlugReleased():
            return None
        case ProjectCreated():
            return recorded.event.originator_id
        case _:
            found = conn.execute(PROJECT_OF, {"id": recorded.event.originator_id}).fetchone()
            return found[0] if found else None
