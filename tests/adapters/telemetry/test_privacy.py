from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from adapters.telemetry.agents import classify
from adapters.telemetry.privacy import PREFIX, Salts, visitor

SALT, PROJECT = b"s" * 32, uuid4().bytes
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Mobile/15E148 Safari/604.1"
)
PIXEL = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36"
)
TABLET = (
    "Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
)
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"


def test_a_visitor_is_the_same_for_a_day_and_a_project_and_nowhere_else():
    here = visitor(SALT, PROJECT, "203.0.113.7", IPHONE)
    assert here == visitor(SALT, PROJECT, "203.0.113.7", IPHONE)
    assert here == visitor(SALT, PROJECT, "::ffff:203.0.113.7", IPHONE)
    others = [
        visitor(b"t" * 32, PROJECT, "203.0.113.7", IPHONE),
        visitor(SALT, uuid4().bytes, "203.0.113.7", IPHONE),
        visitor(SALT, PROJECT, "203.0.113.8", IPHONE),
        visitor(SALT, PROJECT, "203.0.113.7", PIXEL),
    ]
    assert here not in others
    assert len(set(others)) == 4
    assert 0 <= here < 2**64


def test_a_phone_that_changes_the_host_half_of_its_address_stays_one_visitor():
    assert visitor(SALT, PROJECT, "2001:db8:1:2::1", IPHONE) == visitor(SALT, PROJECT, "2001:db8:1:2:ffff::9", IPHONE)
    assert visitor(SALT, PROJECT, "2001:db8:1:2::1", IPHONE) != visitor(SALT, PROJECT, "2001:db8:1:3::1", IPHONE)


def test_an_address_that_is_none_does_no_harm():
    assert visitor(SALT, PROJECT, "unix:", "\udcff") != visitor(SALT, PROJECT, "", "")


@pytest.mark.parametrize(
    ("text", "device", "os", "browser"),
    [
        (IPHONE, "mobile", "iOS", "Safari"),
        (PIXEL, "mobile", "Android", "Chrome"),
        (TABLET, "tablet", "Android", "Chrome"),
        (WINDOWS, "desktop", "Windows", "Firefox"),
        (IPHONE.replace("iPhone;", "iPad;"), "tablet", "iOS", "Safari"),
    ],
)
def test_user_agents_become_classes(text: str, device: str, os: str, browser: str):
    agent = classify(text)
    assert (agent.device, agent.os, agent.browser, agent.is_bot) == (device, os, browser, False)


@pytest.mark.parametrize(
    "text",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "curl/8.9.1",
        "python-requests/2.32",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36",
        "",
    ],
)
def test_known_bots_are_flagged(text: str):
    assert classify(text).is_bot


def test_all_processes_share_the_salt_of_a_day(redis_url: str):
    async def draw() -> list[bytes]:
        clients = [Redis.from_url(redis_url) for _ in range(4)]
        salts = await asyncio.gather(*(Salts(client).of(day) for client in clients for day in (TODAY, TOMORROW)))
        for client in clients:
            await client.aclose()
        return salts

    found = asyncio.run(draw())
    assert len(set(found[::2])) == len(set(found[1::2])) == 1
    assert found[0] != found[1]
    assert len(found[0]) == 32


def test_a_salt_ends_a_day_after_its_day(redis_url: str):
    async def life() -> int:
        async with Redis.from_url(redis_url) as client:
            await Salts(client).of(TODAY)
            return await client.expiretime(f"{PREFIX}{TODAY}")

    assert datetime.fromtimestamp(asyncio.run(life()), UTC).date() == TODAY + timedelta(days=2)


TODAY = datetime.now(UTC).date()
TOMORROW: date = TODAY + timedelta(days=1)
