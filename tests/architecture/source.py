"""What the house rules are checked on: the project's own text files, read without git."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("domain", "application", "adapters", "projections", "workers", "viewer", "migrations")
BESIDE = ("tests", "benchmarks")
NOT_OURS = {"node_modules", "built", "__pycache__"}
TEXT = {".py", ".ts", ".mjs", ".js", ".css", ".html", ".sql", ".md", ".toml", ".yml", ".yaml", ".json", ".lock", ".txt"}


@cache
def files(*suffixes: str, within: tuple[str, ...] = (*PACKAGES, *BESIDE)) -> tuple[Path, ...]:
    """Files of these folders, without what set-up installs or builds there."""
    found = [path for name in within for path in (ROOT / name).rglob("*") if path.suffix in suffixes]
    return tuple(sorted(path for path in found if path.is_file() and not NOT_OURS & set(path.relative_to(ROOT).parts)))


@cache
def everything() -> tuple[Path, ...]:
    """Every text file that is committed: the packages, the documents, and what lies at the root."""
    top = [path for path in ROOT.iterdir() if path.is_file() and path.name != "uv.lock"]
    top += [path for path in (ROOT / ".ci").rglob("*") if path.is_file()]
    return tuple(sorted(top)) + files(*TEXT, within=(*PACKAGES, *BESIDE, "docs"))


def name(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()


def module(path: Path) -> str:
    """The dotted name of a Python file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    """Its syntax."""
    return ast.parse(path.read_text(), name(path))


def imports(path: Path) -> Iterator[str]:
    """Every module that the file names in an import, wherever it stands; relative ones are banned elsewhere."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """The name and the number of lines of each function."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name(path)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1
