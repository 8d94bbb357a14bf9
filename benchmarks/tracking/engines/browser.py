"""A headless Chromium in which jobs of ``pages/`` run, watched from outside: a hung page cannot hang the bench."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page
from playwright.sync_api import Error as PlaywrightError

from benchmarks.tracking.engines.progress import progress_line
from benchmarks.tracking.engines.run import EngineFailed
from benchmarks.tracking.engines.site import Site, serve
from tests import chromium as finder
from tests.viewer.browser import chromium

STALL = 90.0
"""Seconds without a word from a job until it counts as hung; MindAR compiles shaders for tens of seconds."""

FLAGS = ("--disable-background-timer-throttling", "--disable-renderer-backgrounding")


class Bench:
    """A browser and the site that it looks at. Use `open_bench`."""

    def __init__(self, site: Site, browser: Browser) -> None:
        self.site, self.browser = site, browser

    def run(self, name: str, job: dict[str, Any], *, seconds: float, total: int = 1, throttle: float = 1) -> Any:
        """The job's result. ``job``: ``script`` (a module of pages/ with ``run``), ``where`` (worker or page), the rest
        is for the script. ``throttle`` slows the page's main thread. Raises EngineFailed, which begins with ``name``.
        """
        page = self.browser.new_page(viewport={"width": 800, "height": 600})
        try:
            return _Watch(name, page).result(self.site.url, job, seconds, total, throttle)
        except PlaywrightError as error:
            raise EngineFailed(f"{name}: the browser failed: {error.message.splitlines()[0]}") from error
        finally:
            page.close()


class _Watch:
    def __init__(self, name: str, page: Page) -> None:
        self.name, self.page = name, page
        self.said: dict[str, Any] = {}
        self.heard = time.monotonic()
        page.on("crash", lambda _: self.said.update(error="the page crashed"))

    def result(self, url: str, job: dict[str, Any], seconds: float, total: int, throttle: float) -> Any:
        self.page.expose_function("report", self._hear)
        self.page.goto(f"{url}/pages/index.html")
        if throttle != 1:
            session: CDPSession = self.page.context.new_cdp_session(self.page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
        self.page.evaluate("(job) => bench.start(job)", job)
        end = time.monotonic() + seconds
        with progress_line() as line:
            task = line.add_task(self.name, total=total)
            while not {"result", "error"} & self.said.keys():
                self._check(end)
                self.page.wait_for_timeout(100)
                line.update(task, completed=self.said.get("progress", 0))
        if "error" in self.said:
            raise EngineFailed(f"{self.name}: {self.said['error']}")
        return self.said["result"]

    def _hear(self, said: dict[str, Any]) -> None:
        self.heard = time.monotonic()
        self.said.update(said)

    def _check(self, end: float) -> None:
        at = f"at frame {self.said.get('progress', 0)}"
        if time.monotonic() > end:
            raise EngineFailed(f"{self.name}: not done in time, {at}")
        if time.monotonic() > self.heard + STALL:
            raise EngineFailed(f"{self.name}: silent for {STALL:.0f} s, {at}")


@contextmanager
def open_bench(camera: Path | None = None) -> Iterator[Bench]:
    """``camera``: a .y4m that the browser's camera plays in a loop."""
    if finder.find() is None:
        raise EngineFailed("no Chromium: `python -m tests.chromium` gets one")
    with serve() as site, chromium(camera, *FLAGS) as browser:
        yield Bench(site, browser)
