from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from domain.errors import Invalid
from domain.event import Stamp
from domain.slug import Slug, check, claim, release, slug_id

OWNER, LINK = uuid4(), uuid4()
ID = slug_id("my-poster")
HELD = Slug(id=ID, version=1, owner_id=OWNER, link_id=LINK)


def stamp() -> Stamp:
    return Stamp(id=ID, version=2, command_id=uuid4(), at=datetime(2026, 1, 1, tzinfo=UTC))


def test_who_holds_a_slug_claims_it_again_in_vain():
    assert claim(HELD, stamp(), slug="my-poster", owner_id=OWNER, link_id=LINK) == []


def test_who_does_not_hold_a_slug_releases_it_in_vain():
    assert release(HELD, stamp(), uuid4()) == release(None, stamp(), LINK) == []


@pytest.mark.parametrize("slug", ["abc", "a-b", "2026", "x" * 50, "-a-", "deadbeef"])
def test_slugs_as_people_print_them_are_fine(slug: str):
    check(slug)


@pytest.mark.parametrize(
    "slug", [str(UUID(int=7)), UUID(int=7).hex, f"0-{UUID(int=7).hex[1:]}-", "health", "v2/x", "a b", "ABC", "abc\n"]
)
def test_other_texts_are_not(slug: str):
    with pytest.raises(Invalid):
        check(slug)
