"""The public addresses of stored objects."""

from __future__ import annotations

from adapters.settings import Settings

PUBLIC_PREFIX = "public/"


def asset_url(settings: Settings, key: str) -> str:
    """The public address of an object whose key begins with ``public/``."""
    return f"{settings.assets_url}/{key.removeprefix(PUBLIC_PREFIX)}"
