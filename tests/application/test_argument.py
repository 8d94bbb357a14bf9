from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import IntegrityError

from adapters.eventstore.environment import in_memory
from application.argument import TRIES, ARgument
from application.commands import Command, CreateProject, EditProject
from application.handlers import HANDLERS
from domain.errors import Conflict
from tests.story import Story


def kinds(root: type[Command] = Command) -> set[type[Command]]:
    """All commands that can be given."""
    below = root.__subclasses__()
    return {root} if not below else {kind for cls in below for kind in kinds(cls)}


def test_every_command_has_a_handler_of_its_name_and_a_target():
    assert set(HANDLERS) == kinds()
    for command, handler in HANDLERS.items():
        name = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in command.__name__)
        assert handler.__name__ == name.removeprefix("_")
        assert command.TARGET in command.__struct_fields__


def test_a_command_returns_the_position_of_its_effect():
    story = Story(ARgument(in_memory()))
    assert story.app.position() == 0
    project = story.project()
    assert (story.position, story.app.position()) == (1, 1)
    story.link(project, story.marker(story.upload(project)))
    assert story.position == story.app.position() == 5


def test_a_command_that_changes_nothing_returns_the_last_position():
    story = Story(ARgument(in_memory()))
    project = story.project("Posters")
    story.project()
    story.give(EditProject, project_id=project, name="Posters")
    assert story.position == 2


def test_the_same_command_twice_is_one_success():
    story = Story(ARgument(in_memory()))
    command = CreateProject(
        command_id=uuid4(), at=story.now, account_id=story.account_id, project_id=uuid4(), name="Posters"
    )
    assert story.app.execute(command) == story.app.execute(command) == 1
    assert len(story.app.read(command.project_id)) == 1


class Contested(ARgument):
    """Somebody else appends first, ``losses`` times."""

    losses = 0
    stores_first = False

    def save(self, *events: Any, **fields: Any) -> Any:
        if self.losses:
            self.losses -= 1
            if self.stores_first:
                super().save(*events, **fields)
            raise IntegrityError("somebody else was first")
        return super().save(*events, **fields)


def test_whoever_comes_second_decides_again():
    app = Contested(in_memory())
    story = Story(app)
    project = story.project()
    app.losses = TRIES - 1
    story.give(EditProject, project_id=project, name="Walls")
    assert len(app.read(project)) == 2


def test_whoever_never_comes_first_is_told_so():
    app = Contested(in_memory())
    app.losses = TRIES
    with pytest.raises(Conflict) as refused:
        Story(app).project()
    assert refused.value.code == "busy_stream"


def test_a_lost_answer_to_a_commit_is_a_success():
    app = Contested(in_memory())
    app.losses, app.stores_first = 1, True
    story = Story(app)
    project = story.project()
    assert (story.position, len(app.read(project))) == (1, 1)


def test_a_stream_is_read_once_a_try():
    reads: list[UUID] = []

    class Counting(ARgument):
        def read(self, id: UUID) -> Sequence[Any]:
            reads.append(id)
            return super().read(id)

    story = Story(Counting(in_memory()))
    story.project()
    assert len(reads) == len(set(reads)) == 1
