"""How long scripts keep a page's main thread busy, from Chromium's own trace."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

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

Slice = tuple[float, float]


def script_time(browser: Browser, page: Page, seconds: float) -> float:
    """Milliseconds of script a second on the main thread of the busiest page."""
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
    return max(map(covered, of_main_threads(events)), default=0.0) / 1000 / seconds


def of_main_threads(events: Iterable[dict[str, Any]]) -> list[list[Slice]]:
    """The script slices of each page's main thread, beginning and end in microseconds."""
    found = defaultdict[tuple[int, int], list[Slice]](list)
    mains = set()
    for event in events:
        thread = event["pid"], event["tid"]
        if event.get("name") == "thread_name" and event["args"]["name"] == MAIN:
            mains.add(thread)
        elif event.get("ph") == "X" and event["name"] in SCRIPT:
            found[thread].append((event["ts"], event["ts"] + event.get("dur", 0)))
    return [slices for thread, slices in found.items() if thread in mains]


def covered(slices: Iterable[Slice]) -> float:
    """The time in which at least one of them runs."""
    total, until = 0.0, float("-inf")
    for begin, end in sorted(slices):
        total += max(0.0, end - max(begin, until))
        until = max(until, end)
    return total
