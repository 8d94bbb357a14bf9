"""Taking in a picture or a video: check, store, and only then write down that it is there."""

from __future__ import annotations

import hashlib
import os
from typing import BinaryIO, cast
from uuid import UUID

from litestar.datastructures import UploadFile
from litestar.params import MultipartBody

from adapters.http.dto import Accepted, Dto
from adapters.http.issuing import execute_within_quota, happened, issue
from adapters.http.parts import Parts
from adapters.http.problems import Problem
from adapters.http.sniffing import HEAD, check_kind, display_name
from adapters.identity.tokens import Identity
from application.commands import UploadMedia
from domain.errors import ArgumentError
from domain.values import MediaKind

MB = 1024 * 1024
LARGEST: dict[MediaKind, int] = {"image": 25 * MB, "video": 100 * MB}
"""Bytes of an original."""
FORM = 64 * 1024
"""Bytes that a form may have around its file."""


class Upload(Dto, frozen=True, kw_only=True):
    """A form with the file and the project that it is for."""

    file: UploadFile
    project_id: UUID


UploadForm = MultipartBody[Upload]


def receive(parts: Parts, caller: Identity, kind: MediaKind, form: Upload, key: str | None) -> Accepted:
    """Stores the original under a key of our own and records it. A retry finds what the first try recorded."""
    spool = cast("BinaryIO", form.file.file)
    size = measured(spool, kind)
    sha256 = fingerprint(spool)
    name = display_name(form.file.filename)
    issued = issue(parts, caller, f"{kind}s/upload", key, f"{form.project_id}:{sha256}:{name}".encode())
    command = UploadMedia(
        command_id=issued.command_id,
        at=issued.at,
        account_id=caller.account_id,
        media_id=issued.id,
        project_id=form.project_id,
        kind=kind,
        filename=name,
        size=size,
        sha256=sha256,
        object_key=f"originals/{issued.id}",
    )
    position = take_in(parts, command, spool)
    status = parts.argument.streams().media(issued.id).status
    return Accepted(id=issued.id, position=position, status=status)


def take_in(parts: Parts, command: UploadMedia, spool: BinaryIO) -> int:
    """Stores the original and records it, when the quota has room for it; returns the position."""
    try:
        return execute_within_quota(parts, command, size=command.size, prepare=lambda: store(parts, command, spool))
    except ArgumentError:
        discard(parts, command)
        raise


def measured(spool: BinaryIO, kind: MediaKind) -> int:
    """The bytes of the file. Raises a problem when it is empty, too large, or of another kind."""
    size = spool.seek(0, os.SEEK_END)
    if size == 0:
        raise Problem(422, "empty_file", "The file is empty.")
    if size > LARGEST[kind]:
        raise Problem(413, "payload_too_large", f"A {kind} has at most {LARGEST[kind] // MB} MB.")
    spool.seek(0)
    check_kind(spool.read(HEAD), kind)
    return size


def fingerprint(spool: BinaryIO) -> str:
    """SHA-256 of the file in hex."""
    spool.seek(0)
    digest = hashlib.sha256()
    while block := spool.read(MB):
        digest.update(block)
    return digest.hexdigest()


def store(parts: Parts, command: UploadMedia, spool: BinaryIO) -> None:
    """Puts the original into the object store."""
    spool.seek(0)
    parts.store.put(command.object_key, spool, command.size, "application/octet-stream")


def discard(parts: Parts, command: UploadMedia) -> None:
    """Removes an original that was refused after it was stored; a racing retry that was not refused keeps it."""
    if not happened(parts, command):
        parts.store.delete(command.object_key)
