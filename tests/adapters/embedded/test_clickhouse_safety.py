"""What no statement may do through the front, whoever sends it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from tests.fronts import READER, WRITER, Front, ask, code_of


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with Front(tmp_path_factory.mktemp("front")) as started:
        yield started


READER_MAY_NOT = [
    "INSERT INTO kept VALUES (2)",
    "INSERT INTO kept SELECT 2",
    "INSERT INTO FUNCTION file('{canary}.out', 'CSV') SELECT 1",
    "DROP TABLE kept",
    "TRUNCATE TABLE kept",
    "OPTIMIZE TABLE kept FINAL",
    "ALTER TABLE kept DELETE WHERE 1",
    "CREATE TABLE more (id Int8) ENGINE = Memory",
    "CREATE TEMPORARY TABLE more (id Int8)",
    "CREATE VIEW seen AS SELECT 1",
    "CREATE FUNCTION twice AS (x) -> x * 2",
    "CREATE USER other IDENTIFIED BY 'x'",
    "GRANT ALL ON *.* TO analyst",
    "SET max_threads = 1",
    "SET readonly = 0",
    "SELECT 1 SETTINGS readonly = 0",
    "SELECT 1; DROP TABLE kept",
    "SYSTEM STOP MERGES",
    "KILL QUERY WHERE 1",
    "USE system",
    "BACKUP TABLE kept TO File('{canary}.out')",
    "SELECT 1 INTO OUTFILE '{canary}.out'",
    "SELECT 1 AS a FORMAT Protobuf SETTINGS output_format_schema = '{canary}.out'",
]

NOBODY_MAY = [
    "SELECT file('{canary}')",
    "SELECT FILE('{canary}')",
    "SELECT `file`('{canary}')",
    "SELECT `fi\\x6ce`('{canary}')",
    "SELECT /* */ file/* */('{canary}')",
    "SELECT arrayMap(x -> file(x), ['{canary}'])",
    "SELECT (SELECT file('{canary}'))",
    "SELECT 1 UNION ALL (SELECT file('{canary}'))",
    "WITH (SELECT file('{canary}')) AS x SELECT x",
    "SELECT * FROM file('{canary}', 'LineAsString')",
    "SELECT * FROM `File`('{canary}', 'LineAsString')",
    "SELECT 'x' IN file('{canary}', 'LineAsString')",
    "SELECT * FROM view(SELECT file('{canary}'))",
    "DESCRIBE file('{canary}', 'CSVWithNames')",
    "DESCRIBE TABLE file('{canary}', 'CSVWithNames')",
    "EXPLAIN SELECT file('{canary}')",
    "SELECT * FROM default.`{canary}`",
    "DESCRIBE TABLE default.`{canary}`",
    "EXISTS TABLE default.`{canary}`",
    "SELECT * FROM fileCluster('c', '{canary}', 'LineAsString')",
    "SELECT * FROM executable('cat {canary}', 'TSV', 'a String')",
    "SELECT * FROM filesystem('/')",
    "SELECT * FROM python(users)",
    "SELECT * FROM sqlite('{canary}', 'x')",
    "SELECT * FROM url('http://127.0.0.1:{port}/ping', 'LineAsString')",
    "SELECT * FROM s3('http://127.0.0.1:{port}/bucket/key', 'LineAsString')",
    "SELECT * FROM remote('127.0.0.1', system.one)",
    "SELECT * FROM mysql('127.0.0.1:{port}', 'a', 'b', 'c', 'd')",
    "SELECT * FROM postgresql('127.0.0.1:{port}', 'a', 'b', 'c', 'd')",
    "SELECT aiGenerate('x')",
    "SELECT 1 INTO OUTFILE '{canary}.out'",
    "INSERT INTO kept FROM INFILE '{canary}' FORMAT CSV",
    "INSERT INTO FUNCTION file('{canary}.out', 'CSV') SELECT 1",
    "INSERT INTO FUNCTION file('{canary}.out', 'CSV') VALUES (1)",
    "CREATE TABLE outer_file (a String) ENGINE = File(CSV, '{canary}')",
    "CREATE TABLE outer_url (a String) ENGINE = URL('http://127.0.0.1:{port}/ping', 'CSV')",
    "CREATE TABLE outer_copy AS file('{canary}', 'LineAsString')",
    "CREATE VIEW outer_view AS SELECT * FROM file('{canary}', 'LineAsString')",
    "CREATE DICTIONARY outer_dict (a UInt64) PRIMARY KEY a SOURCE(FILE(path '{canary}' format 'CSV')) "
    "LAYOUT(FLAT()) LIFETIME(1)",
    "USE default",
]


@pytest.fixture(scope="module")
def canary(front: Front) -> str:
    """A file that no query may show; it looks like the credentials, which are as much at stake."""
    ask(front, "CREATE TABLE kept (id Int64) ENGINE = MergeTree ORDER BY id")
    ask(front, "INSERT INTO kept VALUES (1)")
    path = front.folder / "canary"
    path.write_text("secret-canary,other\n1,2\n")
    return str(path)


def refused(front: Front, canary: str, sql: str, user: tuple[str, str]) -> None:
    status, headers, body = ask(front, sql.format(canary=canary, port=front.port), user=user)
    assert status >= 400
    assert int(headers["x-clickhouse-exception-code"]) in (62, 81, 164, 497), body
    assert b"secret-canary" not in body
    assert not Path(f"{canary}.out").exists()
    assert ask(front, "SELECT id FROM kept")[2] == b"1\n"


@pytest.mark.parametrize("sql", READER_MAY_NOT + NOBODY_MAY)
def test_a_reader_can_neither_write_nor_reach_outside(front: Front, canary: str, sql: str) -> None:
    refused(front, canary, sql, READER)


@pytest.mark.parametrize("sql", NOBODY_MAY)
def test_the_writer_cannot_reach_outside_either(front: Front, canary: str, sql: str) -> None:
    refused(front, canary, sql, WRITER)


@pytest.mark.parametrize(
    "settings",
    [
        {"readonly": "0"},
        {"format_template_resultset": "{canary}", "default_format": "Template"},
        {"format_schema": "{canary}:Message", "default_format": "CapnProto"},
        {"max_memory_usage": "1000000000000"},
        {"database": "default"},
        {"x;DROP TABLE kept": "1"},
    ],
)
def test_a_reader_changes_nothing_by_settings_in_the_url(front: Front, canary: str, settings: dict[str, str]) -> None:
    filled = {name: value.format(canary=canary) for name, value in settings.items()}
    status, _, body = ask(front, "SELECT 1 AS a", user=READER, path="/?" + urlencode(filled))
    assert status >= 400
    assert b"secret-canary" not in body


def test_a_readers_query_ends_after_a_minute(front: Front) -> None:
    asked = "SELECT getSetting('max_execution_time'), getSetting('readonly')"
    assert ask(front, asked, user=READER)[2].split() == [b"60", b"1"]
    assert code_of(ask(front, "SELECT 1 SETTINGS max_execution_time = 0", user=READER)) == 164


def test_a_parameter_cannot_name_what_a_statement_could_not(front: Front, canary: str) -> None:
    sql = "SELECT * FROM {db:Identifier}.{table:Identifier}"
    path = "/?" + urlencode({"param_db": "default", "param_table": canary})
    for user in (READER, WRITER):
        assert code_of(ask(front, sql, user=user, path=path)) in (81, 164)


def test_nobody_learns_passwords_from_the_engine(front: Front) -> None:
    wanted = [password for _, password in (WRITER, READER)]
    ask(front, "SELECT 1", path="/?" + urlencode({"user": WRITER[0], "password": WRITER[1]}), user=None)
    for table in ("system.processes", "system.settings", "system.server_settings", "system.build_options"):
        body = ask(front, f"SELECT * FROM {table}", user=READER)[2].decode()
        assert not [password for password in wanted if password in body]
    logged = (front.folder / "front.log").read_text() + "".join(
        path.read_text(errors="replace") for path in (front.folder / "data").rglob("*.log")
    )
    assert not [password for password in wanted if password in logged or quote(password) in logged]
