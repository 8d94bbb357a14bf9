"""One visit to one page: opened, started, and watched on the screen until there is enough to judge."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from playwright.sync_api import Browser, Page

from benchmarks.viewer import judging
from benchmarks.viewer.experiences import Experience
from benchmarks.viewer.line import Line, Traffic
from benchmarks.viewer.screen import Screen, Shown
from benchmarks.viewer.script_time import script_time
from benchmarks.viewer.site import Site
from tests.viewer.browser import chromium
from tests.viewer.camera_clip import HEIGHT, WIDTH

NOTE_TIMES = """
const watching = new MutationObserver(() => {
  if (!document.querySelector('SELECTOR')?.getClientRects().length) return;
  watching.disconnect();
  globalThis.seenAt = Date.now();
});
watching.observe(document, { childList: true, subtree: true });
addEventListener('click', () => (globalThis.tappedAt ??= Date.now()), true);
"""
"""When the button was there, and when it was tapped, by the page's own clock."""


class Plan(msgspec.Struct, frozen=True):
    """``seconds`` of the screen once the video lies on the picture; ``patience`` until then.

    ``impatience``: where a page may be loaded again, it is after so long.
    """

    line: Line
    seconds: float = 12.0
    patience: float = 90.0
    impatience: float = 30.0
    tracing: float = 5.0
    slower: float = 1.0


class Measured(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Seconds, bytes of bodies as sent, milliseconds, pixels. Where there is no button, opening counts as the tap.

    Of several loads, times are those of the last one, which had the cache, and bytes are those of all.
    """

    button: float | None
    camera: float | None
    find: float | None
    whole: float | None
    bytes_first: int | None
    bytes_playing: int | None
    requests: int | None
    script_ms: float | None
    processor_ms: float | None
    shown_fps: float
    frames: int
    median: float | None
    p90: float | None
    loads: int


def visit(site: Site, experience: Experience, camera: Path, truth: judging.Truth, plan: Plan) -> Measured:
    """In a browser of its own, with an empty cache."""
    with chromium(camera) as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        if plan.slower != 1:
            session = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": plan.slower})
        site.traffic = Traffic(plan.line)
        page.add_init_script(NOTE_TIMES.replace("SELECTOR", experience.start or "none"))
        screen = Screen(page)
        for load in range(1, experience.tries + 1):
            opened, seen, tapped = opening(page, site, experience, plan)
            if watch(page, screen, plan, last=load == experience.tries):
                break
        script = script_a_frame(browser, page, screen, plan.tracing)
        shown = [one for one in screen.stop() if one.at >= opened]
    return told(shown, truth, site.traffic, script, opened, seen, tapped, load)


def opening(page: Page, site: Site, experience: Experience, plan: Plan) -> tuple[float, float | None, float]:
    """When the page was opened, when its button was there, and when it was tapped."""
    opened = time.time()
    page.goto(site.url + experience.path, wait_until="commit")
    return opened, *(started(page, experience, plan) if experience.start else (None, opened))


Script = tuple[float | None, float | None]


def script_a_frame(browser: Browser, page: Page, screen: Screen, seconds: float) -> Script:
    """Milliseconds of script for each camera frame that the screen shows meanwhile, by the clock and on the processor.

    Nothing where it shows no video.
    """
    if not any(one.corners is not None for one in screen.shown):
        return None, None
    before = len(screen.shown)
    clock, processor = script_time(browser, page, seconds)
    fps = judging.frames_a_second(screen.shown[before:])
    return (clock / fps, processor / fps) if fps else (None, None)


def started(page: Page, experience: Experience, plan: Plan) -> tuple[float, float]:
    """When the button was there, and when it was tapped."""
    page.locator(experience.start).click(timeout=plan.patience * 1000)
    return page.evaluate("globalThis.seenAt") / 1000, page.evaluate("globalThis.tappedAt") / 1000


def watch(page: Page, screen: Screen, plan: Plan, *, last: bool) -> bool:
    """Until the video has lain on the picture for long enough; whether it ever did."""
    end, first = time.monotonic() + (plan.patience if last else plan.impatience), False
    while time.monotonic() < end:
        page.wait_for_timeout(500)
        if not first and any(one.corners is not None for one in screen.shown[-4:]):
            end, first = time.monotonic() + plan.seconds, True
    return first


def told(
    shown: list[Shown],
    truth: judging.Truth,
    traffic: Traffic,
    script: Script,
    opened: float,
    seen: float | None,
    tapped: float,
    load: int,
) -> Measured:
    """The recording in numbers."""
    camera, overlay = judging.camera_at(shown), judging.overlay_at(shown)
    errors = judging.errors(shown, truth)
    first = seen if seen is not None else camera
    return Measured(
        button=None if seen is None else seen - opened,
        camera=None if camera is None else camera - tapped,
        find=judging.find(shown),
        whole=None if overlay is None else overlay - opened,
        bytes_first=None if first is None else traffic.bytes_until(first),
        bytes_playing=None if overlay is None else traffic.bytes_until(overlay),
        requests=None if overlay is None else traffic.requests_until(overlay),
        script_ms=script[0],
        processor_ms=script[1],
        shown_fps=judging.frames_a_second(shown),
        frames=len(errors),
        median=percentile(errors, 50),
        p90=percentile(errors, 90),
        loads=load,
    )


def percentile(values: list[float], percent: float) -> float | None:
    return float(np.percentile(values, percent)) if values else None


def rounded(measured: Measured) -> dict[str, Any]:
    """For JSON."""
    return {
        name: round(value, 3) if isinstance(value, float) else value
        for name, value in msgspec.to_builtins(measured).items()
    }
