from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.settings import Settings
from tests.own import own_database, own_settings, template
from tests.projections.reading import Reading, reading
from tests.story import Story

__all__ = ["own_settings", "template"]


@pytest.fixture(scope="module")
def shared_reading(migrated_settings: Settings, template: str) -> Iterator[Reading]:
    """On a database of its own: elsewhere a projector of other tests may be at work on the same tables."""
    with own_database(migrated_settings, template) as settings, reading(settings) as found:
        yield found


@pytest.fixture
def read(shared_reading: Reading) -> Reading:
    """Read models that are empty as far as the account of this test goes."""
    shared_reading.story = Story(shared_reading.app)
    return shared_reading


@pytest.fixture
def own_read(own_settings: Settings) -> Iterator[Reading]:
    """Read models that are empty altogether."""
    with reading(own_settings) as found:
        yield found
