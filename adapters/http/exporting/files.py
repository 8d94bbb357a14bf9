"""All files of an exported link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import msgspec

from adapters.http import built, qr
from adapters.http.asset_urls import PUBLIC_PREFIX
from adapters.http.assets import NAME, stat
from adapters.http.exporting.link import MEDIA, Localised
from adapters.http.exporting.page import LINK, exported_page
from adapters.http.exporting.zipped import Entry, entry
from adapters.http.pages import text
from adapters.http.parts import Parts
from adapters.http.problems import Problem
from adapters.http.public_links import shown
from adapters.http.reading import reading_one
from adapters.http.site import NOT_BUILT
from adapters.identity.tokens import Identity
from domain.errors import Invalid, NotFound
from projections.public_links import public_link

CODE_SIZE = 512
LONGEST = 1_000
"""Characters of an address; a code of more is hard to scan."""
NFT = "nft"


def exported_files(parts: Parts, link: Mapping[str, Any], url: str) -> list[Entry]:
    """The files of a public link; ``url`` is where they will stand, or empty.

    Raises Invalid, and the problems ``asset_not_found`` and ``viewer_not_built``.
    """
    local = Localised(link, parts.settings.assets_url)
    page = exported_page(bytes_of(built.PAGE).decode(), link["title"])
    made = {"index.html": page.encode(), LINK: msgspec.json.format(msgspec.json.encode(local.body), indent=1)}
    if url:
        made["qr.svg"] = qr.svg(checked(url), CODE_SIZE)
    made["README.txt"] = text("export.txt").encode()
    own = {name: bytes_of(name) for name in viewer_names(local.engines)}
    return [
        *(entry(name, body) for name, body in {**made, **own}.items()),
        *(asset(parts, name) for name in local.names),
    ]


def link_of(parts: Parts, caller: Identity, link_id: UUID, after: int) -> dict[str, Any]:
    """What anybody may see of the caller's link. Raises NotFound, and the problem ``nothing_to_export``."""
    with reading_one(parts, "links", after, "markers", "library") as conn:
        link = public_link(conn, str(link_id))
    if link is None or link.owner_id != caller.account_id:
        raise NotFound.of("link", link_id)
    if link.state != "live":
        raise Problem(409, "nothing_to_export", f"This link is {link.state}: nothing would play.")
    return msgspec.json.decode(msgspec.json.encode(shown(parts.settings, link, datetime.now(UTC))))


def viewer_names(engines: tuple[str, ...]) -> Iterator[str]:
    """The viewer's own files; the compatibility engine and its licence go along only where it tracks."""
    for name in built.names():
        if name.startswith("assets/") and (NFT in engines or not name.startswith(f"assets/{NFT}/")):
            yield name


def bytes_of(name: str) -> bytes:
    """A built file of the viewer."""
    found = built.find(name)
    if found is None:
        raise Problem(503, "viewer_not_built", NOT_BUILT)
    return found.body


def asset(parts: Parts, name: str) -> Entry:
    """A public file, read from the store when its turn comes."""
    info = stat(parts.store, name) if NAME.fullmatch(name) else None
    if info is None:
        raise Problem(409, "asset_not_found", f"A file of this link is gone: {name}.")
    return Entry(f"{MEDIA}/{name}", info.size, lambda: parts.store.read(PUBLIC_PREFIX + name))


def checked(url: str) -> str:
    """The address, if phones can open it and have their camera there. Raises Invalid."""
    try:
        parts = urlsplit(url)
        fits = parts.scheme == "https" and parts.hostname and not parts.username and (parts.port or 1) > 0
    except ValueError:
        fits = False
    if not fits or len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise Invalid("The address must begin with https:// and be one that a phone can open.", "invalid_url")
    return url
