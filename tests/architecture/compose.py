"""docker-compose.yml as Compose reads it: interpolated, with anchors resolved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from tests.architecture.source import ROOT

VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<kind>[-?])(?P<rest>[^}]*))?\}")


def load(env: Mapping[str, str]) -> dict[str, Any]:
    """The file with ``env`` filled in. Raises KeyError for a variable that is required and not there."""

    def value(found: re.Match[str]) -> str:
        given = env.get(found["name"], "")
        if not given and found["kind"] != "-":
            raise KeyError(found["name"])
        return given or found["rest"]

    return filled(yaml.safe_load((ROOT / "docker-compose.yml").read_text()), lambda text: VARIABLE.sub(value, text))


def filled(node: Any, fill: Any) -> Any:
    """Interpolation touches values only, as in Compose."""
    if isinstance(node, dict):
        return {key: filled(value, fill) for key, value in node.items()}
    if isinstance(node, list):
        return [filled(value, fill) for value in node]
    return fill(node) if isinstance(node, str) else node


def example() -> dict[str, str]:
    """The variables of .env.example, each with a value."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return {name: value or f"{name.lower()}-0123456789-0123456789-0123456789" for name, value in given.items()}
