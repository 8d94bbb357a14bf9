"""The pages that need no script: templates whose every value is escaped, and the files they load."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from string import Template


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


@cache
def template(name: str) -> Template:
    """A file of this folder as a template."""
    return Template(text(name))


@cache
def text(name: str) -> str:
    """A file of this folder."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def render(name: str, values: Mapping[str, str]) -> Markup:
    """The template with its values, escaped unless they are Markup. Raises KeyError when one is missing."""
    safe = {key: value if isinstance(value, Markup) else escape(value) for key, value in values.items()}
    return Markup(template(name).substitute(safe))
