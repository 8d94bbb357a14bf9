"""The ways of a visitor to the video and its controls."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.viewer.browser import wait_until
from tests.viewer.films import BASE
from tests.viewer.site import Site

FILM = "document.querySelector('video')"


def start(page: Page, site: Site) -> None:
    """The demonstration, with the video upon the picture."""
    page.goto(f"{site.url}/v/astronaut?demo=1&track=1")
    page.locator("button.primary").click()
    wait_until(page, f"document.querySelector('.controls:not([hidden])') && {FILM}.currentTime > 0.3", seconds=60)


def watch(page: Page, site: Site) -> None:
    """The way without camera: the same controls, and nothing that costs."""
    page.goto(f"{site.url}/v/astronaut")
    page.get_by_role("button", name="Watch without camera").click()
    page.locator(".controls").wait_for()


def watch_film(page: Page, site: Site) -> None:
    """The same, with the video running."""
    watch(page, site)
    wait_until(page, f"{FILM}.currentTime > 0.2")


def plays(page: Page, file: str, at: float = 0.2) -> None:
    wait_until(page, f"{FILM}?.currentSrc.endsWith('/{file}') && !{FILM}.paused && {FILM}.currentTime > {at}")


def do(page: Page, name: str) -> None:
    """Presses a control wherever it is: in the bar, or under "more"."""
    control = page.locator(f"[data-action={name}]")
    if not control.is_visible():
        page.locator("[data-action=more]").click()
    control.click()


def now(page: Page) -> float:
    """Seconds: where the video is."""
    return page.evaluate(f"{FILM}.currentTime")


def box(control: Locator) -> dict[str, float]:
    found = control.bounding_box()
    assert found
    return {name: float(found[name]) for name in ("x", "y", "width", "height")}


def captions(*languages: tuple[str, str]) -> list[dict[str, str]]:
    """Tags and names, as a link has them."""
    return [{"language": tag, "label": label, "url": f"{BASE}/{tag}.vtt"} for tag, label in languages]
