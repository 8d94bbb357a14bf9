"""Every topic that was ever stored stays readable. Files are only ever added; none is changed or removed.

A topic that got a field has another payload with it: ``topic+field.json``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from eventsourcing.persistence import MapperDeserialisationError, StoredEvent

from adapters.eventstore.codec import TOPICS, MsgspecMapper, event_classes
from adapters.eventstore.environment import in_memory
from adapters.eventstore.page import page
from application.argument import ARgument
from domain import link, marker, media, project, slug
from domain.event import fold
from tests.story import Story, everything

GOLDEN = Path(__file__).parents[2] / "golden" / "events"
FILES = sorted(GOLDEN.glob("*.json"))
ID = UUID(int=1)


def stored(topic: str, state: bytes) -> StoredEvent:
    return StoredEvent(originator_id=ID, originator_version=3, topic=topic, state=state)


def topic(file: Path) -> str:
    return file.stem.partition("+")[0]


def kept(payload: dict[str, Any]) -> dict[str, Any]:
    """Without what was retired: ``provisional`` was always true, and `not proved` says the same."""
    score = {name: value for name, value in payload.get("score", {}).items() if name != "provisional"}
    return {**payload, "score": score} if score else payload


def contains(whole: Any, part: Any) -> bool:
    """Whether everything in ``part`` is in ``whole``, which may have more fields."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(contains(whole.get(name), value) for name, value in part.items())
    if isinstance(part, list):
        return isinstance(whole, list) and len(whole) == len(part) and all(map(contains, whole, part))
    return whole == part


def test_every_topic_has_a_payload_and_every_payload_a_class():
    assert {topic(file) for file in FILES} == set(TOPICS)
    assert len(TOPICS) == len(event_classes())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_stored_payload_stays_readable_and_nothing_of_it_is_lost(file: Path):
    mapper = MsgspecMapper(transcoder=None)  # type: ignore[arg-type] # not used
    event = mapper.to_domain_event(stored(topic(file), file.read_bytes()))
    assert type(event) is TOPICS[topic(file)]
    assert (event.originator_id, event.originator_version) == (ID, 3)
    written = mapper.to_stored_event(event)
    assert written.topic == topic(file)
    assert contains(json.loads(written.state), kept(json.loads(file.read_bytes())))


@pytest.mark.parametrize("state", [b"{}", b"no json", b'{"command_id": 1}'])
def test_a_payload_that_cannot_be_read_is_told_with_its_place(state: bytes):
    mapper = MsgspecMapper(transcoder=None)  # type: ignore[arg-type] # not used
    with pytest.raises(MapperDeserialisationError, match=f"project.created {ID}:3"):
        mapper.to_domain_event(stored("project.created", state))


def test_a_story_of_all_events_reads_back_as_it_was_told():
    app = ARgument(in_memory())
    everything(Story(app))
    notifications = app.recorder.select_notifications(1, 1000)
    assert {notification.topic for notification in notifications} == set(TOPICS)
    for notification in notifications:
        event: Any = app.mapper.to_domain_event(notification)
        assert app.mapper.to_stored_event(event).state == notification.state


@pytest.mark.parametrize("module", [project, media, marker, link, slug])
def test_a_stream_ignores_events_of_other_streams(module: Any):
    app = ARgument(in_memory())
    everything(Story(app))
    others = [
        event
        for event in (app.mapper.to_domain_event(found) for found in app.recorder.select_notifications(1, 1000))
        if type(event).__module__ != module.__name__
    ]
    assert fold(module.evolve, others) is None  # type: ignore[arg-type] # events, as the mapper cannot say


def test_the_page_of_events_is_current():
    written = (Path(__file__).parents[3] / "docs" / "events.md").read_text()
    assert written == page(), "python -m adapters.eventstore.page > docs/events.md"
