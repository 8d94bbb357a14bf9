"""The page of an exported experience: the viewer's own, with addresses that hold in any folder."""

from __future__ import annotations

from html import escape

from adapters.http.headers import EXPORTED

LINK = "link.json"
"""Where the page finds what it shows, in the place of the API."""
HEAD = "<head>"
TITLE = "<title>ARgument</title>"


def exported_page(built: str, title: str) -> str:
    """``built`` is the viewer's page. A policy in the page may not say who frames it: that takes a header."""
    added = (
        f'<meta http-equiv="Content-Security-Policy" content="{EXPORTED}" />',
        f'<meta name="argument-link" content="./{LINK}" />',
    )
    page = built.replace('="/assets/', '="./assets/').replace(HEAD, "\n    ".join((HEAD, *added)), 1)
    return page.replace(TITLE, f"<title>{escape(title)}</title>", 1) if title else page
