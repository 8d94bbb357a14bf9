"""Markers."""

from __future__ import annotations

from uuid import UUID

import msgspec
from litestar import Controller, Response, delete, get, patch, post
from litestar.params import FromPath, JSONBody

from adapters.http.dto import Accepted, IdempotencyKey, Page, PageNumber, PageSize
from adapters.http.improving import Improved, improve
from adapters.http.issuing import IfMatch, command_of, expected_version, issue
from adapters.http.lanes import in_lane
from adapters.http.marker_bodies import Marker, MarkerChanges, MarkerWish, MarkerWritten, shown
from adapters.http.parts import After, Caller, Parts, PartsDependency
from adapters.http.reading import deleted_response, found, one_response, page_response, reading, reading_one
from adapters.http.settings_bodies import settings_of
from adapters.identity.tokens import Identity
from application.commands import ChangeMarkerSettings, DeleteMarker, RequestMarker, RequestMarkerGeneration
from domain.errors import VersionConflict
from domain.values import MarkerSettings
from projections.markers import get_marker, list_markers

VIEW = "markers"
TRIES = 3
"""For a change that names no version: a proof may be recorded while it is merged."""


class MarkersController(Controller):
    """Generate, list, read, change, retry, improve, delete."""

    path = "/"
    tags = ("Markers",)

    @post("/markers/generate", operation_id="generateMarker", status_code=202, sync_to_thread=True)
    def generate(
        self, parts: PartsDependency, caller: Caller, data: JSONBody[MarkerWish], idempotency_key: IdempotencyKey = None
    ) -> Accepted:
        """Ask for a marker of a picture, which may still be processed, with the videos that play on it."""
        issued = issue(parts, caller, "markers/generate", idempotency_key, msgspec.json.encode(data))
        command = RequestMarker(
            command_id=issued.command_id,
            at=issued.at,
            account_id=caller.account_id,
            marker_id=issued.id,
            image_id=data.image_id,
            video_ids=data.videos(),
            settings=settings_of(data.settings, MarkerSettings()),
        )
        position = parts.argument.execute(command)
        return Accepted(id=issued.id, position=position, status=parts.argument.streams().marker(issued.id).status)

    @get("/projects/{project_id:uuid}/markers", operation_id="listMarkers", sync_to_thread=True)
    def index(
        self,
        parts: PartsDependency,
        caller: Caller,
        after: After,
        project_id: FromPath[UUID],
        page: PageNumber = 1,
        size: PageSize = 20,
    ) -> Response[Page[Marker]]:
        """The markers of a project, the newest first."""
        parts.owners.check_project(project_id, caller.account_id)
        with reading(parts, VIEW, after) as (conn, position):
            rows, total = list_markers(conn, caller.account_id, project_id, page=page, size=size)
        return page_response([shown(parts.settings, row) for row in rows], total, position)

    @get("/markers/{marker_id:uuid}", operation_id="getMarker", sync_to_thread=True)
    def show(self, parts: PartsDependency, caller: Caller, after: After, marker_id: FromPath[UUID]) -> Response[Marker]:
        """One marker, its score and its files."""
        with reading_one(parts, VIEW, after) as conn:
            row = found(get_marker(conn, caller.account_id, marker_id), "marker", marker_id)
        return one_response(shown(parts.settings, row), row.version)

    @patch("/markers/{marker_id:uuid}", operation_id="changeMarker", sync_to_thread=True)
    def change(
        self,
        parts: PartsDependency,
        caller: Caller,
        marker_id: FromPath[UUID],
        data: JSONBody[MarkerChanges],
        if_match: IfMatch = None,
    ) -> Response[MarkerWritten]:
        """Lay the video otherwise on the picture; settings that are left out stay as they are."""
        position = change_settings(parts, caller, marker_id, data, if_match)
        state = parts.argument.streams().marker(marker_id, caller.account_id)
        body = MarkerWritten(id=marker_id, position=position, status=state.status, version=state.version)
        return one_response(body, state.version)

    @post("/markers/{marker_id:uuid}/retry", operation_id="retryMarker", status_code=202, sync_to_thread=True)
    def retry(self, parts: PartsDependency, caller: Caller, marker_id: FromPath[UUID]) -> Accepted:
        """Ask again for all work that failed: generation, proof, advice, searches in videos.

        What is under way, done or refused stays as it is, so that asking twice is asking once.
        """
        position = parts.argument.execute(command_of(RequestMarkerGeneration, caller, marker_id=marker_id))
        return Accepted(id=marker_id, position=position, status=parts.argument.streams().marker(marker_id).status)

    @post("/markers/{marker_id:uuid}/proposals/{kind:str}/apply", operation_id="applyMarkerProposal", status_code=202)
    async def improve(
        self,
        parts: PartsDependency,
        caller: Caller,
        marker_id: FromPath[UUID],
        kind: FromPath[str],
        idempotency_key: IdempotencyKey = None,
    ) -> Improved:
        """Change the picture as the marker's proposal of this kind says: a new picture with a marker of its own.

        The new marker has the videos and settings of this one, which stays as it is; links can be led to the new one.
        """
        return await in_lane(parts.lanes.previews, improve, parts, caller, marker_id, kind, idempotency_key)

    @delete("/markers/{marker_id:uuid}", operation_id="deleteMarker", sync_to_thread=True)
    def remove(
        self, parts: PartsDependency, caller: Caller, marker_id: FromPath[UUID], if_match: IfMatch = None
    ) -> Response[None]:
        """Take a marker away; links that lead to no other pause."""
        return deleted_response(parts.argument.execute(command_of(DeleteMarker, caller, if_match, marker_id=marker_id)))


def change_settings(parts: Parts, caller: Identity, marker_id: UUID, data: MarkerChanges, if_match: str | None) -> int:
    """Merges the changes with the settings and returns the position. Raises VersionConflict."""
    named = expected_version(if_match) is not None
    for tries_left in reversed(range(TRIES)):
        state = parts.argument.streams().marker(marker_id, caller.account_id)
        settings = settings_of(data.settings, state.settings)
        # Without If-Match the change is still made for the version whose settings it was merged with.
        version = if_match if named else f'"{state.version}"'
        command = command_of(ChangeMarkerSettings, caller, version, marker_id=marker_id, settings=settings)
        try:
            return parts.argument.execute(command)
        except VersionConflict:
            if named or not tries_left:
                raise
    raise AssertionError("the last try returns or raises")
