"""Rows as structs, and rows from events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, LiteralString, TypeVar

import msgspec
from psycopg import Connection, sql
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from domain.event import Event
from projections.view import Curs

R = TypeVar("R", bound=msgspec.Struct)
Params = Mapping[str, Any]
Query = LiteralString | sql.SQL | sql.Composed


def many(conn: Connection, cls: type[R], query: Query, params: Params) -> list[R]:
    """The rows of a query, each as a struct of this class."""
    with conn.cursor(row_factory=dict_row) as curs:
        curs.execute(query, params)
        return [msgspec.convert(row, cls) for row in curs]


def one(conn: Connection, cls: type[R], query: Query, params: Params) -> R | None:
    """The first row of a query, or None."""
    found = many(conn, cls, query, params)
    return found[0] if found else None


def page_of(
    conn: Connection, cls: type[R], query: sql.SQL | sql.Composed, params: Params, *, page: int, size: int
) -> tuple[list[R], int]:
    """Page ``page`` (from 1) of the rows, and how many there are in all. The query brings its own order."""
    total = conn.execute(sql.SQL("SELECT count(*) FROM ({}) AS counted").format(query), params).fetchone()
    window = sql.SQL("{} LIMIT %(size)s OFFSET %(skip)s").format(query)
    found = many(conn, cls, window, {**params, "size": size, "skip": (page - 1) * size})
    return found, total[0] if total else 0


def json(value: object) -> Jsonb:
    """A struct, or a collection of them, for a jsonb column."""
    return Jsonb(storable(msgspec.to_builtins(value)))


def insert(curs: Curs, table: str, event: Event, **columns: object) -> None:
    """The row of the stream that this event begins."""
    columns = {"id": event.originator_id, **columns, **stamp(event), "created_at": event.at}
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    places = sql.SQL(", ").join(map(sql.Placeholder, columns))
    curs.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table), names, places), adapt(columns)
    )


def update(curs: Curs, table: str, event: Event, **columns: object) -> None:
    """The row of the event's stream is like this now."""
    columns = {**columns, **stamp(event)}
    changes = sql.SQL(", ").join(
        sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in columns
    )
    query = sql.SQL("UPDATE {} SET {} WHERE id = %(id)s").format(sql.Identifier(table), changes)
    curs.execute(query, {**adapt(columns), "id": event.originator_id})


def stamp(event: Event) -> dict[str, object]:
    """The columns that say which event a row is as of."""
    return {"version": event.originator_version, "updated_at": event.at}


def adapt(columns: Mapping[str, object]) -> dict[str, object]:
    """Tuples as arrays, and texts as Postgres takes them."""
    return {name: storable(value) for name, value in columns.items()}


def storable(value: object) -> Any:
    """Without NUL, which events may hold and Postgres refuses: a read model must not stop at it."""
    match value:
        case str():
            return value.replace("\0", "")
        case list() | tuple():
            return [storable(item) for item in value]
        case dict():
            return {name: storable(item) for name, item in value.items()}
        case _:
            return value
