from __future__ import annotations

import pytest

from domain import fitting
from domain.errors import Invalid
from domain.settings import check
from domain.values import CallToAction, ChromaKey, MarkerSettings

GREEN = ChromaKey(color="#00b140")
SHOP = CallToAction(label="Buy the poster", url="https://example.org/poster?a=1#b", at=2.5)


def refusal(settings: MarkerSettings) -> str:
    with pytest.raises(Invalid) as refused:
        check(settings)
    assert refused.value.code == "invalid_settings"
    return refused.value.detail


@pytest.mark.parametrize(
    "settings",
    [
        MarkerSettings(),
        MarkerSettings(alpha="stacked", adapt_light=False, on_loss="peel"),
        MarkerSettings(alpha="chroma", chroma_key=GREEN),
        MarkerSettings(alpha="none", chroma_key=ChromaKey(color="#0A0B0C", similarity=0, smoothness=1, spill=1)),
        MarkerSettings(call_to_action=SHOP),
    ],
)
def test_settings_that_go_together_are_taken(settings: MarkerSettings):
    check(settings)


def test_a_key_needs_its_color():
    assert "chromaKey" in refusal(MarkerSettings(alpha="chroma"))


@pytest.mark.parametrize("color", ["green", "#0f0", "#00ff0g", "00ff00", "#00ff00ff", "#00ff0\n", ""])
def test_a_color_is_written_in_one_way(color: str):
    assert "#rrggbb" in refusal(MarkerSettings(chroma_key=ChromaKey(color=color)))


@pytest.mark.parametrize("name", ["similarity", "smoothness", "spill"])
@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_key_is_made_of_shares(name: str, share: float):
    key = ChromaKey(**{"color": "#00ff00", name: share})
    assert refusal(MarkerSettings(chroma_key=key)) == f"chromaKey.{name} goes from 0 to 1."


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/a%20b",
        "https://пример.рф/путь",
        "https://[2001:db8::1]/",
        "mailto:shop@example.org?subject=Poster",
        "tel:+49-30-1234567",
        "HTTPS://EXAMPLE.ORG/",
    ],
)
def test_a_button_opens_a_page_a_mail_or_a_call(url: str):
    check(MarkerSettings(call_to_action=CallToAction(label="Go", url=url)))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org",
        "/poster",
        "https:",
        "https:///path",
        "https:\\\\example.org",
        "https://example.org:99999/",
        "https://bank.example@evil.example/",
        "https://[::1",
        "https://exa mple.org",
        "https://example.org/\n",
        "java\nscript:alert(1)",
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://example.org",
        " javascript:alert(1)",
        "data:text/html,hello",
        "file:///etc/passwd",
        "intent://x#Intent;end",
        "https://example.org/\u202egpj.exe",
        "mailto:",
        "mailto:@",
        "tel:call-me",
        "https://example.org/" + "a" * 2_000,
    ],
)
def test_a_button_opens_nothing_else(url: str):
    assert "callToAction.url" in refusal(MarkerSettings(call_to_action=CallToAction(label="Go", url=url)))


@pytest.mark.parametrize("label", ["", "  ", "a" * 61, "two\nlines", "\0", "\ud800", "two\u2028lines"])
def test_a_button_has_a_line_on_it(label: str):
    assert "callToAction.label" in refusal(MarkerSettings(call_to_action=CallToAction(label=label, url=SHOP.url)))


@pytest.mark.parametrize("at", [-0.1, 3_600.5, float("nan")])
def test_a_button_comes_within_the_video(at: float):
    call = CallToAction(label="Go", url=SHOP.url, at=at)
    assert refusal(MarkerSettings(call_to_action=call)) == "callToAction.at goes from 0 to 3600."


def test_labels_are_in_any_script():
    for label in ("Купить плакат", "اشترِ\u200f الملصق", "👨\u200d👩\u200d👧", "a" * 60):
        check(MarkerSettings(call_to_action=CallToAction(label=label, url=SHOP.url)))


def test_a_stacked_film_is_not_fitted_by_itself():
    assert fitting.by_itself(MarkerSettings())
    assert fitting.by_itself(MarkerSettings(alpha="chroma", chroma_key=GREEN))
    assert not fitting.by_itself(MarkerSettings(alpha="stacked"))
