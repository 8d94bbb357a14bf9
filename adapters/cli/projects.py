"""Projects by the name that people know them by."""

from __future__ import annotations

import contextlib
import itertools
from uuid import UUID

from adapters.cli.client import Client, Refused
from adapters.cli.once import once

PAGE = 100
NEEDLE = 200
"""The longest search that the API takes, in characters."""


def project_of(client: Client, wanted: str) -> str:
    """The id of the project with this id or name; it is made when there is none of this name."""
    found = find_project(client, wanted)
    return found or once(lambda key: client.post("/projects", {"name": wanted}, key), "project", wanted)["id"]


def find_project(client: Client, wanted: str) -> str | None:
    """The id of the project with this id or name; of several with the name, the one that changed last."""
    with contextlib.suppress(ValueError):
        return by_id(client, UUID(wanted))
    for page in itertools.count(1):
        listed = client.get("/projects", search=wanted[:NEEDLE], page=page, size=PAGE)["items"]
        found = next((project["id"] for project in listed if project["name"] == wanted), None)
        if found or len(listed) < PAGE:
            return found
    return None


def by_id(client: Client, project_id: UUID) -> str | None:
    """The id when there is an active project of it."""
    try:
        project = client.get(f"/projects/{project_id}")
    except Refused as refused:
        if refused.status == 404:
            return None
        raise
    return project["id"] if project["status"] == "active" else None
