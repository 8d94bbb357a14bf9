from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

import pytest

from adapters.settings import Settings
from application import commands
from application.ports import WorkFailed
from domain.marker import MarkerAdvised
from domain.quality import LookAlike
from tests.projections.reading import Reading, reading
from tests.story import CROP, Story
from tests.workers.benches import Workshop, workshop
from workers import advice


class Place(NamedTuple):
    """Workers and read models on engines of their own."""

    shop: Workshop
    read: Reading


@pytest.fixture
def place(own_settings: Settings) -> Iterator[Place]:
    with workshop(own_settings) as shop, reading(own_settings) as read:
        yield Place(shop, read)


def generated(shop: Workshop, body: bytes, story: Story | None = None) -> UUID:
    """A marker of a picture with these bytes, by the shop's own story or another."""
    if story:
        shop = type(shop)(story, *(getattr(shop, name) for name in shop.__struct_fields__[1:]))
    image = shop.upload(shop.story.project(), body=body)
    marker = shop.story.marker(image)
    shop.process(image)
    shop.generate(marker)
    return marker


def advised(place: Place, marker: UUID) -> MarkerAdvised:
    place.read.catch_up()
    place.shop.advise(marker)
    event = place.shop.story.app.read(marker)[-1]
    assert isinstance(event, MarkerAdvised)
    return event


def test_a_marker_gets_proposals_and_is_alone_at_first(place: Place):
    event = advised(place, generated(place.shop, b"a cat"))
    assert (event.proposals, event.look_alikes, place.shop.tools.compared) == ((CROP,), (), 0)


def test_a_marker_that_looks_like_another_of_the_owner_is_named(place: Place):
    first, _other = generated(place.shop, b"a cat"), generated(place.shop, b"a dog")
    event = advised(place, generated(place.shop, b"a cat"))
    assert event.look_alikes == (LookAlike(marker_id=first, likeness=1.0),)
    assert place.shop.tools.compared == 2


def test_what_others_own_is_neither_looked_at_nor_named(place: Place):
    generated(place.shop, b"a cat", Story(place.shop.story.app))
    event = advised(place, generated(place.shop, b"a cat"))
    assert (event.look_alikes, place.shop.tools.compared) == ((), 0)


def test_deleted_markers_are_not_compared_with(place: Place):
    gone = generated(place.shop, b"a cat")
    place.shop.story.give(commands.DeleteMarker, marker_id=gone)
    assert advised(place, generated(place.shop, b"a cat")).look_alikes == ()


def test_only_the_newest_are_compared_with(place: Place, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(advice, "COMPARED", 2)
    for number in range(4):
        generated(place.shop, f"picture {number}".encode())
    advised(place, generated(place.shop, b"a cat"))
    assert place.shop.tools.compared == 2


def test_the_message_may_come_again_and_advice_that_fails_costs_nothing_else(place: Place):
    marker = generated(place.shop, b"a cat")
    advised(place, marker)
    place.shop.advise(marker)
    assert place.shop.topics(marker) == ["marker.generated", "marker.advised"]

    def fail() -> None:
        raise WorkFailed("out of memory")

    other = generated(place.shop, b"a dog")
    place.shop.tools.action = fail
    for _ in range(3):
        place.shop.advise(other)
    assert place.shop.topics(other) == ["marker.generated", "marker.advice_failed"]
    assert place.shop.story.app.streams().marker(other).status == "generated"
