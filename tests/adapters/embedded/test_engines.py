from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg
import pytest
import redis

from adapters.embedded.birth import birth
from adapters.embedded.credentials import load_credentials
from adapters.embedded.engines import plan_engines
from adapters.embedded.engines.postgres import server_tree
from adapters.embedded.home import Home
from adapters.embedded.ports import Ports
from adapters.embedded.records import read_records
from adapters.settings import load_settings
from adapters.storage.minio import MinioStore
from tests.engines import start_engines, stop_engines
from tests.stack import eventually

ADDRESSES = {
    "postgres": "DATABASE_URL",
    "valkey": "REDIS_URL",
    "clickhouse": "CLICKHOUSE_URL",
    "seaweed": "S3_ENDPOINT",
}


@pytest.fixture
def open_home() -> Iterator[Home]:
    """A data directory that every user can reach, unlike those below a test's own folder."""
    home = Home(Path(tempfile.mkdtemp(prefix="argument-open-")))
    home.create()
    yield home
    shutil.rmtree(home.root)


def clickhouse(url: str, sql: str) -> str:
    parts = urlsplit(url)
    proof = b64encode(f"{parts.username}:{parts.password}".encode()).decode()
    request = urllib.request.Request(
        f"http://{parts.hostname}:{parts.port}/?database=argument", headers={"Authorization": f"Basic {proof}"}
    )
    with urllib.request.urlopen(request, sql.encode(), timeout=30) as answer:
        return answer.read().decode().strip()


def keep(env: dict[str, str], folder: Path) -> None:
    """Something in each engine."""
    with psycopg.connect(env["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'in postgres' AS what")
    with redis.Redis.from_url(env["REDIS_URL"]) as client:
        client.set("kept", "in valkey")
    clickhouse(env["CLICKHOUSE_URL"], "CREATE TABLE kept (what String) ENGINE = MergeTree ORDER BY what")
    clickhouse(env["CLICKHOUSE_URL"], "INSERT INTO kept VALUES ('in clickhouse')")
    file = folder / "kept"
    file.write_text("in seaweed")
    MinioStore(load_settings(env)).put_file("kept", file, "text/plain")


def kept(env: dict[str, str], folder: Path) -> list[str]:
    """What is there."""
    with psycopg.connect(env["DATABASE_URL"]) as connection, redis.Redis.from_url(env["REDIS_URL"]) as client:
        row, value = connection.execute("SELECT what FROM kept").fetchone(), client.get("kept")
    assert row is not None
    assert isinstance(value, bytes)
    file = folder / "found"
    MinioStore(load_settings(env)).get_file("kept", file)
    return [row[0], value.decode(), clickhouse(env["CLICKHOUSE_URL"], "SELECT what FROM kept"), file.read_text()]


def kill_all(data: Path) -> None:
    """The supervisor and its family, at once."""
    supervisor = next(process for process in psutil.process_iter() if is_supervisor(process, data))
    family = [supervisor, *supervisor.children(recursive=True)]
    for process in family:
        process.suspend()
    for process in family:
        process.kill()
    eventually(lambda: not [process for process in family if birth(process.pid)])


def is_supervisor(process: psutil.Process, data: Path) -> bool:
    try:
        return str(data) in process.cmdline() and "engines" in process.cmdline()
    except psutil.Error:
        return False


def bring_back(data: Path, copy: Path) -> None:
    """The directory from a plain copy of it: every file belongs to whoever copied it."""
    shutil.copytree(data, copy, symlinks=True, ignore=shutil.ignore_patterns("*.sock"))
    shutil.rmtree(data)
    copy.rename(data)


def test_what_engines_took_is_there_after_all_were_killed_and_their_files_copied(tmp_path: Path):
    data = tmp_path / "engines"
    keep(start_engines(data), tmp_path)
    kill_all(data)
    bring_back(data, tmp_path / "copy")
    env = start_engines(data)
    assert kept(env, tmp_path) == ["in postgres", "in valkey", "in clickhouse", "in seaweed"]
    born = {record.pid: record.birth for record in read_records(Home(data)) if record.pid}
    stop_engines(data)
    assert len(born) == 4
    assert not [pid for pid, known in born.items() if birth(pid) == known]


def test_engines_end_with_their_owner(tmp_path: Path):
    data = tmp_path / "engines"
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as owner:
        start_engines(data, owner.pid)
    eventually(lambda: not Home(data).in_use())


def test_engines_with_an_address_elsewhere_are_not_started(tmp_path: Path):
    home = Home(tmp_path)
    home.create()
    credentials = load_credentials(home)
    for name, variable in ADDRESSES.items():
        planned = {engine.name for engine in plan_engines(home, credentials, Ports(home), {variable: "elsewhere"})}
        assert planned == set(ADDRESSES) - {name}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's Postgres runs as another user")
def test_a_server_that_its_user_cannot_reach_is_copied_where_it_can(tmp_path: Path, open_home: Home):
    tree = tmp_path / "package" / "pginstall"
    (tree / "bin").mkdir(parents=True, mode=0o700)
    (tree / "bin" / "postgres").write_text("server")
    (tree / "bin" / "postgres").chmod(0o700)
    (tmp_path / "package.libs").mkdir()
    (tmp_path / "package.libs" / "libpq.so").write_text("library")
    copy = server_tree(open_home, tree)
    assert open_home.root in copy.parents
    assert stat.S_IMODE((copy / "bin" / "postgres").stat().st_mode) == 0o755
    assert (copy.parents[1] / "package.libs" / "libpq.so").read_text() == "library"
    assert server_tree(open_home, tree) == copy
