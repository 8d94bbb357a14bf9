from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.settings import Settings
from tests.own import own_settings, template
from tests.workers.benches import Workshop, workshop

__all__ = ["own_settings", "template"]


@pytest.fixture
def shop(migrated_settings: Settings) -> Iterator[Workshop]:
    with workshop(migrated_settings) as found:
        yield found
