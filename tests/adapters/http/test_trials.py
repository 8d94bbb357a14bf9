"""Trials of a marker with an own camera: without a link, for a while, and never counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest

from adapters.identity.trials import LIFETIME, Trial, trial_of, trial_ticket
from tests.adapters.http.owner import API, Owner, Published, Service


def begun(owner: Owner, marker: str) -> str:
    """The ticket of a new trial."""
    answer = owner.post(f"/markers/{marker}/trials")
    assert answer.status_code == 201, answer.text
    return urlsplit(answer.json()["url"]).fragment


@pytest.fixture
def made(owner: Owner) -> Published:
    return owner.published()


def test_a_trial_shows_what_a_link_would_but_can_tell_no_views(service: Service, owner: Owner, made: Published) -> None:
    answer = owner.post(f"/markers/{made.marker}/trials").json()
    ticket = urlsplit(answer["url"]).fragment
    assert urlsplit(answer["url"]).path == "/try"
    shown = service.client.get(f"{API}/trials/{ticket}")
    link = service.client.get(f"{API}/links/{made.slug}").json()
    assert {name: shown.json()[name] for name in ("state", "marker", "videos", "imageUrl")} == {
        name: link[name] for name in ("state", "marker", "videos", "imageUrl")
    }
    assert (shown.json()["slug"], shown.json()["telemetryToken"]) == ("", "")
    assert shown.headers["cache-control"] == "private, no-store"
    event = {"linkId": shown.json()["id"], "sessionId": "s", "eventId": "e", "eventType": "view_started"}
    assert service.client.post(f"{API}/analytics/track", json=event).status_code in (400, 404)


def test_a_code_takes_it_to_a_phone(service: Service, owner: Owner, made: Published) -> None:
    code = urlsplit(owner.post(f"/markers/{made.marker}/trials").json()["qrUrl"])
    drawn = service.client.get(code.path, params={"format": "svg"})
    assert (drawn.headers["content-type"].partition(";")[0], "<svg" in drawn.text) == ("image/svg+xml", True)


def test_a_trial_ends_with_its_marker(service: Service, owner: Owner, made: Published) -> None:
    ticket = begun(owner, made.marker)
    gone = owner.delete(f"/markers/{made.marker}")
    owner.get(f"/markers/{made.marker}", params={"after": int(gone.headers["x-position"])})
    refused = service.client.get(f"{API}/trials/{ticket}")
    assert (refused.status_code, refused.json()["code"]) == (404, "trial_over")


def test_a_marker_without_files_cannot_be_tried(owner: Owner) -> None:
    story = owner.story()
    marker = story.marker(story.process(story.upload(story.project())))
    refused = owner.post(f"/markers/{marker}/trials", params={"after": story.position})
    assert (refused.status_code, refused.json()["code"]) == (409, "marker_not_ready")


def test_a_ticket_is_no_key_to_anything_else(service: Service, owner: Owner, made: Published) -> None:
    ticket = begun(owner, made.marker)
    answer = service.client.get(f"{API}/markers/{made.marker}", headers={"Authorization": f"Bearer {ticket}"})
    assert answer.status_code == 401
    assert service.client.get(f"{API}/trials/{owner.token}").status_code == 404


SECRET = "s" * 32
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TRIAL = Trial(marker_id=UUID(int=1), owner_id=UUID(int=2), until=NOW + timedelta(seconds=LIFETIME))


def test_a_ticket_says_what_was_signed_until_it_is_too_old() -> None:
    ticket = trial_ticket(SECRET, TRIAL)
    assert trial_of(SECRET, ticket, NOW) == TRIAL
    assert trial_of(SECRET, ticket, TRIAL.until + timedelta(seconds=1)) is None
    assert trial_of("t" * 32, ticket, NOW) is None


def test_a_ticket_that_was_changed_proves_nothing() -> None:
    ticket = trial_ticket(SECRET, TRIAL)
    for at in range(len(ticket)):
        other = "B" if ticket[at] == "A" else "A"
        assert trial_of(SECRET, ticket[:at] + other + ticket[at + 1 :], NOW) in (None, TRIAL)
        assert trial_of(SECRET, ticket[:at], NOW) is None
    for nonsense in ("", "é", "=" * 8, "A" * 10_000, str(uuid4()), ticket + "A"):
        assert trial_of(SECRET, nonsense, NOW) is None
