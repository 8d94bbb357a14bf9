"""What all bodies share. Names are camelCase outside and snake_case inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar
from uuid import UUID

import msgspec
from litestar.params import HeaderParameter, QueryParameter
from msgspec import Meta

from domain.values import Ending

T = TypeVar("T")

Text = Annotated[str, Meta(pattern=r"\A[^\x00]*\Z", max_length=20_000)]
"""Text that Postgres can store: any but NUL."""
IdempotencyKey = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        pattern=r"^[\x21-\x7e]{1,200}$",
        description="Sent again with the same body within 24 h, the request succeeds without a second effect.",
    ),
]
PageNumber = Annotated[int, QueryParameter(ge=1, le=100_000)]
PageSize = Annotated[int, QueryParameter(ge=1, le=100)]
Needle = Annotated[str, QueryParameter(max_length=200, pattern=r"\A[^\x00]*\Z")]


class Dto(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The base of all bodies."""


class Page(Dto, Generic[T], frozen=True, kw_only=True):
    """One page of a list; ``total`` counts all pages."""

    items: Sequence[T]
    total: int


class Accepted(Dto, frozen=True, kw_only=True):
    """The work is written down and will be done. Reads with ``?after=position`` see it."""

    id: UUID
    position: int
    status: str


class Reason(Dto, frozen=True, kw_only=True):
    """Why work did not succeed."""

    code: str
    detail: str


def reason_of(ending: Ending | None) -> Reason | None:
    """The ending of work as a body."""
    return None if ending is None else Reason(code=ending.code, detail=ending.detail)
