from __future__ import annotations

from collections.abc import Callable

import pytest

from adapters.markers.advice.details import Details, details
from adapters.markers.planar.compile import compile_planar
from tests.adapters.markers.advice.drawn import Colour, grey

Known = Callable[[Colour], Details]


@pytest.fixture(scope="session")
def known() -> Known:
    """What the default engine knows of a BGR picture; compiled once for all tests of a process."""
    kept: dict[bytes, Details] = {}

    def compiled(picture: Colour) -> Details:
        key = picture.tobytes()
        if key not in kept:
            kept[key] = details(compile_planar(grey(picture), progress=lambda step, share: None).data)
        return kept[key]

    return compiled
