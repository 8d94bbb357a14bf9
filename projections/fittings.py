"""Where the videos of markers show their pictures: a column of the table ``markers``."""

from __future__ import annotations

from domain import fitting
from domain.event import Event
from projections.rows import json, stamp
from projections.view import Curs

KEEP = """
    UPDATE markers SET fittings = fittings || %(fittings)s, version = %(version)s, updated_at = %(updated_at)s
    WHERE id = %(id)s
"""


def update_fittings(curs: Curs, event: Event) -> None:
    """The marker's row after an event that may tell of a search in one of its videos."""
    told = fitting.after({}, event)
    if told:
        curs.execute(KEEP, {"fittings": json(told), "id": event.originator_id, **stamp(event)})
