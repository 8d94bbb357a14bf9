"""Read-your-writes: a read may ask for the position that its own command returned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, TypeVar
from uuid import UUID

from litestar import Response
from litestar.params import HeaderParameter, QueryParameter
from psycopg import Connection

from adapters.http.dto import Page
from adapters.http.parts import Parts
from adapters.http.problems import Problem
from domain.errors import NotFound
from projections.view import position_of, wait_for

T = TypeVar("T")
PATIENCE = 1.0
"""Seconds that a read waits for its position."""
WAIT = "Wait for this position, for a second at most."


def provide_after(
    after_query: Annotated[
        int | None, QueryParameter(name="after", ge=0, description="Wait for this position.")
    ] = None,
    after_header: Annotated[int | None, HeaderParameter(name="X-After-Position", ge=0)] = None,
) -> int:
    """The position that the caller wants to see; 0 for whatever is there."""
    return max(after_query or 0, after_header or 0)


@contextmanager
def reading(parts: Parts, view: str, after: int) -> Iterator[tuple[Connection, int]]:
    """A connection to read with, and a position that the rows contain; it may be less than ``after`` asked for."""
    reach(parts, view, after)
    with parts.pool.connection() as conn:
        yield conn, position_of(conn, view)


@contextmanager
def reading_one(parts: Parts, view: str, after: int, *others: str) -> Iterator[Connection]:
    """A connection to read with. Raises the problem ``not_yet_visible`` when a read model is behind ``after``."""
    if not all(reach(parts, one, after) for one in (view, *others)):
        raise Problem(409, "not_yet_visible", f"Position {after} is not visible yet. Ask again.", {"Retry-After": "1"})
    with parts.pool.connection() as conn:
        yield conn


def reach(parts: Parts, view: str, after: int) -> bool:
    """Whether the read model has passed the position, after waiting for it a little."""
    return after == 0 or wait_for(parts.pool, view, after, PATIENCE)


def page_response(items: Sequence[T], total: int, position: int) -> Response[Page[T]]:
    """A page with the position that its rows contain."""
    return Response(Page(items=items, total=total), headers={"X-Position": str(position)})


def one_response(body: T, version: int, status_code: int = 200) -> Response[T]:
    """A resource with its version as ETag."""
    return Response(body, status_code=status_code, headers={"ETag": f'"{version}"'})


def found(row: T | None, kind: str, id: UUID) -> T:
    """The row. Raises NotFound, in the words of the write side."""
    if row is None:
        raise NotFound.of(kind, id)
    return row


def deleted_response(position: int) -> Response[None]:
    """It is gone; ``X-Position`` is where to look for the effect."""
    return Response(None, status_code=204, headers={"X-Position": str(position)})
