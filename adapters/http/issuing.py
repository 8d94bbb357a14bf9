"""From a request to a command: ids that a retry repeats, room in the quota, versions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID, uuid4, uuid5

import msgspec
from litestar.params import HeaderParameter

from adapters.accounts import Used
from adapters.http.parts import Parts
from adapters.http.problems import Problem
from adapters.identity.tokens import Identity
from application.commands import OwnerCommand
from projections.usage import usage_at

C = TypeVar("C", bound=OwnerCommand)

REQUESTS = UUID("0c9d4a3e-31f5-5d2a-9d55-6a1e7b3b7f10")
VERSION = re.compile(r'(?:W/)?"(\d{1,18})"')

IfMatch = Annotated[
    str | None,
    HeaderParameter(name="If-Match", description="The ETag that the change was made for; 409 when it is not current."),
]


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """The id of the thing to be, the id of the command, and the time."""

    id: UUID
    command_id: UUID
    at: datetime


def issue(parts: Parts, caller: Identity, route: str, key: str | None, body: bytes) -> Issued:
    """Ids for a creating request: drawn without a key; with one, the same for the same key and body.

    Raises the problem ``idempotency_key_reused`` when the key came with another body within 24 h.
    """
    if key is None:
        return Issued(id=uuid4(), command_id=uuid4(), at=datetime.now(UTC))
    digest = hashlib.sha256(body)
    if not parts.idempotency.claim(caller.account_id, route, key, digest.digest()):
        raise Problem(422, "idempotency_key_reused", "This Idempotency-Key was used with another body before.")
    id = uuid5(REQUESTS, f"{caller.account_id}:{route}:{key}:{digest.hexdigest()}")
    return Issued(id=id, command_id=uuid5(id, "command"), at=datetime.now(UTC))


def command_of(cls: type[C], caller: Identity, if_match: str | None = None, **fields: Any) -> C:
    """A command that the caller gives now, for the version in If-Match when there is one."""
    version = expected_version(if_match)
    return cls(
        command_id=uuid4(), at=datetime.now(UTC), account_id=caller.account_id, expected_version=version, **fields
    )


def happened(parts: Parts, command: OwnerCommand) -> bool:
    """Whether this very command was recorded before: the request is a retry."""
    return any(event.command_id == command.command_id for event in parts.argument.read(command.target))


def execute_within_quota(
    parts: Parts, command: OwnerCommand, *, projects: int = 0, size: int = 0, prepare: Callable[[], None] | None = None
) -> int:
    """Executes a command that takes room; ``size`` is bytes. Raises the problem ``quota_exceeded``.

    ``prepare`` stores what the command tells of, once the room is reserved and nothing speaks against the command; a
    retry of what was recorded needs neither.
    """
    if happened(parts, command):
        return parts.argument.execute(command)
    account_id, command_id = command.account_id, command.command_id
    if not parts.quotas.reserve(account_id, command_id, used(parts, account_id), projects=projects, size=size):
        raise Problem(403, "quota_exceeded", "The quota of this account is used up. Delete something or ask for more.")
    try:
        if prepare:
            parts.argument.decide(command)
            prepare()
        position = parts.argument.execute(command)
    except Exception:
        parts.quotas.release(command_id)
        raise
    parts.quotas.settle(command_id, position)
    return position


def used(parts: Parts, account_id: UUID) -> Used:
    """What the account holds."""
    with parts.pool.connection() as conn:
        position, usage = usage_at(conn, account_id)
    return Used(projects=usage.projects, bytes=usage.original_bytes + usage.rendition_bytes, position=position)


def expected_version(if_match: str | None) -> int | None:
    """The version in If-Match; None when there is none or any will do. Raises the problem ``invalid_if_match``."""
    if if_match is None or if_match.strip() == "*":
        return None
    found = VERSION.fullmatch(if_match.strip())
    if found is None:
        raise Problem(400, "invalid_if_match", 'If-Match takes one ETag of this resource, such as "3".')
    return int(found[1])
