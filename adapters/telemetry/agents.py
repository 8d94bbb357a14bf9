"""User agents as a few classes. The text itself goes no further."""

from __future__ import annotations

from functools import lru_cache

import msgspec
from crawleruseragents import is_crawler
from ua_parser import parse_device, parse_os, parse_user_agent

LONGEST = 512
_TABLETS = ("iPad", "Tablet", "Kindle", "PlayBook", "Silk/")
_MOBILE_OS = frozenset(
    ["iOS", "Android", "Windows Phone", "KaiOS", "HarmonyOS", "Tizen", "Firefox OS", "BlackBerry OS"]
)
_BROWSERS = (
    ("Edge", "Edge"),
    ("Samsung Internet", "Samsung Internet"),
    ("Opera", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)


class Agent(msgspec.Struct, frozen=True):
    """``device``: mobile, tablet, desktop, bot or other. ``browser`` and ``os`` are families without versions."""

    device: str
    os: str
    browser: str
    is_bot: bool


def classify(user_agent: str) -> Agent:
    """What a User-Agent header tells, roughly."""
    return _classify(user_agent[:LONGEST])


@lru_cache(maxsize=4096)
def _classify(text: str) -> Agent:
    system = parse_os(text)
    browser = parse_user_agent(text)
    device = parse_device(text)
    os = system.family if system else "Other"
    bot = not text or is_crawler(text) or (device is not None and device.family == "Spider")
    return Agent(
        device="bot" if bot else _device(text, os),
        os=os,
        browser=_family(browser.family if browser else "Other"),
        is_bot=bot,
    )


def _device(text: str, os: str) -> str:
    if any(mark in text for mark in _TABLETS) or (os == "Android" and "Mobile" not in text):
        return "tablet"
    if os in _MOBILE_OS:
        return "mobile"
    return "other" if os == "Other" else "desktop"


def _family(name: str) -> str:
    return next((family for part, family in _BROWSERS if part in name), name)
