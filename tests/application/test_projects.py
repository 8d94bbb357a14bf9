from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from application.commands import CreateProject, DeleteProject, EditProject, RestoreProject
from domain.errors import Conflict, Invalid, NotFound, VersionConflict
from domain.project import ProjectCreated, ProjectEdited
from tests.story import Story, happened, topics


def test_a_project_is_created_with_what_its_owner_says(story: Story):
    fields = {"name": "  Posters ", "description": "For\n\twalls", "tags": ("a", "b"), "public": True}
    (event,) = happened(story, CreateProject, project_id=uuid4(), **fields)
    assert isinstance(event, ProjectCreated)
    assert (event.owner_id, event.name, event.description) == (story.account_id, "Posters", "For\n\twalls")
    assert (event.tags, event.public, event.originator_version, event.at) == (("a", "b"), True, 1, story.now)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, "invalid_name"),
        ({"name": "x" * 201}, "invalid_name"),
        ({"name": "x", "description": "x" * 2001}, "invalid_description"),
        ({"name": "x", "tags": tuple("x" * 21)}, "invalid_tags"),
        ({"name": "x", "tags": ("",)}, "invalid_tags"),
        ({"name": "x", "tags": ("x" * 51,)}, "invalid_tags"),
        ({"name": "x\0"}, "invalid_text"),
        ({"name": "x", "description": "\x1b[2J"}, "invalid_text"),
        ({"name": "x", "tags": ("a", "\ud800")}, "invalid_text"),
    ],
)
def test_a_project_outside_its_limits_is_refused(story: Story, fields: dict[str, Any], code: str):
    with pytest.raises(Invalid) as refused:
        story.give(CreateProject, project_id=uuid4(), **fields)
    assert refused.value.code == code


def test_an_id_is_used_once(story: Story):
    project = story.project()
    with pytest.raises(Conflict) as refused:
        story.give(CreateProject, project_id=project, name="Another")
    assert refused.value.code == "id_taken"


def test_fields_that_are_left_out_stay(story: Story):
    project = story.project("Posters", description="For walls", tags=("a",))
    (event,) = happened(story, EditProject, project_id=project, public=True)
    assert isinstance(event, ProjectEdited)
    assert (event.name, event.description, event.tags, event.public) == ("Posters", "For walls", ("a",), True)


def test_an_edit_that_changes_nothing_is_no_event(story: Story):
    project = story.project("Posters")
    assert happened(story, EditProject, project_id=project, name="Posters ") == []
    with pytest.raises(Invalid):
        story.give(EditProject, project_id=project, name="")


def test_a_project_is_deleted_once_and_restored_once(story: Story):
    project = story.project()
    assert topics(happened(story, DeleteProject, project_id=project)) == ["project.deleted"]
    assert happened(story, DeleteProject, project_id=project) == []
    with pytest.raises(NotFound):
        story.give(EditProject, project_id=project, name="Gone")
    assert topics(happened(story, RestoreProject, project_id=project)) == ["project.restored"]
    assert happened(story, RestoreProject, project_id=project) == []
    assert topics(happened(story, EditProject, project_id=project, name="Back")) == ["project.edited"]


@pytest.mark.parametrize("command", [EditProject, DeleteProject, RestoreProject])
def test_a_project_of_another_account_is_not_there(story: Story, command: type):
    project = story.project()
    with pytest.raises(NotFound) as refused:
        story.give(command, project_id=project, account_id=uuid4())
    assert refused.value.code == "project_not_found"
    with pytest.raises(NotFound):
        story.give(command, project_id=uuid4())


def test_an_edit_of_an_older_version_is_refused(story: Story):
    project = story.project()
    story.give(EditProject, project_id=project, name="Second", expected_version=1)
    with pytest.raises(VersionConflict):
        story.give(EditProject, project_id=project, name="Third", expected_version=1)
    story.give(DeleteProject, project_id=project, expected_version=2)
    with pytest.raises(VersionConflict):
        story.give(RestoreProject, project_id=project, expected_version=2)
