"""What clients may expect of a ClickHouse. Runs against the front, or against the server that CLICKHOUSE_URL names.

With a real server, the URL's user may create tables in the URL's database, and CLICKHOUSE_READER_URL, if given, is the
same server as a user with ``readonly = 1``.
"""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

import clickhouse_connect
import pyarrow
import pytest
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import DatabaseError, StreamFailureError

from tests.fronts import READER, Front

COLUMNS = ["id", "name", "at", "kind", "maybe", "list", "key"]
NOW = datetime(2026, 11, 22, 12, 30, 15, 123000)


@pytest.fixture(scope="module")
def urls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The addresses of a writer and a reader."""
    if given := os.environ.get("CLICKHOUSE_URL"):
        yield given, os.environ.get("CLICKHOUSE_READER_URL", "")
        return
    with Front(tmp_path_factory.mktemp("front")) as front:
        yield front.url(), front.url(READER)


@pytest.fixture
def client(urls: tuple[str, str]) -> Iterator[Client]:
    with clickhouse_connect.get_client(dsn=urls[0]) as found:
        yield found


@pytest.fixture
def table(client: Client) -> Iterator[str]:
    name = f"contract_{uuid.uuid4().hex}"
    client.command(
        f"CREATE TABLE {name} (id UInt64, name String, at DateTime64(3), kind LowCardinality(String), "
        "maybe Nullable(Int32), list Array(UInt8), key UUID) ENGINE = MergeTree ORDER BY id"
    )
    yield name
    client.command(f"DROP TABLE {name}")


def rows(count: int) -> list[list[object]]:
    return [[i, f"näme {i}", NOW, "a", None, [1, 2], uuid.UUID(int=i)] for i in range(count)]


def test_it_says_a_version_that_is_recent_enough(client: Client) -> None:
    assert int(client.server_version.split(".")[0]) >= 25


@pytest.mark.parametrize("compress", [False, "lz4", "zstd", "gzip"])
def test_rows_come_back_as_they_were_inserted(urls: tuple[str, str], table: str, compress: str | bool) -> None:
    with clickhouse_connect.get_client(dsn=urls[0], compress=compress) as client:
        summary = client.insert(table, rows(1000), column_names=COLUMNS)
        assert summary.written_rows == 1000
        found = client.query(f"SELECT * FROM {table} ORDER BY id").result_rows
    assert [list(row) for row in found] == rows(1000)


def test_json_lines_and_values_and_arrow_are_taken(client: Client, table: str) -> None:
    lines = '{"id":1,"name":"it\'s"}\n{"id":2,"name":"FORMAT Values (;"}\n'
    assert client.raw_insert(table, ["id", "name"], lines, fmt="JSONEachRow").written_rows == 2
    client.command(f"INSERT INTO {table} (id, name) VALUES (3, 'a;b'), (4, 'c)')")
    arrow = pyarrow.table({"id": pyarrow.array([5], pyarrow.uint64()), "name": ["five"]})
    assert client.insert_arrow(table, arrow).written_rows == 1
    client.command(f"INSERT INTO {table} (id, name) SELECT number + 6, 'six' FROM numbers(1)")
    found = client.query(f"SELECT name FROM {table} ORDER BY id").result_rows
    assert [name for (name,) in found] == ["it's", "FORMAT Values (;", "a;b", "c)", "five", "six"]


def test_an_insert_that_cannot_be_read_stores_nothing(client: Client, table: str) -> None:
    with pytest.raises(DatabaseError) as caught:
        client.raw_insert(table, ["id"], '{"id":1}\n{"id":"x"}\n', fmt="JSONEachRow")
    assert caught.value.code in (27, 72, 117)
    assert client.query(f"SELECT count() FROM {table}").first_row == (0,)


def test_parameters_arrive_whatever_they_hold(client: Client) -> None:
    hard = 'it\'s \\ \n\t "quoted" {x:Int8} ü 🙂'
    given = {"text": hard, "list": ["a'b", "c\t"], "at": datetime(2026, 1, 2, tzinfo=UTC), "none": None}
    sql = "SELECT {text:String}, {list:Array(String)}, toUnixTimestamp({at:DateTime}), {none:Nullable(String)}"
    assert client.query(sql, parameters=given).first_row == (hard, ["a'b", "c\t"], 1767312000, None)


def test_a_long_statement_with_parameters_arrives_as_a_form(urls: tuple[str, str]) -> None:
    with clickhouse_connect.get_client(dsn=urls[0], form_encode_query_params=True) as client:
        found = client.query("SELECT length({text:String})", parameters={"text": "z" * 50_000})
    assert found.first_row == (50_000,)


def test_errors_carry_code_and_name(client: Client) -> None:
    for sql, code, name in [
        ("SELECT * FROM no_such_table", 60, "UNKNOWN_TABLE"),
        ("SELECT no_such_column", 47, "UNKNOWN_IDENTIFIER"),
        ("SELEKT 1", 62, "SYNTAX_ERROR"),
        ("SELECT throwIf(1)", 395, "FUNCTION_THROW_IF_VALUE_IS_NON_ZERO"),
    ]:
        with pytest.raises(DatabaseError) as caught:
            client.query(sql)
        assert (caught.value.code, caught.value.name) == (code, name)


def test_an_error_in_the_middle_of_a_stream_is_seen(client: Client) -> None:
    # ClickHouse says the error in the stream itself once the head of the answer is gone.
    sql = "SELECT throwIf(number = 20000000) FROM numbers(30000000)"
    stream = client.query_row_block_stream(sql, settings={"max_threads": 1})
    with pytest.raises(StreamFailureError, match="throwIf"), stream:
        for _block in stream:
            pass


def test_large_answers_stream(client: Client) -> None:
    with client.query_column_block_stream("SELECT number FROM numbers(3000000)") as stream:
        assert sum(len(block[0]) for block in stream) == 3_000_000


def test_settings_hold_for_one_query_only(client: Client) -> None:
    read = "SELECT getSetting('max_block_size')"
    usual = client.query(read).first_row
    assert client.query(read, settings={"max_block_size": 777}).first_row == (777,)
    assert client.query(read).first_row == usual


def test_a_session_keeps_its_temporary_tables_and_settings(urls: tuple[str, str]) -> None:
    with clickhouse_connect.get_client(dsn=urls[0], autogenerate_session_id=True) as client:
        client.command("CREATE TEMPORARY TABLE mine (id Int8)")
        client.command("INSERT INTO mine VALUES (1), (2)")
        client.command("SET max_block_size = 555")
        assert client.query("SELECT count() FROM mine", settings={"max_threads": 1}).first_row == (2,)
        assert client.query("SELECT getSetting('max_block_size')").first_row == (555,)
    with clickhouse_connect.get_client(dsn=urls[0]) as other, pytest.raises(DatabaseError):
        other.query("SELECT count() FROM mine")


def test_formats_of_raw_queries(client: Client) -> None:
    assert client.raw_query("SELECT 1 AS a, 'x' AS b", fmt="JSONEachRow") == b'{"a":1,"b":"x"}\n'
    assert client.raw_query("SELECT 1 AS a, 'x' AS b", fmt="CSVWithNames") == b'"a","b"\n1,"x"\n'
    assert client.query_df("SELECT number FROM numbers(3)")["number"].to_list() == [0, 1, 2]
    assert client.query_arrow("SELECT number FROM numbers(3)").num_rows == 3


def test_describing_showing_and_explaining_answer(client: Client, table: str) -> None:
    assert client.query(f"DESCRIBE TABLE {table}").result_rows[0][:2] == ("id", "UInt64")
    assert (table,) in client.query("SHOW TABLES").result_rows
    assert client.query(f"EXISTS TABLE {table}").first_row == (1,)
    assert client.query(f"EXPLAIN SELECT * FROM {table}").result_rows
    assert client.query(f"SELECT id FROM {table} WHERE 0").result_rows == []


def test_many_clients_at_once_all_get_their_own_answers(urls: tuple[str, str]) -> None:
    async def ask() -> list[object]:
        client = await clickhouse_connect.get_async_client(dsn=urls[0], autogenerate_session_id=False)
        async with client:
            found = await asyncio.gather(*(client.query(f"SELECT {i}, sleep(0.01)") for i in range(40)))
        return [result.first_row[0] for result in found]

    assert asyncio.run(ask()) == list(range(40))


def test_a_wrong_password_is_refused(urls: tuple[str, str]) -> None:
    for user, password in [("argument", "wrong"), ("nobody", ""), ("argument", "")]:
        head, _, tail = urls[0].rpartition("@")
        with pytest.raises(DatabaseError) as caught:
            clickhouse_connect.get_client(dsn=f"{head.partition('//')[0]}//{user}:{password}@{tail}")
        assert caught.value.code in (194, 516)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO {t} (id) VALUES (1)",
        "DROP TABLE {t}",
        "CREATE TABLE other (id Int8) ENGINE = Memory",
        "ALTER TABLE {t} DELETE WHERE 1",
        "TRUNCATE TABLE {t}",
        "SELECT * FROM file('/etc/passwd', 'LineAsString')",
    ],
)
def test_a_reader_reads_and_nothing_else(urls: tuple[str, str], client: Client, table: str, sql: str) -> None:
    if not urls[1]:
        pytest.skip("CLICKHOUSE_READER_URL is not given")
    client.insert(table, rows(3), column_names=COLUMNS)
    with clickhouse_connect.get_client(dsn=urls[1]) as reader:
        assert reader.query(f"SELECT count() FROM {table}").first_row == (3,)
        with pytest.raises(DatabaseError) as caught:
            reader.command(sql.format(t=table))
        assert caught.value.code in (164, 497)
        assert reader.query(f"SELECT count() FROM {table}").first_row == (3,)
