"""`argument up` as a program: what it says, what it leaves, and how it ends."""

from __future__ import annotations

import stat

import httpx
import psutil

from adapters.settings import SAMPLE_SLUG
from tests.stack import Stack, eventually
from tests.system.inside import server

SECRETS = ("credentials.json", "server.json", "api-key")
FILES = {"sample.png", "sample.mp4"}
PROMISE = 5.0
"""Seconds that Ctrl-C takes at most."""


def test_the_first_line_says_where_it_is_ready_and_no_other_line_follows(stack: Stack):
    assert stack.said() == [f"ready {stack.url}"]
    assert httpx.get(f"{stack.url}/health/ready").status_code == 200


def test_everything_listens_on_this_machine_alone(stack: Stack):
    family = {process.pid for process in stack.family()}
    heard = [
        connection.laddr.ip
        for connection in psutil.net_connections("tcp")
        if connection.pid in family and connection.status == psutil.CONN_LISTEN
    ]
    assert len(heard) >= 5
    assert set(heard) == {"127.0.0.1"}


def test_postgres_never_runs_as_root(stack: Stack):
    assert psutil.Process(stack.pids()["postgres"]).uids().effective != 0


def test_secrets_are_for_their_owner_only(stack: Stack):
    modes = {name: stat.S_IMODE((stack.data / name).stat().st_mode) for name in SECRETS}
    assert modes == dict.fromkeys(SECRETS, 0o600)


def cmdline(process: psutil.Process) -> list[str]:
    """Its words; none when it just ended, as Postgres's servants do."""
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_no_secret_stands_on_a_command_line(stack: Stack):
    settings = server(stack).settings
    words = [word for process in stack.family() for word in cmdline(process)]
    secrets = {settings["SECRET_KEY"], settings["S3_SECRET_KEY"], server(stack).password, server(stack).api_key}
    assert not [secret for secret in secrets if any(secret in word for word in words)]


def test_a_second_one_on_the_same_data_is_told_who_is_there(stack: Stack):
    said = stack.run("up", "--port", "0", "--no-sample", code=1).stderr
    assert stack.url in said


def test_whatever_dies_is_started_again(stack: Stack):
    for name in ("valkey", "seaweed", "clickhouse", "postgres"):
        before = stack.pids()[name]
        stack.kill(name)
        stack.wait_for_another(name, before)
    eventually(lambda: httpx.get(f"{stack.url}/health/ready").status_code == 200)


def test_ctrl_c_ends_every_process_in_time(stack: Stack):
    family = stack.family()
    stack.interrupt()
    _, left = psutil.wait_procs(family, timeout=PROMISE)
    assert not left
    assert not (stack.data / "server.json").exists()


def test_the_sample_is_published_in_the_background_and_once(started: Stack):
    stack = started
    stack.stop()
    for _ in range(2):
        stack.start("--port", stack.url.rpartition(":")[2])
        eventually(lambda: len(stack.said()) == 2, 180)
        assert stack.said() == [f"ready {stack.url}", f"sample {stack.url}/v/{SAMPLE_SLUG}"]
        link = httpx.get(f"{stack.url}/api/v1/links/{SAMPLE_SLUG}").json()
        assert (link["state"], len(link["videos"])) == ("live", 1)
        assert httpx.get(link["videos"][0]["posterUrl"]).headers["content-type"] == "image/jpeg"
        stack.stop()
    assert {path.name for path in (stack.data / "sample").iterdir()} == FILES
