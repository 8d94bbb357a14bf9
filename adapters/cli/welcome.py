"""What to do next, shown when the system is ready."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from adapters.cli import qr
from adapters.embedded.home import Home
from adapters.embedded.stack import Stack


def welcome(home: Home, stack: Stack) -> RenderableType:
    """Where to look, where the credentials lie, and how a phone gets in."""
    address = stack.address
    lines = Text.assemble(
        ("Ready: ", "bold green"),
        (address.url, "bold"),
        f"\nSign in as {stack.credentials.account_email}; the password lies in {home.credentials}",
        f"\nPublish your own: argument publish PICTURE VIDEO --data {home.root}",
        "\nCtrl-C ends it; the data stays.",
    )
    return Group(lines, *(_for_phones(address.public_url) if address.authority else [Text(WITHOUT_PHONES)]))


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
