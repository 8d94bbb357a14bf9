"""Documents that can drift are held to the code they speak of."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from adapters.cli.main import SUMMARIES
from adapters.settings import Settings
from tests.architecture.source import PACKAGES, ROOT, files, name

DOCUMENTS = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))
LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
VARIABLE = re.compile(r"""(?:environ(?:\.get)?|env\.get|env)[(\[]\s*"([A-Z][A-Z0-9_]+)"|envvar="([A-Z_]+)\"""")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
DECISIONS = ("What we had to decide", "What we decided", "Why", "What follows")


def links() -> list[tuple[Path, str, str]]:
    """Document, text and target of each link to a file of ours."""
    found = [(path, hit["text"], hit["target"]) for path in DOCUMENTS for hit in LINK.finditer(path.read_text())]
    return [(path, text, target) for path, text, target in found if "://" not in target]


def test_every_link_leads_somewhere():
    dead = {
        f"{name(path)}: {target}"
        for path, _, target in links()
        if not (path.parent / target.partition("#")[0]).exists()
    }
    assert not dead


def test_what_a_link_to_code_names_is_in_that_code():
    """``[`receive`](../adapters/http/uploading.py)`` promises that the file speaks of ``receive``."""
    wrong = {
        f"{name(path)}: {text} is not in {target}"
        for path, text, target in links()
        if text.startswith("`") and (path.parent / target).is_file()
        if "/" not in text and text.strip("`").rstrip("()") not in (path.parent / target).read_text()
    }
    assert not wrong


@pytest.mark.parametrize("field", msgspec.structs.fields(Settings), ids=lambda field: field.name)
def test_every_setting_is_documented_with_its_default(field: msgspec.structs.FieldInfo):
    rows = [line for line in OPERATIONS.splitlines() if line.startswith("|") and f"`{field.name.upper()}`" in line]
    (row,) = rows
    if field.required:
        assert "| required |" in row
    elif field.default and field.name != "public_url":
        assert f"`{field.default}`" in row


def test_every_variable_that_the_code_reads_is_documented():
    read = {
        hit[0] or hit[1]
        for path in files(".py", within=PACKAGES)
        for hit in VARIABLE.findall(path.read_text())
        if not path.match("adapters/embedded/clickhouse/*")
    }
    system = {"PATH", "TMPDIR", "HOME", "PYTHONPATH", "XDG_DATA_HOME", "LANG", "TERM"}
    assert not {variable for variable in read - system if f"`{variable}`" not in OPERATIONS and variable != "LAN"}


def test_the_readme_maps_the_folders_that_are_there():
    mapped = set(re.findall(r"`(\w+)`(?=[^|]*\|[^|]+\|$)", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert {*PACKAGES, "tests", "benchmarks", "docs"} <= mapped
    assert all((ROOT / folder).is_dir() for folder in mapped)


def test_commands_in_documents_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in DOCUMENTS:
        text = path.read_text()
        assert set(re.findall(r"(?:`|    )make ([a-z-]+)", text)) <= targets, name(path)
        assert set(re.findall(r"(?:`|    |bin/)argument ([a-z][a-z-]*)", text)) <= set(SUMMARIES), name(path)


def test_modules_that_documents_run_exist():
    for path in DOCUMENTS:
        for module in re.findall(r"python -m ([\w.]+)", path.read_text()):
            place = ROOT / module.replace(".", "/")
            assert (place / "__main__.py").exists() or place.with_suffix(".py").exists(), f"{name(path)}: {module}"


def test_decisions_are_numbered_and_shaped_alike():
    decisions = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    for path in decisions:
        lines = path.read_text().splitlines()
        assert lines[0].startswith(f"# {path.name[:4]} ")
        assert tuple(line.removeprefix("## ") for line in lines if line.startswith("## ")) == DECISIONS
        assert len(lines) <= 60


def test_pictures_of_the_documents_are_small():
    heavy = {
        name(path): path.stat().st_size for path in (ROOT / "docs").rglob("*.png") if path.stat().st_size > 300_000
    }
    assert not heavy
