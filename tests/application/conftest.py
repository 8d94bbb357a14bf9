from __future__ import annotations

import pytest

from adapters.eventstore.environment import in_memory
from application.argument import ARgument
from tests.story import Story


@pytest.fixture
def story() -> Story:
    """Of an account whose events live in memory."""
    return Story(ARgument(in_memory()))
