"""How long scripts keep a page's main thread busy, from Chromium's own trace."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page

CATEGORIES = ["devtools.timeline", "v8", "disabled-by-default-devtools.timeline", "__metadata"]
SCRIPT = {
    "EvaluateScript",
    "EventDispatch",
    "FireAnimationFrame",
    "FunctionCall",
    "MajorGC",
    "MinorGC",
    "RunMicrotasks",
    "TimerFire",
    "V8.GCFinalizeMC",
    "v8.compile",
}
"""Slices in which script runs or is paid for; they nest, and what lies within another counts once."""
MAIN = "CrRendererMain"
PATIENCE = 30.0


class Slice(NamedTuple):
    """Microseconds: from, to, and how long of it the thread had a processor."""

    begin: float
    end: float
    ran: float


def script_time(browser: Browser, page: Page, seconds: float) -> tuple[float, float]:
    """Milliseconds of script a second on the main thread of the busiest page: by the clock, and on the processor."""
    session = browser.new_browser_cdp_session()
    events: list[dict[str, Any]] = []
    ended: list[bool] = []
    session.on("Tracing.dataCollected", lambda said: events.extend(said["value"]))
    session.on("Tracing.tracingComplete", lambda _: ended.append(True))
    config = {"includedCategories": CATEGORIES, "recordMode": "recordContinuously"}
    session.send("Tracing.start", {"traceConfig": config, "transferMode": "ReportEvents"})
    page.wait_for_timeout(seconds * 1000)
    session.send("Tracing.end")
    end = time.monotonic() + PATIENCE
    while not ended and time.monotonic() < end:
        page.wait_for_timeout(50)
    clock, processor = max(map(covered, of_main_threads(events)), default=(0.0, 0.0))
    return clock / 1000 / seconds, processor / 1000 / seconds


def of_main_threads(events: Iterable[dict[str, Any]]) -> list[list[Slice]]:
    """The script slices of each page's main thread."""
    found = defaultdict[tuple[int, int], list[Slice]](list)
    mains = set()
    for event in events:
        thread = event["pid"], event["tid"]
        if event.get("name") == "thread_name" and event["args"]["name"] == MAIN:
            mains.add(thread)
        elif event.get("ph") == "X" and event["name"] in SCRIPT:
            length = event.get("dur", 0)
            found[thread].append(Slice(event["ts"], event["ts"] + length, event.get("tdur", length)))
    return [slices for thread, slices in found.items() if thread in mains]


def covered(slices: Iterable[Slice]) -> tuple[float, float]:
    """The time in which at least one of them runs, and how much of it on the processor. They nest."""
    clock, processor, until = 0.0, 0.0, float("-inf")
    for one in sorted(slices, key=lambda one: (one.begin, -one.end)):
        if one.begin >= until:
            clock, processor, until = clock + one.end - one.begin, processor + one.ran, one.end
    return clock, processor
