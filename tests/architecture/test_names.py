"""The root packages are ours alone, and rules are kept without exceptions that nobody explained."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.source import PACKAGES, ROOT, everything, files, imports, name, tree

OWN = "argument-webar"
EXCUSE = re.compile(r"#\s*(?:noqa|type:\s*ignore|pyright:\s*ignore)\b(?P<rest>.*)$")
SPELLED = {
    "registry host": re.compile(r"pypi\.org|pythonhosted\.org|registry\.npm|npmjs\.org/|deb\.debian\.org"),
    "machine path": re.compile(r"(?<![\w.])/(?:work|home/(?!me/)\w+|root|Users/\w+)/[\w.]"),
    "unfinished work": re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b"),
}
SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}")


@pytest.mark.parametrize("package", PACKAGES)
def test_no_dependency_ships_a_package_of_our_name(package: str):
    assert set(packages_distributions().get(package, [])) <= {OWN}


def test_our_packages_are_the_ones_that_are_imported():
    code = (
        f"import {', '.join(PACKAGES)}, sys; sys.stdout.write(' '.join(sys.modules[n].__file__ for n in {PACKAGES!r}))"
    )
    places = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert places.split() == [str(ROOT / package / "__init__.py") for package in PACKAGES]


@pytest.mark.parametrize("wrong", SPELLED)
def test_nothing_of_the_place_or_of_the_moment_is_committed(wrong: str):
    found = {
        f"{name(path)}:{number}: {line.strip()[:100]}"
        for path in everything()
        if path.name != "test_names.py" and path.suffix not in {".json", ".lock"}
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if SPELLED[wrong].search(line)
    }
    assert not found


def test_locks_hold_hashes_and_no_addresses():
    locks = [*ROOT.glob("requirements*.lock"), *files(".json", within=("viewer",))]
    assert not [
        name(path)
        for path in locks
        if re.search(r'"resolved"|^\s*--(extra-)?index-url|https?://\S+\.(whl|tgz)', path.read_text(), re.MULTILINE)
    ]
    assert all("--hash=sha256:" in path.read_text() for path in ROOT.glob("requirements*.lock"))


def test_nothing_secret_is_committed():
    assert not [name(path) for path in everything() if SECRET.search(path.read_text(errors="replace"))]


def test_an_exception_to_a_rule_gives_its_reason():
    bare = {
        f"{name(path)}:{number}"
        for path in files(".py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (found := EXCUSE.search(line)) and not re.search(r"[a-z]{4,}", re.sub(r"\[[\w-]*\]", "", found["rest"]))
    }
    assert not bare


def test_the_product_prints_by_its_own_means():
    printing = {
        f"{name(path)}:{node.lineno}"
        for path in files(".py", within=PACKAGES)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert not printing


def test_tests_replace_parts_and_do_not_patch():
    patching = {
        name(path)
        for path in files(".py", within=("tests",))
        if any(found.startswith("unittest.mock") for found in imports(path))
    }
    assert not patching


def test_the_viewer_logs_nothing_to_the_console():
    logging = {
        name(path)
        for path in files(".ts", within=("viewer",))
        if re.search(r"\bconsole\.(log|debug)\(", path.read_text())
    }
    assert not logging
