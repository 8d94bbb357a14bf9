"""Each vendor has one home, and processes are started by command: what the layers alone cannot say."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGES, ROOT, files, imports, module, name, tree

HOMES = {
    "cv2": ("adapters.markers", "adapters.imaging", "adapters.tracking"),
    "PIL": ("adapters.imaging",),
    "ffmpeg": ("adapters.video",),
    "wasmtime": ("adapters.tracking",),
    "minio": ("adapters.storage",),
    "authlib": ("adapters.identity",),
    "joserfc": ("adapters.identity",),
    "redis": ("adapters.live", "adapters.cache", "adapters.telemetry"),
    "dramatiq": ("workers",),
    "clickhouse_connect": ("projections.clickhouse",),
    "chdb": ("adapters.embedded.clickhouse",),
    "psycopg": ("projections", "adapters.accounts", "adapters.eventstore", "migrations"),
    "psycopg_pool": ("projections", "adapters.accounts", "adapters.eventstore", "migrations"),
    "litestar": ("adapters.http", "adapters.embedded.clickhouse"),
    "uvicorn": ("adapters.http", "adapters.embedded.clickhouse"),
    "httpx": ("adapters.cli",),
    "click": ("adapters.cli", "adapters.embedded"),
    "rich": ("adapters.cli",),
    "segno": ("adapters.cli", "adapters.http"),
    "langcodes": ("adapters.http",),
}
HANDED_AROUND = {"psycopg.Connection", "psycopg_pool.ConnectionPool"}
"""Types of what a home makes and others pass on: names in signatures, not a use of the vendor."""
STARTED_BY_COMMAND = ("workers", "adapters.http", "migrations")
SQL = re.compile(r"^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|ALTER TABLE)\s+\S", re.MULTILINE)
SQL_HOMES = ("projections", "adapters.accounts", "adapters.eventstore", "adapters.embedded", "migrations")
CHECKS = ("adapters.http.checks",)
"""Asks each engine whether it is there and of which version."""


def within(found: str, packages: tuple[str, ...]) -> bool:
    return any(found == package or found.startswith(f"{package}.") for package in packages)


def used(path: Path) -> set[str]:
    """What the file imports, but for types that are handed around."""
    found = set(imports(path))
    types = found & HANDED_AROUND
    return found - types - {name.rpartition(".")[0] for name in types}


@pytest.mark.parametrize("vendor", HOMES)
def test_a_vendor_is_imported_in_its_home_only(vendor: str):
    strangers = {
        name(path)
        for path in files(".py", within=PACKAGES)
        if any(within(found, (vendor,)) for found in used(path))
        and not within(module(path), HOMES[vendor])
        and module(path) != "adapters.wiring"
    }
    assert not strangers


def test_the_layers_place_every_part_of_the_adapters():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layered = {part for layer in contracts[0]["layers"] for part in layer.split(" | ")}
    there = [path for path in (ROOT / "adapters").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    assert {f"adapters.{path.stem}" for path in there} - {"adapters.__init__"} <= layered


def test_the_command_line_and_the_supervisor_start_processes_by_command():
    importers = {
        (name(path), found)
        for path in files(".py", within=("adapters/cli", "adapters/embedded"))
        for found in imports(path)
        if within(found, STARTED_BY_COMMAND)
    }
    assert not importers


def test_sql_stands_where_the_tables_are():
    strangers = {
        name(path)
        for path in files(".py", within=PACKAGES)
        if not within(module(path), (*SQL_HOMES, *CHECKS))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    }
    assert not strangers


def test_actors_take_ids_only():
    wrong = {
        f"{name(path)} {node.name}({argument.arg})"
        for path in files(".py", within=("workers",))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and any("actor" in ast.unparse(part) for part in node.decorator_list)
        for argument in node.args.args
        if not argument.arg.endswith("_id")
    }
    assert not wrong


def test_no_route_is_public_by_a_pattern():
    """Litestar's ``exclude`` is an unanchored regular expression: ``/schema`` would open ``/private/schema-x``."""
    excluding = {
        name(path)
        for path in files(".py", within=("adapters/http",))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.keyword) and node.arg == "exclude"
    }
    assert not excluding
