"""The captions of videos, by language: a column of the table ``media``, and their bytes in ``usage_items``."""

from __future__ import annotations

from domain.captions import CaptionsAdded, CaptionsRemoved, after
from domain.event import Event
from projections.rows import json, stamp
from projections.view import Curs

ADD = """
    UPDATE media SET captions = captions || %(captions)s, version = %(version)s, updated_at = %(updated_at)s
    WHERE id = %(id)s
"""
REMOVE = """
    UPDATE media SET captions = captions - %(language)s::text, version = %(version)s, updated_at = %(updated_at)s
    WHERE id = %(id)s
"""
COUNT = "UPDATE usage_items SET captions = captions || %(captions)s WHERE id = %(id)s"
COUNT_NO_MORE = "UPDATE usage_items SET captions = captions - %(language)s::text WHERE id = %(id)s"


def update_captions(curs: Curs, event: Event) -> None:
    """The video's row after an event that may tell of its captions."""
    match event:
        case CaptionsAdded():
            curs.execute(ADD, {"captions": json(after({}, event)), "id": event.originator_id, **stamp(event)})
        case CaptionsRemoved():
            curs.execute(REMOVE, {"language": event.language, "id": event.originator_id, **stamp(event)})
        case _:
            pass


def count_captions(curs: Curs, event: CaptionsAdded | CaptionsRemoved) -> None:
    """The bytes of the video's captions after this event."""
    if isinstance(event, CaptionsAdded):
        curs.execute(COUNT, {"captions": json({event.language: event.size}), "id": event.originator_id})
    else:
        curs.execute(COUNT_NO_MORE, {"language": event.language, "id": event.originator_id})
