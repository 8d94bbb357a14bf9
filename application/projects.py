"""Handlers of the commands about projects."""

from __future__ import annotations

from application.commands import CreateProject, DeleteProject, EditProject, RestoreProject
from application.streams import Streams, expect
from domain import project
from domain.errors import Conflict
from domain.event import Event


def create_project(streams: Streams, command: CreateProject) -> list[Event]:
    """Raises Conflict when the id is in use already."""
    if streams.events(command.project_id):
        raise Conflict(f"The id {command.project_id} is in use already.", "id_taken")
    return project.create(
        streams.stamp(command.project_id, command),
        owner_id=command.account_id,
        name=command.name,
        description=command.description,
        tags=command.tags,
        public=command.public,
    )


def edit_project(streams: Streams, command: EditProject) -> list[Event]:
    """Fields that the command leaves out stay as they are."""
    state = streams.project(command.project_id, command.account_id)
    expect(state, command)
    return project.edit(
        state,
        streams.stamp(state.id, command),
        name=state.name if command.name is None else command.name,
        description=state.description if command.description is None else command.description,
        tags=state.tags if command.tags is None else command.tags,
        public=state.public if command.public is None else command.public,
    )


def delete_project(streams: Streams, command: DeleteProject) -> list[Event]:
    """Deleting twice is one deletion."""
    state = streams.project(command.project_id, command.account_id, deleted=True)
    expect(state, command)
    return project.delete(state, streams.stamp(state.id, command))


def restore_project(streams: Streams, command: RestoreProject) -> list[Event]:
    """Restoring what is not deleted changes nothing."""
    state = streams.project(command.project_id, command.account_id, deleted=True)
    expect(state, command)
    return project.restore(state, streams.stamp(state.id, command))
