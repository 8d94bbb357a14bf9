"""What to do next, shown when the system is ready."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from rich.console import Group, RenderableType
from rich.text import Text

from adapters.cli import qr
from adapters.embedded.home import Home, default_data
from adapters.embedded.stack import Stack


def welcome(home: Home, stack: Stack) -> RenderableType:
    """Where to look, where the credentials lie, and how a phone gets in."""
    address = stack.address
    lines = Text.assemble(
        ("Ready: ", "bold green"),
        (address.url, "bold"),
        f"\nSign in as {stack.credentials.account_email}; the password lies in {home.credentials}",
        f"\nPublish your own: {_typed('publish PICTURE VIDEO', home)}",
        "\nCtrl-C ends it; the data stays.",
    )
    if address.authority:
        return Group(lines, *_for_phones(address.public_url))
    public = address.public_url.startswith("https:")
    return Group(lines, Text(f"Links begin with {address.public_url}." if public else WITHOUT_PHONES))


def _typed(command: str, home: Home) -> str:
    """The command as it can be typed in this folder."""
    program, here = Path(sys.executable).with_name("argument"), Path.cwd()
    place = "" if home.root == Home(default_data()).root else f" --data {shlex.quote(str(home.root))}"
    return f"{program.relative_to(here) if program.is_relative_to(here) else program} {command}{place}"


WITHOUT_PHONES = (
    "A phone's camera needs HTTPS: make up LAN=1 (argument up --lan) serves it on this network, with a QR code."
)


def _for_phones(url: str) -> list[Text]:
    explanation = (
        f"On a phone in the same network: {url}\n"
        "It will warn once, because this machine vouches for itself: choose Advanced, then Proceed (Visit Website).\n"
        f"To stop the warning, install {url}/ca.crt as a trusted authority on that phone, and remove it when done."
    )
    return [Text(qr.drawn(url), no_wrap=True), Text(explanation)]
