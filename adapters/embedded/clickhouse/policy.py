"""What a statement may do. The engine trusts whoever talks to it with every file of the machine; not so the front.

The engine's own parser judges, not a pattern over the text: chDB classifies the statement without running it, and
``EXPLAIN AST`` shows every function and table in it. Three rules hold for all users: one statement a request; no
function or table function that reaches files, networks or Python; no OUTFILE or INFILE. A reader may only send
statements that chDB calls read-only, and those run with ``readonly = 1`` besides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from adapters.embedded.clickhouse.engine import Classified, Session
from adapters.embedded.clickhouse.errors import QueryError, denied, readonly
from adapters.embedded.clickhouse.users import User

_HARMLESS_TABLES = frozenset(
    "numbers numbers_mt zeros zeros_mt generate_series generateseries generaterandom "
    "values view null merge input format".split()
)
_FUNCTION = re.compile(r"^ *Function(?:WithKeyValueArguments)? +(\S+)", re.MULTILINE)
_TABLE_FUNCTION = re.compile(r"^ *TableExpression .*\n *Function +(\S+)", re.MULTILINE)
_DEFAULT_DATABASE = re.compile(r"^(?: *TableIdentifier default\.|\w+Query default\b)", re.MULTILINE)
_INFILE = re.compile(r"^InsertQuery .*(?:\n .*)*\n Literal ")


class Statement(msgspec.Struct, frozen=True):
    """What is known of a permitted statement: whether it changes anything, and whether it is a plain SELECT."""

    changes: bool
    selects: bool


class Policy:
    """Knows the engine's functions, asked once at start, so that a newer engine's new ones are refused too."""

    def __init__(self, session: Session) -> None:
        tables = _lines(session, "SELECT lower(name) FROM system.table_functions")
        outward = _lines(session, "SELECT lower(name) FROM system.functions WHERE match(name, '^(ai|AI)[A-Z]')")
        self._denied = (tables - _HARMLESS_TABLES) | outward | {"file", "python"}

    def check(self, session: Session, user: User, sql: str, params: Mapping[str, str]) -> Statement:
        """Raises QueryError when ``user`` may not run ``sql``; says what it is otherwise."""
        found = session.classify(sql)
        if found.statements > 1:
            raise QueryError(62, "SYNTAX_ERROR", "Multi-statements are not allowed")
        # A text that cannot be read ends here with the engine's own syntax error.
        tree = session.query(f"EXPLAIN AST {sql}", "TSVRaw", params)[0].decode(errors="replace")
        self._check_tree(tree, found)
        if user.readonly and found.kind != "READ_ONLY":
            raise readonly(user.name)
        return Statement(changes=found.kind != "READ_ONLY", selects=tree.startswith("SelectWithUnionQuery"))

    def _check_tree(self, tree: str, found: Classified) -> None:
        for name in _FUNCTION.findall(tree):
            if name.lower() in self._denied:
                raise denied(f"Function {name} reaches outside the database and is off here.")
        for name in _TABLE_FUNCTION.findall(tree):
            if name.lower() not in _HARMLESS_TABLES:
                raise denied(f"Table function {name} is off here.")
        if _DEFAULT_DATABASE.search(tree):
            raise QueryError(81, "UNKNOWN_DATABASE", "Database default does not exist")
        if found.kind == "CONTROL" and tree.startswith("SelectWithUnionQuery"):
            raise denied("INTO OUTFILE is off here.")
        if _INFILE.match(tree):
            raise denied("FROM INFILE is off here.")


def _lines(session: Session, sql: str) -> set[str]:
    return set(session.query(sql)[0].decode().split())
