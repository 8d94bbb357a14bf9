from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from adapters.telemetry.tokens import is_owner, owner_token, project_of, telemetry_token

SECRET = "s" * 40
LINK, PROJECT = uuid4(), uuid4()
NOW = datetime(2026, 11, 22, 10, 59, 59, tzinfo=UTC)


def test_a_token_names_the_project_for_two_days():
    token = telemetry_token(SECRET, LINK, PROJECT, NOW)
    for hours in (0, 1, 47):
        assert project_of(SECRET, LINK, token, NOW + timedelta(hours=hours)) == PROJECT
    assert project_of(SECRET, LINK, token, NOW + timedelta(hours=50)) is None
    assert project_of(SECRET, LINK, token, NOW - timedelta(hours=1)) == PROJECT
    assert project_of(SECRET, LINK, token, NOW - timedelta(hours=2)) is None


def test_a_token_is_the_same_for_everyone_in_an_hour():
    assert telemetry_token(SECRET, LINK, PROJECT, NOW) == telemetry_token(
        SECRET, LINK, PROJECT, NOW - timedelta(minutes=59)
    )
    assert telemetry_token(SECRET, LINK, PROJECT, NOW) != telemetry_token(
        SECRET, LINK, PROJECT, NOW + timedelta(seconds=1)
    )


def test_another_link_or_secret_or_bit_is_refused():
    token = telemetry_token(SECRET, LINK, PROJECT, NOW)
    assert project_of(SECRET, uuid4(), token, NOW) is None
    assert project_of("t" * 40, LINK, token, NOW) is None
    raw = base64.urlsafe_b64decode(token)
    for place in range(len(raw) * 8):
        bent = bytearray(raw)
        bent[place // 8] ^= 1 << place % 8
        assert project_of(SECRET, LINK, base64.urlsafe_b64encode(bytes(bent)).decode(), NOW) is None


@pytest.mark.parametrize("token", ["", "x", "=", "ü" * 20, "A" * 48, "A" * 200, "\ud800"])
def test_nonsense_is_refused(token: str):
    assert project_of(SECRET, LINK, token, NOW) is None
    assert not is_owner(SECRET, LINK, token)


def test_an_owner_token_holds_for_its_link_alone():
    assert is_owner(SECRET, LINK, owner_token(SECRET, LINK))
    assert not is_owner(SECRET, uuid4(), owner_token(SECRET, LINK))
    assert not is_owner(SECRET, LINK, None)
