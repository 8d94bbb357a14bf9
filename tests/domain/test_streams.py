"""What holds for every stream: it begins with one event, and no event of a stream makes another state of nothing."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from adapters.eventstore.codec import event_classes
from adapters.eventstore.environment import in_memory
from application.argument import ARgument
from domain import link, marker, media, project, slug
from domain.event import Event, fold, job_id
from domain.slug import slug_id
from tests.story import Story, everything

MODULES = [project, media, marker, link, slug]


def told(module: ModuleType) -> dict[Any, list[Event]]:
    """The events of this kind of stream in a long story, by stream."""
    app = ARgument(in_memory())
    everything(Story(app))
    streams: dict[Any, list[Event]] = {}
    for notification in app.recorder.select_notifications(1, 1000):
        event: Any = app.mapper.to_domain_event(notification)
        streams.setdefault(event.originator_id, []).append(event)
    return {id: events for id, events in streams.items() if type(events[0]).__module__ == module.__name__}


@pytest.mark.parametrize("module", MODULES)
def test_a_state_is_at_the_version_of_its_last_event(module: Any):
    for id, events in told(module).items():
        state = fold(module.evolve, events)
        assert state is not None
        assert (state.id, state.version) == (id, len(events))


@pytest.mark.parametrize("module", MODULES)
def test_nothing_comes_of_events_whose_beginning_is_missing(module: Any):
    for events in told(module).values():
        later = [event for event in events if type(event) is not type(events[0])]
        assert fold(module.evolve, later) is None


@pytest.mark.parametrize("module", MODULES)
def test_an_unknown_event_changes_nothing(module: Any):
    events = next(iter(told(module).values()))
    state = fold(module.evolve, events)
    strange = Event(
        originator_id=events[0].originator_id, originator_version=99, command_id=events[0].command_id, at=events[0].at
    )
    assert module.evolve(state, strange) == state


def test_topics_are_short_unique_and_named_after_their_stream():
    topics = [cls.TOPIC for cls in event_classes()]
    assert len(set(topics)) == len(topics)
    for cls in event_classes():
        assert cls.TOPIC.startswith(cls.__module__.removeprefix("domain.") + ".")


def test_ids_that_follow_from_facts_never_change():
    id = slug_id("my-poster")
    assert str(id) == "21c418b8-9cc2-53e7-8fd3-c5a395f920dc"
    assert str(job_id(id, 1, media.PROCESS)) == "daf88a7e-68a4-597c-b763-a2112ebb83fa"
    assert job_id(id, 2, media.PROCESS) != job_id(id, 1, media.PROCESS) != job_id(id, 1, marker.GENERATE)
