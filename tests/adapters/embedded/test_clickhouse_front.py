"""What the front adds to the protocol: who may come in, sessions, bodies, how it ends and what it survives."""

from __future__ import annotations

import gzip
import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
import time
import zlib
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import clickhouse_connect
import psutil
import pytest
from clickhouse_connect.driver.exceptions import DatabaseError

from tests.fronts import READER, WRITER, Front, ask, code_of


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with Front(tmp_path_factory.mktemp("front")) as started:
        yield started


def test_ping_needs_no_password_and_nothing_else_answers_without(front: Front) -> None:
    assert ask(front, path="/ping", user=None)[2] == b"Ok.\n"
    status, headers, body = ask(front, "SELECT 1", user=None)
    assert (status, headers["x-clickhouse-exception-code"]) == (401, "516")
    assert b"AUTHENTICATION_FAILED" in body


def test_the_three_ways_to_say_who_one_is(front: Front) -> None:
    name, password = WRITER
    assert ask(front, "SELECT currentDatabase()")[2] == b"argument\n"
    by_headers = {"X_ClickHouse_User": name, "X_ClickHouse_Key": password}
    assert ask(front, "SELECT 1", user=None, **by_headers)[2] == b"1\n"
    assert ask(front, "SELECT 1", user=None, path="/?" + urlencode({"user": name, "password": password}))[0] == 200


@pytest.mark.parametrize("given", ["Basic %%%", "Basic " + b64encode(b"\xff\xfe:x").decode(), "Bearer x", "Basic"])
def test_malformed_authorization_is_refused(front: Front, given: str) -> None:
    assert code_of(ask(front, "SELECT 1", user=None, Authorization=given)) == 516


def test_a_session_serves_one_query_at_a_time(front: Front) -> None:
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(ask, front, "SELECT sleep(2)", path="/?session_id=one") for _ in range(2)]
    assert sorted(code_of(found.result()) for found in both) == [0, 373]
    assert ask(front, "SELECT 1", path="/?session_id=one")[0] == 200


def test_sessions_of_two_users_with_one_name_are_two(front: Front) -> None:
    ask(front, "CREATE TEMPORARY TABLE private (id Int8)", path="/?session_id=same")
    assert ask(front, "SELECT count() FROM private", path="/?session_id=same")[2] == b"0\n"
    assert code_of(ask(front, "SELECT count() FROM private", path="/?session_id=same", user=READER)) == 60


def test_compressed_bodies_are_bounded_and_checked(front: Front) -> None:
    assert ask(front, gzip.compress(b"SELECT 1"), Content_Encoding="gzip")[2] == b"1\n"
    assert ask(front, gzip.compress(b"SELECT ") + gzip.compress(b"2"), Content_Encoding="gzip")[2] == b"2\n"
    assert code_of(ask(front, b"not compressed", Content_Encoding="gzip")) == 354
    assert code_of(ask(front, b"SELECT 1", Content_Encoding="br")) == 36
    bomb = zlib.compress(b" " * (64 << 20), 9)
    assert code_of(ask(front, bomb, Content_Encoding="deflate")) == 62


def test_an_insert_that_breaks_off_stores_nothing(front: Front) -> None:
    ask(front, "CREATE TABLE IF NOT EXISTS broken (id Int64) ENGINE = MergeTree ORDER BY id")
    connection = http.client.HTTPConnection("127.0.0.1", front.port, timeout=60)
    connection.putrequest("POST", "/?" + urlencode({"query": "INSERT INTO broken FORMAT JSONEachRow"}))
    connection.putheader("Authorization", "Basic " + b64encode(":".join(WRITER).encode()).decode())
    connection.putheader("Content-Length", "1000000")
    connection.endheaders(b'{"id":1}\n' * 1000)
    connection.sock.shutdown(2)
    connection.close()
    time.sleep(0.5)
    assert ask(front, "SELECT count() FROM broken")[2] == b"0\n"


def test_a_query_ends_when_nobody_reads_its_answer(front: Front) -> None:
    address = f"GET /?{urlencode({'query': 'SELECT number FROM numbers(100000000000) FORMAT TSV'})} HTTP/1.1\r\n"
    proof = b64encode(":".join(WRITER).encode()).decode()
    with socket.create_connection(("127.0.0.1", front.port)) as reader:
        reader.sendall(f"{address}Host: x\r\nAuthorization: Basic {proof}\r\n\r\n".encode())
        assert reader.recv(65536).startswith(b"HTTP/1.1 200")
    running = "SELECT count() FROM system.processes WHERE query LIKE '%100000000000%' AND query NOT LIKE '%processes%'"
    deadline = time.monotonic() + 20
    while (left := ask(front, running)[2]) != b"0\n" and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == b"0\n"


def test_the_summary_counts_what_was_written(front: Front) -> None:
    ask(front, "CREATE TABLE IF NOT EXISTS counted (id Int64) ENGINE = MergeTree ORDER BY id")
    found = ask(front, 'INSERT INTO counted FORMAT JSONEachRow {"id":1} {"id":2}')
    assert json.loads(found[1]["x-clickhouse-summary"])["written_rows"] == "2"


def test_every_row_that_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    with Front(tmp_path) as front:
        ask(front, "CREATE TABLE facts (id Int64) ENGINE = MergeTree ORDER BY id")
        stored: list[int] = []

        def write() -> None:
            for start in range(0, 100_000, 100):
                rows = "".join(f'{{"id":{i}}}\n' for i in range(start, start + 100))
                try:
                    if ask(front, "INSERT INTO facts FORMAT JSONEachRow\n" + rows)[0] != 200:
                        return
                except (OSError, http.client.HTTPException):
                    return
                stored.append(start)

        writer = threading.Thread(target=write)
        writer.start()
        while len(stored) < 20:
            time.sleep(0.01)
        front.end(signal.SIGKILL)
        writer.join()
        front.start()
        found = {int(line) for line in ask(front, "SELECT id FROM facts")[2].split()}
        assert {i for start in stored for i in range(start, start + 100)} <= found


def test_sigterm_finishes_what_runs_and_leaves(tmp_path: Path) -> None:
    with Front(tmp_path) as front:
        answers: list[int] = []
        slow = threading.Thread(target=lambda: answers.append(ask(front, "SELECT sleep(1.5)")[0]))
        slow.start()
        time.sleep(0.5)
        assert front.end(signal.SIGTERM) in (0, -signal.SIGTERM)
        slow.join()
        assert answers == [200]
        front.start()
        assert ask(front, "SELECT 1")[2] == b"1\n"


def test_it_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    front = Front(tmp_path)
    script = (
        "import sys; from pathlib import Path; from tests.fronts import Front\n"
        f"front = Front(Path({str(tmp_path)!r})); front.port = {front.port}; front.start()\n"
        "print(front.process.pid, flush=True); sys.stdin.read(); import os; os._exit(0)"
    )
    root = Path(__file__).parents[3]
    parent = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root)
    assert parent.stdin
    assert parent.stdout
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdin.close()
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while psutil.pid_exists(child) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not psutil.pid_exists(child)


def test_a_second_front_on_the_same_data_refuses_to_start(front: Front, tmp_path: Path) -> None:
    second = Front(tmp_path)
    (tmp_path / "data").symlink_to(front.folder / "data")
    with pytest.raises(AssertionError, match="EmbeddedServer"):
        second.start()


def test_a_client_is_told_its_password_is_wrong(front: Front) -> None:
    with pytest.raises(DatabaseError) as caught:
        clickhouse_connect.get_client(dsn=front.url((WRITER[0], "guess")))
    assert caught.value.code == 516
