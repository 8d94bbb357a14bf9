from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from adapters.telemetry import incoming
from adapters.telemetry.errors import InvalidEvents, TelemetryError, TooLarge

LINK = "0190a0b0-0000-4000-8000-000000000001"


def body(**changes: object) -> dict[str, object]:
    return {"linkId": LINK, "sessionId": "session-1", "eventId": str(uuid4()), "eventType": "view_started", **changes}


def decoded(**changes: object) -> incoming.Incoming:
    return incoming.decode(json.dumps(body(**changes)).encode())[0]


def test_a_single_event_and_a_batch_are_the_same_thing():
    one = body(metadata={"watchedMs": 5})
    assert incoming.decode(json.dumps(one).encode()) == incoming.decode(json.dumps({"events": [one]}).encode())
    assert len(incoming.decode(json.dumps({"sent": 1, "events": [one] * 50}).encode())) == 50


def test_unknown_fields_do_no_harm():
    assert decoded(fingerprint="x", version=3).link_id == UUID(LINK)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"eventType": "project_deleted"}, InvalidEvents),
        ({"linkId": "somewhere"}, InvalidEvents),
        ({"sessionId": "short"}, InvalidEvents),
        ({"sessionId": "x" * 65}, InvalidEvents),
        ({"sessionId": 12345678}, InvalidEvents),
        ({"eventId": "x" * 65}, InvalidEvents),
        ({"occurredAt": "yesterday"}, InvalidEvents),
        ({"token": "x" * 201}, InvalidEvents),
        ({"metadata": {"note": "x" * 1025}}, TooLarge),
    ],
)
def test_what_breaks_a_limit_is_refused(change: dict[str, object], error: type[TelemetryError]):
    with pytest.raises(error):
        decoded(**change)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"events":[]}',
        b'{"events":{}}',
        b'{"events":[{}]}',
        b"\xff\xfe",
        b'{"linkId":',
        b"[" * 90_000,
        b'{"events":' + b"[" * 90_000,
        b'{"linkId":"'
        + LINK.encode()
        + b'","sessionId":"session-1","eventType":"view_started","metadata":'
        + b"[" * 900,
        json.dumps({"events": [body()] * 51}).encode(),
    ],
)
def test_malformed_bodies_are_refused(raw: bytes):
    with pytest.raises(InvalidEvents):
        incoming.decode(raw)


def test_a_body_that_is_too_long_is_refused_before_it_is_read():
    with pytest.raises(TooLarge):
        incoming.decode(b" " * (incoming.MOST_BYTES + 1))


@pytest.mark.parametrize("given", [[1], "text", 5, True])
def test_metadata_is_an_object(given: object):
    with pytest.raises(InvalidEvents) as caught:
        incoming.metadata_of(decoded(metadata=given))
    assert caught.value.code == "invalid_metadata"


def test_deep_metadata_is_refused_and_not_fatal():
    deep = b'{"a":' * 150 + b"1" + b"}" * 150
    raw = json.dumps(body()).encode()[:-1] + b',"metadata":' + deep + b"}"
    event = incoming.decode(raw)[0]
    assert incoming.metadata_of(event)
    with pytest.raises((InvalidEvents, TooLarge)):
        incoming.decode(raw.replace(deep, b'{"a":' * 2000))


def test_an_event_keeps_its_id_and_other_names_get_one():
    own = uuid4()
    assert incoming.event_key(decoded(eventId=str(own))) == own.bytes
    named = [incoming.event_key(decoded(eventId=name)) for name in ("event-one", "event-one", "event-two")]
    assert named[0] == named[1] != named[2]
    assert {len(key) for key in named} == {16}


def test_without_an_id_the_content_decides():
    at = "2026-11-22T10:00:00Z"
    first = decoded(eventId=None, occurredAt=at, metadata={"progress": 25})
    again = decoded(eventId=None, occurredAt=at, metadata={"progress": 25})
    later = decoded(eventId=None, occurredAt=at, metadata={"progress": 50})
    other = decoded(eventId=None, occurredAt=at, metadata={"progress": 25}, sessionId="session-2")
    keys = [incoming.event_key(event) for event in (first, again, later, other)]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3


def test_a_wrong_clock_is_clipped_to_a_day():
    now = int(datetime(2026, 11, 22, tzinfo=UTC).timestamp() * 1000)
    day = 24 * 3600 * 1000
    for at, expected in [
        ("2026-11-21T23:59:59.5Z", now - 500),
        ("2026-11-22T02:00:00+02:00", now),
        ("2026-11-22T00:00:00", now),
        ("1970-01-01T00:00:00Z", now - day),
        ("2099-01-01T00:00:00Z", now + day),
    ]:
        assert incoming.milliseconds(decoded(occurredAt=at), now) == expected
    assert incoming.milliseconds(decoded(), now) == now


def test_numbers_and_words_are_tamed():
    assert [incoming.number(value, 100) for value in (5, 5.9, -1, 1e300, "5", None, True, [5])] == [
        5,
        5,
        0,
        100,
        0,
        0,
        0,
        0,
    ]
    assert incoming.word("a\x00b\n" + "c" * 200) == "ab" + "c" * 96
    assert incoming.word({"a": 1}) == ""


def test_of_a_referrer_only_the_host_is_kept():
    assert incoming.host("https://user:pw@news.example:8080/private?who=me") == "news.example:8080"
    assert incoming.host("news.example/private") == "news.example"
    assert incoming.host(None) == ""
