"""The page at /: the sample, how to publish one's own, the API, and where the credentials lie."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Any

import msgspec

from adapters.http.link_bodies import view_url
from adapters.http.link_cache import Ready
from adapters.http.pages import Markup, render
from adapters.settings import SAMPLE_SLUG, Settings

COMING = Markup(
    "<section><h2>The sample</h2><p>A picture and a clip are being drawn and published; "
    "this page looks again by itself.</p></section>"
)
LOOK_AGAIN = 4
"""Seconds."""
HERE_ONLY = Markup('on this computer; <a href="#phone">a phone</a> needs another address')
FOR_LAN = Markup(
    "<p>A phone's camera opens on secure pages only. Stop the service and start it with <code>make up LAN=1</code>: "
    "it then serves HTTPS on the local network, and this page shows a QR code.</p>"
)
ON_LAN = Markup(
    "<p>This service has a certificate of its own authority, which phones do not know yet: the warning can be passed "
    'by, or goes away for good once the phone trusts <a href="/ca.crt">this authority</a>.</p>'
)
PUBLIC = Markup("<p>Open the link of anything you publish, or scan its QR code.</p>")


def start_page(settings: Settings, sample: Ready, *, local: bool) -> tuple[str, bool]:
    """The page, and whether it should be looked at again soon. ``local``: the reader sits at this machine."""
    link: dict[str, Any] = msgspec.json.decode(sample.body)
    shows = link.get("state") == "live" and link.get("imageUrl")
    comes = not shows and bool(settings.data_dir)
    content = render(
        "start.html",
        {
            "sample": sample_section(settings, link) if shows else COMING if comes else Markup(""),
            "command": str(Path(sys.executable).with_name("argument")) if local else "argument",
            "place": f" --data {shlex.quote(settings.data_dir)}" if local and settings.data_dir else "",
            "phone": phone(settings),
            "credentials": credentials(settings, local=local),
        },
    )
    return render("frame.html", {"title": "ARgument", "content": content}), comes


def sample_section(settings: Settings, link: dict[str, Any]) -> Markup:
    """The picture, the link and, where a phone could follow it, the code."""
    url = view_url(settings, SAMPLE_SLUG)
    reachable = settings.public_url.startswith("https:")
    code = f'<img class="code" src="/api/v1/links/{SAMPLE_SLUG}/qr?format=svg&amp;size=320" alt="QR code of the link">'
    return render(
        "sample.html",
        {
            "link": url,
            "where": "on a phone" if reachable else HERE_ONLY,
            "demo": f"/v/{SAMPLE_SLUG}?demo=1",
            "picture": link["imageUrl"],
            "thumbnail": link["imageThumbnailUrl"] or link["imageUrl"],
            "code": Markup(code if reachable else ""),
        },
    )


def phone(settings: Settings) -> Markup:
    """How a phone gets here."""
    if settings.lan_ca:
        return ON_LAN
    return PUBLIC if settings.public_url.startswith("https:") else FOR_LAN


def credentials(settings: Settings, *, local: bool) -> str:
    """Where the account's e-mail, password and key are; the path is told on this machine only."""
    if not settings.data_dir:
        return "Ask whoever runs this service for an account."
    place = settings.data_dir if local else "the data directory"
    return f"Your account and its password stand in {place}/credentials.json, its API key in api-key beside it."
