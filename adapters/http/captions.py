"""Captions of videos: WebVTT files, one for each language."""

from __future__ import annotations

import hashlib
import io
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from litestar import Controller, Request, Response, delete, put
from litestar.params import FromPath, QueryParameter

from adapters.http import webvtt
from adapters.http.asset_urls import PUBLIC_PREFIX, asset_url
from adapters.http.caption_bodies import CaptionsWritten
from adapters.http.documented import CaptionsOperation
from adapters.http.issuing import IfMatch, command_of, execute_within_quota
from adapters.http.lanes import in_lane
from adapters.http.languages import canonical, own_name
from adapters.http.media import owned
from adapters.http.parts import Caller, Parts, PartsDependency
from adapters.http.problems import Problem
from adapters.http.reading import deleted_response, one_response
from adapters.identity.tokens import Identity
from application.commands import AddCaptions, RemoveCaptions
from domain.captions import LONGEST_LABEL

MEDIA_TYPE = "text/vtt"
LARGEST = 1024 * 1024
"""Bytes of a file."""


class Sent(NamedTuple):
    """What a request says."""

    language: str
    label: str | None
    body: bytes
    media_type: str


class CaptionsController(Controller):
    """Send, delete."""

    path = "/videos/{media_id:uuid}/captions/{language:str}"
    tags = ("Videos",)

    @put("/", operation_id="putCaptions", request_max_body_size=LARGEST, operation_class=CaptionsOperation)
    async def send(
        self,
        parts: PartsDependency,
        caller: Caller,
        request: Request[Any, Any, Any],
        media_id: FromPath[UUID],
        language: FromPath[str],
        label: Annotated[str | None, QueryParameter(min_length=1, max_length=LONGEST_LABEL)] = None,
        if_match: IfMatch = None,
    ) -> Response[CaptionsWritten]:
        """Send captions as a WebVTT file (``text/vtt``, at most 1 MB), instead of any before in this language.

        ``language`` is a tag of BCP 47. Without ``label`` people read the language's own name.
        """
        sent = Sent(language, label, await request.body(), request.headers.get("content-type", ""))
        return await in_lane(parts.lanes.uploads, take_in, parts, caller, media_id, sent, if_match)

    @delete("/", operation_id="deleteCaptions", sync_to_thread=True)
    def remove(
        self,
        parts: PartsDependency,
        caller: Caller,
        media_id: FromPath[UUID],
        language: FromPath[str],
        if_match: IfMatch = None,
    ) -> Response[None]:
        """Take the captions in this language away."""
        owned(parts, caller, "video", media_id)
        command = command_of(RemoveCaptions, caller, if_match, media_id=media_id, language=canonical(language))
        return deleted_response(parts.argument.execute(command))


def take_in(
    parts: Parts, caller: Identity, media_id: UUID, sent: Sent, if_match: str | None
) -> Response[CaptionsWritten]:
    """Checks, stores and records the captions. Raises NotFound before it says anything of what was sent."""
    owned(parts, caller, "video", media_id)
    tag, cues = canonical(sent.language), checked(sent)
    command = command_of(
        AddCaptions,
        caller,
        if_match,
        media_id=media_id,
        language=tag,
        label=sent.label.strip() if sent.label else own_name(tag),
        key=f"{PUBLIC_PREFIX}captions/{hashlib.sha256(sent.body).hexdigest()[:40]}.vtt",
        size=len(sent.body),
    )
    position = execute_within_quota(parts, command, size=command.size, prepare=lambda: store(parts, command, sent.body))
    state = parts.argument.streams().media(media_id, caller.account_id)
    written = CaptionsWritten(
        video_id=media_id,
        language=tag,
        label=command.label,
        url=asset_url(parts.settings, command.key),
        cues=cues,
        position=position,
        version=state.version,
    )
    return one_response(written, state.version)


def checked(sent: Sent) -> int:
    """The number of cues. Raises Invalid, or the problem ``unsupported_media_type``."""
    if sent.media_type.partition(";")[0].strip().lower() != MEDIA_TYPE:
        raise Problem(415, "unsupported_media_type", f"Send the captions as WebVTT, with Content-Type: {MEDIA_TYPE}.")
    return webvtt.check(sent.body)


def store(parts: Parts, command: AddCaptions, body: bytes) -> None:
    """Puts the file where its content says; putting it there again changes nothing."""
    parts.store.put(command.key, io.BytesIO(body), command.size, MEDIA_TYPE)
