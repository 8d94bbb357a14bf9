"""Between the object store and a folder on disk. Public keys follow from content, so that repeating stores the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from application.ports import ObjectStore, Produced
from domain.values import EngineFiles, Rendition
from workers.desk import Outage

T = TypeVar("T")

NAME = 40
"""Hexadecimal digits of a SHA-256 that stand in a public name."""


def fetch(store: ObjectStore, key: str, path: Path, *, sha256: str = "") -> Path:
    """The object as a file. Raises Outage, also when it is not what it was when it was uploaded."""
    reaching(lambda: store.get_file(key, path))
    if sha256 and digest(path) != sha256:
        raise Outage(f"{key} does not have its checksum")
    return path


def publish(store: ObjectStore, folder: Path, files: Sequence[Produced], master_key: str) -> tuple[Rendition, ...]:
    """Stores what a tool made; the file with the role ``master`` stays private under its own key. Raises Outage."""
    renditions = []
    for file in files:
        path = folder / file.name
        key = master_key if file.role == "master" else f"public/{digest(path)[:NAME]}{path.suffix}"
        reaching(lambda key=key, path=path, kind=file.content_type: store.put_file(key, path, kind))
        renditions.append(
            Rendition(
                role=file.role,
                key=key,
                content_type=file.content_type,
                size=path.stat().st_size,
                width=file.width,
                height=file.height,
            )
        )
    return tuple(renditions)


def publish_engine(store: ObjectStore, engine: str, folder: Path, files: Sequence[Produced]) -> EngineFiles:
    """Stores files that an engine loads together, under one name that follows from all of them. Raises Outage."""
    whole = hashlib.sha256("".join(digest(folder / file.name) for file in files).encode()).hexdigest()[:NAME]
    base = f"public/{engine}/{whole}/target"
    for file in files:
        path = folder / file.name
        reaching(lambda path=path, kind=file.content_type: store.put_file(f"{base}{path.suffix}", path, kind))
    return EngineFiles(base=base, files=tuple(Path(file.name).suffix for file in files))


def reaching(step: Callable[[], T]) -> T:
    """What the object store answers; whatever it raises is an Outage."""
    try:
        return step()
    except Exception as error:
        raise Outage(f"object store: {type(error).__name__}: {error}") from error


def digest(path: Path) -> str:
    """SHA-256 in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
