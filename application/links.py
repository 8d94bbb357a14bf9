"""Handlers of the commands about links. A link and its slug are decided and stored in one transaction."""

from __future__ import annotations

from uuid import UUID

from application.commands import (
    ChangeLink,
    Command,
    DeleteLink,
    OwnerCommand,
    PublishLink,
)
from application.streams import Streams, expect
from domain import link, slug, text
from domain.errors import Conflict, Invalid
from domain.event import Event
from domain.link import Link, LinkPublished


def publish_link(streams: Streams, command: PublishLink) -> list[Event]:
    """Raises NotFound, SlugTaken, Invalid, or Conflict when the id is in use already."""
    streams.project(command.project_id, command.account_id)
    check_targets(streams, command.marker_ids, command.account_id, command.project_id)
    if streams.events(command.link_id):
        raise Conflict(f"The id {command.link_id} is in use already.", "id_taken")
    text.check(command.title)
    published = streams.stamp(command.link_id, command).event(
        LinkPublished,
        owner_id=command.account_id,
        project_id=command.project_id,
        slug=command.slug,
        title=command.title,
        **link.named(command.marker_ids),
    )
    return [published, *claim(streams, command, command.slug, command.account_id, command.link_id)]


def change_link(streams: Streams, command: ChangeLink) -> list[Event]:
    """All changes in one transaction, so that a refused one leaves the link as it was."""
    state = streams.link(command.link_id, command.account_id)
    expect(state, command)
    changes: list[Event] = []
    if command.slug is not None:
        changes += link.rename(state, streams.stamp(state.id, command), command.slug)
    if command.marker_ids is not None:
        check_targets(streams, command.marker_ids, command.account_id, state.project_id)
        changes += link.retarget(state, streams.stamp(state.id, command, len(changes)), command.marker_ids)
    if command.active is not None:
        switch = link.enable if command.active else link.disable
        changes += switch(state, streams.stamp(state.id, command, len(changes)))
    return [*changes, *moved(streams, command, state, state.slug if command.slug is None else command.slug)]


def delete_link(streams: Streams, command: DeleteLink) -> list[Event]:
    """Raises NotFound when it is deleted already."""
    state = streams.link(command.link_id, command.account_id)
    expect(state, command)
    deleted = link.delete(state, streams.stamp(state.id, command))
    return [*deleted, *release(streams, command, state.slug, state.id)]


def claim(streams: Streams, command: Command, text: str, owner_id: UUID, link_id: UUID) -> list[Event]:
    """The slug's own event, for the same transaction."""
    slug.check(text)
    stamp = streams.stamp(slug.slug_id(text), command)
    return slug.claim(streams.slug(text), stamp, slug=text, owner_id=owner_id, link_id=link_id)


def moved(streams: Streams, command: OwnerCommand, state: Link, wanted: str) -> list[Event]:
    """The events of both slugs when the link goes from its own to this one."""
    if wanted == state.slug:
        return []
    claimed = claim(streams, command, wanted, command.account_id, state.id)
    return [*claimed, *release(streams, command, state.slug, state.id)]


def release(streams: Streams, command: Command, text: str, link_id: UUID) -> list[Event]:
    """The slug's own event, for the same transaction."""
    return slug.release(streams.slug(text), streams.stamp(slug.slug_id(text), command), link_id)


def check_targets(streams: Streams, marker_ids: tuple[UUID, ...], account_id: UUID, project_id: UUID) -> None:
    """Raises NotFound or Invalid unless all markers can stand behind a link of this project."""
    link.check_markers(marker_ids)
    for target in [streams.marker(id, account_id) for id in marker_ids]:
        if target.project_id != project_id:
            raise Invalid(f"The marker {target.id} is of another project.", "other_project")
        if target.status == "rejected" and target.reason is not None:
            raise Invalid(f"The marker {target.id} was refused: {target.reason.detail}", "marker_rejected")
