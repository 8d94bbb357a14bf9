"""Links, for their owners. What anybody may see of one stands in public_links.py."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

import msgspec
from litestar import Controller, Response, delete, get, patch, post
from litestar.params import FromPath, JSONBody

from adapters.http.dto import IdempotencyKey, Page, PageNumber, PageSize
from adapters.http.issuing import IfMatch, command_of, issue
from adapters.http.link_bodies import Link, LinkChanges, LinkWish, LinkWritten, markers_of, shown, written
from adapters.http.parts import After, Caller, Parts, PartsDependency
from adapters.http.reading import deleted_response, page_response, reading
from adapters.http.slugs import TRIES, slug_for
from adapters.identity.tokens import Identity
from adapters.settings import SAMPLE_SLUG
from application.commands import ChangeLink, DeleteLink, PublishLink
from domain.errors import Invalid, SlugTaken
from projections.links import list_links

VIEW = "links"


class LinksController(Controller):
    """Publish, list, change, delete."""

    path = "/"
    tags = ("Links",)

    @get("/projects/{project_id:uuid}/links", operation_id="listLinks", sync_to_thread=True)
    def index(
        self,
        parts: PartsDependency,
        caller: Caller,
        after: After,
        project_id: FromPath[UUID],
        page: PageNumber = 1,
        size: PageSize = 20,
    ) -> Response[Page[Link]]:
        """The links of a project, the newest first."""
        parts.owners.check_project(project_id, caller.account_id)
        with reading(parts, VIEW, after) as (conn, position):
            rows, total = list_links(conn, caller.account_id, project_id, page=page, size=size)
        return page_response([shown(parts.settings, row) for row in rows], total, position)

    @post("/projects/{project_id:uuid}/links", operation_id="publishLink", sync_to_thread=True)
    def publish(
        self,
        parts: PartsDependency,
        caller: Caller,
        project_id: FromPath[UUID],
        data: JSONBody[LinkWish],
        idempotency_key: IdempotencyKey = None,
    ) -> Response[LinkWritten]:
        """Give a marker, or several, an address. Without ``slug`` the server makes a short one."""
        check_slug(data.slug, caller)
        body = project_id.bytes + msgspec.json.encode(data)
        issued = issue(parts, caller, f"projects/{project_id}/links", idempotency_key, body)
        command = PublishLink(
            command_id=issued.command_id,
            at=issued.at,
            account_id=caller.account_id,
            link_id=issued.id,
            project_id=project_id,
            marker_ids=markers_of(data),
            slug=data.slug or "",
            title=data.title.strip(),
        )
        position = parts.argument.execute(command) if data.slug else publish_with_free_slug(parts, command)
        state = parts.argument.streams().link(issued.id, caller.account_id, deleted=True)
        return written(parts.settings, state, position, 201)

    @patch("/links/{link_id:uuid}", operation_id="changeLink", sync_to_thread=True)
    def change(
        self,
        parts: PartsDependency,
        caller: Caller,
        link_id: FromPath[UUID],
        data: JSONBody[LinkChanges],
        if_match: IfMatch = None,
    ) -> Response[LinkWritten]:
        """Pause it or let it go on, lead it to other markers, give it another slug: all of it or nothing."""
        check_slug(data.slug, caller)
        changes = {"active": data.active, "slug": data.slug, "marker_ids": markers_of(data) or None}
        command = command_of(ChangeLink, caller, if_match, link_id=link_id, **changes)
        position = parts.argument.execute(command)
        return written(parts.settings, parts.argument.streams().link(link_id, caller.account_id), position, 200)

    @delete("/links/{link_id:uuid}", operation_id="deleteLink", sync_to_thread=True)
    def remove(
        self, parts: PartsDependency, caller: Caller, link_id: FromPath[UUID], if_match: IfMatch = None
    ) -> Response[None]:
        """Take a link away. Its slug may be claimed again by this account only: it may be in print."""
        return deleted_response(parts.argument.execute(command_of(DeleteLink, caller, if_match, link_id=link_id)))


def check_slug(slug: str | None, caller: Identity) -> None:
    """Raises Invalid for the slug of the sample: what the start page shows is up to whoever runs the service."""
    if slug == SAMPLE_SLUG and caller.role != "admin":
        raise Invalid(f"The slug {slug!r} is reserved. Choose another.", "reserved_slug")


def publish_with_free_slug(parts: Parts, command: PublishLink) -> int:
    """Tries one slug after the other until one is free. Raises SlugTaken when the last one is not."""
    for attempt in range(TRIES - 1):
        with suppress(SlugTaken):
            return parts.argument.execute(attempted(command, attempt))
    return parts.argument.execute(attempted(command, TRIES - 1))


def attempted(command: PublishLink, attempt: int) -> PublishLink:
    """The command with the slug of this attempt."""
    return msgspec.structs.replace(command, slug=slug_for(command.command_id, attempt))
