"""The API in this process, on real engines, with a projector beside it; a new account for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from litestar.testing import TestClient

from adapters import wiring
from adapters.http.app import create_app
from adapters.http.parts import Parts
from adapters.settings import Settings
from tests.adapters.http.following import following
from tests.adapters.http.owner import Owner, Service
from tests.own import own_settings, template

__all__ = ["own_settings", "template"]


@pytest.fixture(scope="session")
def projecting(migrated_settings: Settings) -> Iterator[None]:
    """Read models that follow the events."""
    with following(migrated_settings):
        yield


@pytest.fixture(scope="session")
def parts(migrated_settings: Settings) -> Parts:
    return wiring.api_parts(migrated_settings)


@pytest.fixture(scope="session")
def service(parts: Parts, projecting: None) -> Iterator[Service]:
    with TestClient(create_app(parts), raise_server_exceptions=False) as client:
        yield Service(client, parts)


@pytest.fixture
def owner(service: Service) -> Owner:
    return service.owner()


@pytest.fixture
def stranger(service: Service) -> Owner:
    return service.owner()
