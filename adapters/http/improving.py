"""Applying a proposal: the changed picture is a new one, taken in like any upload, with a marker of its own."""

from __future__ import annotations

import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid5

from adapters.http.dto import Dto
from adapters.http.issuing import Issued, issue
from adapters.http.parts import Parts
from adapters.http.problems import Problem, files_missing, unavailable
from adapters.http.uploading import fingerprint, take_in
from adapters.identity.tokens import Identity
from application.commands import RequestMarker, UploadMedia
from application.ports import InputRejected, WorkFailed
from application.streams import Streams
from domain.errors import NotFound
from domain.media import Media, master
from domain.quality import Proposal

log = logging.getLogger(__name__)

NAME = 80
"""Characters of the old picture's name that the new one keeps."""


class Improved(Dto, frozen=True, kw_only=True):
    """The changed picture and its marker, both still to be worked on. Reads with ``?after=position`` see them."""

    image_id: UUID
    marker_id: UUID
    position: int
    status: str


def improve(parts: Parts, caller: Identity, marker_id: UUID, kind: str, key: str | None) -> Improved:
    """Makes the new picture and asks for its marker. A retry finds what the first try recorded."""
    streams = parts.argument.streams()
    marker = streams.marker(marker_id, caller.account_id)
    proposal = next((one for one in marker.proposals if one.kind == kind), None)
    if proposal is None:
        raise NotFound("The marker has no such proposal.", "proposal_not_found")
    issued = issue(parts, caller, f"markers/{marker_id}/proposals/{kind}/apply", key, b"")
    if not parts.argument.read(issued.id):
        take_in_changed(parts, streams.media(marker.image_id, caller.account_id), proposal, issued)
    command = RequestMarker(
        command_id=uuid5(issued.id, "marker command"),
        at=issued.at,
        account_id=caller.account_id,
        marker_id=uuid5(issued.id, "marker"),
        image_id=issued.id,
        video_ids=tuple(id for id in marker.video_ids if playable(streams, id)),
        settings=marker.settings,
    )
    position = parts.argument.execute(command)
    made = parts.argument.streams().marker(command.marker_id)
    return Improved(image_id=issued.id, marker_id=made.id, position=position, status=made.status)


def playable(streams: Streams, video_id: UUID) -> bool:
    """Whether a new marker may have this video of an old one."""
    return streams.media(video_id).status not in ("deleted", "rejected")


def take_in_changed(parts: Parts, image: Media, proposal: Proposal, issued: Issued) -> None:
    """Changes the picture and records the result as an upload, within the account's quota."""
    with TemporaryDirectory(prefix="argument-improved-") as place:
        changed = Path(place, "changed.png")
        change(parts, image, proposal, changed)
        with changed.open("rb") as file:
            command = UploadMedia(
                command_id=issued.command_id,
                at=issued.at,
                account_id=image.owner_id,
                media_id=issued.id,
                project_id=image.project_id,
                kind="image",
                filename=f"{Path(image.filename).stem[:NAME]} ({proposal.kind}).png",
                size=changed.stat().st_size,
                sha256=fingerprint(file),
                object_key=f"originals/{issued.id}",
                derived_from=image.id,
            )
            take_in(parts, command, file)


def change(parts: Parts, image: Media, proposal: Proposal, out: Path) -> None:
    """Writes the changed picture. Raises problems: of the picture, or that it cannot be done now."""
    picture = out.with_name("master.png")
    try:
        parts.store.get_file(master(image), picture)
        parts.advisor.change(picture, proposal, out)
    except KeyError as gone:
        raise files_missing() from gone
    except InputRejected as refused:
        raise Problem(422, refused.code, refused.detail) from refused
    except WorkFailed as error:
        log.warning("no changed picture: %s", error)
        raise unavailable("The picture could not be changed. Try again.") from error
