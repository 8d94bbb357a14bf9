"""Every screen under axe, the accessibility checker, and at the sizes and in the directions that people read."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.viewer.browser import chromium, wait_until
from tests.viewer.site import BUILT, Site
from tests.viewer.test_links import closed
from tests.viewer.test_screens import GRANTED, SLUG, problem

pytestmark = pytest.mark.e2e
AXE = BUILT.parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
SIZES = {
    "narrow": ViewportSize(width=320, height=568),
    "on its side": ViewportSize(width=844, height=390),
    "computer": ViewportSize(width=1280, height=800),
}


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        pytest.fail("axe-core is not installed: run `npm ci` in viewer/")
    return AXE.read_text()


def clean(page: Page, axe: str) -> None:
    """No rule of axe is broken; it is brought in from outside, for the page's policy lets nobody in."""
    wait_until(page, "document.getAnimations().every((one) => one.playState !== 'running')")
    found = page.evaluate(f"(rules) => {{ {axe}; return axe.run(document, {{ runOnly: rules }}) }}", RULES)
    broken = [f"{rule['id']}: {[node['html'] for node in rule['nodes']]}" for rule in found["violations"]]
    assert broken == []
    assert len(found["passes"]) > 5


def holds_together(page: Page) -> None:
    """Nothing is wider than the window: not as it is, not from right to left, not with letters of twice the size."""
    root = "document.documentElement"
    for direction, letters in (("ltr", ""), ("rtl", ""), ("rtl", "200%"), ("ltr", "200%")):
        page.evaluate(f"{root}.dir = '{direction}'; {root}.style.fontSize = '{letters}'")
        beyond = """[...document.querySelectorAll('h1, p, button, a, select, input, img')].filter((one) => {
          const { left, right } = one.getBoundingClientRect();
          return left < -0.5 || right > innerWidth + 0.5;
        }).map((one) => one.outerHTML)"""
        assert page.evaluate(beyond) == [], (direction, letters)
        assert page.evaluate(f"{root}.scrollWidth <= innerWidth"), (direction, letters, page.content())
    page.evaluate(f"{root}.dir = 'ltr'; {root}.style.fontSize = ''")


def test_the_first_screen(site: Site, axe: str):
    with chromium() as browser:
        for size, language in zip(SIZES, ("ru-RU", "en-GB", "ru-RU"), strict=True):
            page = browser.new_page(viewport=SIZES[size], locale=language)
            page.goto(site.url + SLUG)
            page.locator(".primary").wait_for()
            clean(page, axe)
            holds_together(page)
            page.close()


def test_every_closed_door(site: Site, link: dict[str, Any], axe: str):
    fallback = {"url": "https://owner.example/", "label": None}
    states: list[tuple[str, dict[str, Any] | int]] = [
        ("not_found", 404),
        ("network", 500),
        ("preparing", closed(link, "preparing")),
        ("scheduled", closed(link, "scheduled", opensAt="2031-03-01T21:30:00Z")),
        ("expired", closed(link, "expired", fallback=fallback)),
        ("password", closed(link, "password")),
    ]
    with chromium() as browser:
        page = browser.new_page(viewport=SIZES["narrow"], locale="ru-RU")
        for name, answer in states:
            site.link = answer
            page.goto(site.url + SLUG)
            problem(page, name)
            clean(page, axe)
            holds_together(page)
        page.get_by_label("Пароль").fill("?")
        page.keyboard.press("Enter")
        page.get_by_text("Пароль не подошёл").wait_for()
        clean(page, axe)


def test_a_camera_that_is_not_allowed_and_the_way_without_it(site: Site, axe: str):
    with chromium(None, "--deny-permission-prompts", without=(GRANTED,)) as browser:
        page = browser.new_page(viewport=SIZES["narrow"], locale="ru-RU")
        page.goto(site.url + SLUG)
        page.get_by_role("button", name="Начать").click()
        problem(page, "denied")
        wait_until(page, "document.activeElement === document.querySelector('h1')")
        clean(page, axe)
        holds_together(page)
        page.get_by_role("button", name="Смотреть без камеры").click()
        wait_until(page, "document.querySelector('.watch video')?.currentTime > 0.3")
        clean(page, axe)


def test_the_picture_and_its_controls(site: Site, axe: str):
    with chromium() as browser:
        page = browser.new_page(viewport=SIZES["narrow"], locale="en-GB")
        page.goto(f"{site.url}{SLUG}?demo=1")
        page.get_by_role("button", name="Start the demonstration").click()
        wait_until(page, "document.querySelector('.stage video')?.currentTime > 0.3", seconds=60)
        for size in SIZES.values():
            page.set_viewport_size(size)
            clean(page, axe)
            holds_together(page)
