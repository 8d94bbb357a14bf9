"""The page of all events, from their classes: ``python -m adapters.eventstore.page > docs/events.md``."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from types import ModuleType

import msgspec
from msgspec.structs import FieldInfo

from adapters.eventstore.codec import MODULES, event_classes
from domain import quality, values
from domain.event import Event

INTRODUCTION = """# Events

Everything that ever happened, by topic. Each event also has `originator_id` (its stream), `originator_version` (its
place in the stream, from 1), `command_id` (the command that caused it) and `at` (when, UTC). Sizes are bytes, sides are
pixels, times are seconds.

A topic never changes its meaning: an added field gets a default, another meaning gets a new class and a new topic.
`tests/golden/events/` holds one payload of every topic that was ever stored, and all of them must stay readable.

Written by `python -m adapters.eventstore.page > docs/events.md`; a test holds the two equal.
"""


def page() -> str:
    """Markdown: a section for each stream, a row for each event, then the values that events hold."""
    parts = [INTRODUCTION, *(section(module) for module in MODULES), values_section()]
    return "\n".join(parts)


def section(module: ModuleType) -> str:
    """The events of one kind of stream."""
    events = [cls for cls in event_classes() if cls.__module__ == module.__name__]
    head = f"## {module.__name__.rpartition('.')[2]}\n\n{inspect.getdoc(module)}\n"
    rows = "".join(
        f"| `{cls.TOPIC}` | {cell(inspect.getdoc(cls))} | {fields(cls, without=Event)} |\n" for cls in events
    )
    return f"{head}\n| topic | what happened | fields |\n|---|---|---|\n{rows}"


def values_section() -> str:
    """The structs that fields refer to."""
    own = [cls for module in (values, quality) for cls in vars(module).values() if is_of(cls, module)]
    structs = [cls for cls in own if issubclass(cls, msgspec.Struct)]
    rows = "".join(f"| `{cls.__name__}` | {cell(inspect.getdoc(cls))} | {fields(cls)} |\n" for cls in structs)
    return f"## values\n\n| value | what it is | fields |\n|---|---|---|\n{rows}"


def is_of(value: object, module: ModuleType) -> bool:
    """Whether it is a class that the module defines."""
    return inspect.isclass(value) and value.__module__ == module.__name__


def fields(cls: type[msgspec.Struct], without: type[msgspec.Struct] = msgspec.Struct) -> str:
    """Names and types as the class spells them; with a default where one may be missing."""
    known = set(getattr(without, "__struct_fields__", ()))
    return "<br>".join(field for name, field in spelled(cls) if name not in known) or "none"


def spelled(cls: type[msgspec.Struct]) -> Iterator[tuple[str, str]]:
    """Each field's name and how it is shown."""
    for field in msgspec.structs.fields(cls):
        type_ = str(inspect.get_annotations(cls).get(field.name, "")).replace("|", "\\|")
        yield field.name, f"`{field.name}: {type_}{default(field)}`"


def default(field: FieldInfo) -> str:
    """What a payload without the field means; nothing where there is no such payload."""
    if field.required:
        return ""
    value = field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
    return f" = {value!r}"


def cell(text: str | None) -> str:
    """Text that fits into a row."""
    return " ".join((text or "").split()).replace("``", "`").replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(page())
