"""A public link as a file: without its token, with addresses of files that lie beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ENGINES = ("planar", "nft")
"""Tracking engines that the viewer has, in its order."""
OWN_WORDS = ("settings", "title", "label")
"""What the owner wrote stays as it is, also where it looks like an address of ours."""
MEDIA = "media"
"""The folder of all that the link names."""


class Localised:
    """``body`` is the link's JSON with relative addresses, ``names`` are the public files that it names."""

    def __init__(self, link: Mapping[str, Any], assets_url: str) -> None:
        self.engines = engines_of(link)
        self.names: dict[str, None] = {}
        self._prefix = f"{assets_url}/"
        self.body: dict[str, Any] = {**self._walk(dict(link)), "telemetryToken": None}

    def _walk(self, value: Any) -> Any:
        match value:
            case {"baseUrl": str(base), "files": list(endings)}:
                for ending in endings:
                    self._named(base + ending)
                return {**value, "baseUrl": self._named(base, keep=False)}
            case dict():
                return {key: self._field(key, inner) for key, inner in value.items()}
            case list():
                return [self._walk(inner) for inner in value]
            case str() if value.startswith(self._prefix):
                return self._named(value)
        return value

    def _field(self, key: str, value: Any) -> Any:
        if key in OWN_WORDS:
            return value
        if key == "engines":
            value = {name: files for name, files in value.items() if name in self.engines}
        return self._walk(value)

    def _named(self, url: str, *, keep: bool = True) -> str:
        name = url.removeprefix(self._prefix)
        if keep:
            self.names[name] = None
        return f"./{MEDIA}/{name}"


def engines_of(link: Mapping[str, Any]) -> tuple[str, ...]:
    """The first engine that has files for every picture of the link, else all that the viewer has."""
    targets = link.get("targets") or [link]
    held = [set((target["marker"] or {}).get("engines", ())) for target in targets]
    return next(((name,) for name in ENGINES if all(name in names for names in held)), ENGINES)
