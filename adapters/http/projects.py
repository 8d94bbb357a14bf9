"""Projects."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

import msgspec
from litestar import Controller, Response, delete, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody

from adapters.http.dto import IdempotencyKey, Needle, Page, PageNumber, PageSize
from adapters.http.issuing import IfMatch, command_of, execute_within_quota, issue
from adapters.http.parts import After, Caller, Parts, PartsDependency
from adapters.http.project_bodies import NewProject, Project, ProjectChanges, ProjectWritten, shown, written
from adapters.http.reading import deleted_response, found, one_response, page_response, reading, reading_one
from adapters.identity.tokens import Identity
from application.commands import CreateProject, DeleteProject, EditProject, RestoreProject
from projections.library import get_project, list_projects

VIEW = "library"
Sort = Literal["name", "-name", "createdAt", "-createdAt", "updatedAt", "-updatedAt", "totalViews", "-totalViews"]


class ProjectsController(Controller):
    """Create, list, read, edit, delete, restore."""

    path = "/projects"
    tags = ("Projects",)

    @get("/", operation_id="listProjects", sync_to_thread=True)
    def index(
        self,
        parts: PartsDependency,
        caller: Caller,
        after: After,
        page: PageNumber = 1,
        size: PageSize = 20,
        sort: FromQuery[Sort] = "-updatedAt",
        search: Needle = "",
        tag: Needle = "",
        status: FromQuery[Literal["active", "deleted"]] = "active",
    ) -> Response[Page[Project]]:
        """The account's projects. ``search`` looks into name and description."""
        with reading(parts, VIEW, after) as (conn, position):
            rows, total = list_projects(
                conn,
                caller.account_id,
                page=page,
                size=size,
                sort=sort,
                search=search,
                tag=tag,
                status=status,
            )
        return page_response([shown(row) for row in rows], total, position)

    @post("/", operation_id="createProject", sync_to_thread=True)
    def create(
        self, parts: PartsDependency, caller: Caller, data: JSONBody[NewProject], idempotency_key: IdempotencyKey = None
    ) -> Response[ProjectWritten]:
        """Open a project."""
        issued = issue(parts, caller, "projects", idempotency_key, msgspec.json.encode(data))
        command = CreateProject(
            command_id=issued.command_id,
            at=issued.at,
            account_id=caller.account_id,
            project_id=issued.id,
            name=data.name,
            description=data.description,
            tags=data.tags,
            public=data.public,
        )
        return executed(parts, caller, issued.id, execute_within_quota(parts, command, projects=1), 201)

    @get("/{project_id:uuid}", operation_id="getProject", sync_to_thread=True)
    def show(
        self, parts: PartsDependency, caller: Caller, after: After, project_id: FromPath[UUID]
    ) -> Response[Project]:
        """One project, a deleted one too."""
        with reading_one(parts, VIEW, after) as conn:
            row = found(get_project(conn, caller.account_id, project_id), "project", project_id)
        return one_response(shown(row), row.version)

    @patch("/{project_id:uuid}", operation_id="editProject", sync_to_thread=True)
    def edit(
        self,
        parts: PartsDependency,
        caller: Caller,
        project_id: FromPath[UUID],
        data: JSONBody[ProjectChanges],
        if_match: IfMatch = None,
    ) -> Response[ProjectWritten]:
        """Change some fields."""
        fields = msgspec.structs.asdict(data)
        command = command_of(EditProject, caller, if_match, project_id=project_id, **fields)
        return executed(parts, caller, project_id, parts.argument.execute(command))

    @delete("/{project_id:uuid}", operation_id="deleteProject", sync_to_thread=True)
    def remove(
        self, parts: PartsDependency, caller: Caller, project_id: FromPath[UUID], if_match: IfMatch = None
    ) -> Response[None]:
        """Hide a project and stop its links; it can be restored."""
        command = command_of(DeleteProject, caller, if_match, project_id=project_id)
        return deleted_response(parts.argument.execute(command))

    @post("/{project_id:uuid}/restore", operation_id="restoreProject", status_code=200, sync_to_thread=True)
    def restore(self, parts: PartsDependency, caller: Caller, project_id: FromPath[UUID]) -> Response[ProjectWritten]:
        """Bring a deleted project back; its links go on."""
        command = command_of(RestoreProject, caller, project_id=project_id)
        deleted = parts.argument.streams().project(project_id, caller.account_id, deleted=True).deleted
        position = execute_within_quota(parts, command, projects=1 if deleted else 0)
        return executed(parts, caller, project_id, position)


def executed(
    parts: Parts, caller: Identity, id: UUID, position: int, status_code: int = 200
) -> Response[ProjectWritten]:
    """The project as its stream has it after the command that brought it to this position."""
    state = parts.argument.streams().project(id, caller.account_id, deleted=True)
    return written(state, position, status_code)
