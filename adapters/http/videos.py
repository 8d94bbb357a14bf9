"""Videos."""

from __future__ import annotations

from uuid import UUID

from litestar import Controller, Response, delete, get, post
from litestar.params import FromPath

from adapters.http import media
from adapters.http.dto import Accepted, Dto, IdempotencyKey, Page, PageNumber, PageSize, Reason, reason_of
from adapters.http.issuing import IfMatch
from adapters.http.lanes import in_lane
from adapters.http.media import Media
from adapters.http.originals import Download, original
from adapters.http.parts import After, Caller, PartsDependency
from adapters.http.requests import read_form
from adapters.http.uploading import FORM, LARGEST, UploadForm, receive

KIND = "video"


class VideoStatus(Dto, frozen=True, kw_only=True):
    """How the work on a video stands."""

    id: UUID
    status: str
    reason: Reason | None
    version: int


class VideosController(Controller):
    """Upload, list, read, retry, download, delete."""

    path = "/"
    tags = ("Videos",)

    @post(
        "/videos/upload",
        operation_id="uploadVideo",
        status_code=202,
        request_max_body_size=LARGEST[KIND] + FORM,
        before_request=read_form,
    )
    async def upload(
        self, parts: PartsDependency, caller: Caller, data: UploadForm, idempotency_key: IdempotencyKey = None
    ) -> Accepted:
        """Send a video of at most 100 MB for a project, as a form with ``file`` and ``projectId``."""
        return await in_lane(parts.lanes.uploads, receive, parts, caller, KIND, data, idempotency_key)

    @get("/projects/{project_id:uuid}/videos", operation_id="listVideos", sync_to_thread=True)
    def index(
        self,
        parts: PartsDependency,
        caller: Caller,
        after: After,
        project_id: FromPath[UUID],
        page: PageNumber = 1,
        size: PageSize = 20,
    ) -> Response[Page[Media]]:
        """The videos of a project, the newest first."""
        return media.index(parts, caller, KIND, project_id, after, page, size)

    @get("/videos/{media_id:uuid}", operation_id="getVideo", sync_to_thread=True)
    def show(self, parts: PartsDependency, caller: Caller, after: After, media_id: FromPath[UUID]) -> Response[Media]:
        """One video and what was made of it."""
        return media.show(parts, caller, KIND, media_id, after)

    @get("/videos/{media_id:uuid}/status", operation_id="getVideoStatus", sync_to_thread=True)
    def status(self, parts: PartsDependency, caller: Caller, media_id: FromPath[UUID]) -> VideoStatus:
        """How the work on the video stands, without waiting for any read model."""
        state = media.owned(parts, caller, KIND, media_id)
        return VideoStatus(id=media_id, status=state.status, reason=reason_of(state.reason), version=state.version)

    @get("/videos/{media_id:uuid}/original", operation_id="downloadVideo")
    async def original(self, parts: PartsDependency, caller: Caller, media_id: FromPath[UUID]) -> Download:
        """The file as it was uploaded."""
        return await original(parts, caller, KIND, media_id)

    @post("/videos/{media_id:uuid}/retry", operation_id="retryVideo", status_code=202, sync_to_thread=True)
    def retry(self, parts: PartsDependency, caller: Caller, media_id: FromPath[UUID]) -> Accepted:
        """Ask again for work that failed."""
        return media.retry(parts, caller, KIND, media_id)

    @delete("/videos/{media_id:uuid}", operation_id="deleteVideo", sync_to_thread=True)
    def remove(
        self, parts: PartsDependency, caller: Caller, media_id: FromPath[UUID], if_match: IfMatch = None
    ) -> Response[None]:
        """Take a video away."""
        return media.remove(parts, caller, KIND, media_id, if_match)
