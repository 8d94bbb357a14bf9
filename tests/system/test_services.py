"""The services of docker-compose.yml, each with its own command and variables, on real engines."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from adapters.embedded.ports import is_free
from adapters.embedded.python import python_environment
from adapters.sandbox.scratch import PREFIX
from adapters.settings import Settings
from tests.architecture.compose import example, load
from tests.own import execute, own_settings, template
from tests.stack import eventually

__all__ = ["own_settings", "template"]
ADDRESSES = (
    "database_url",
    "redis_url",
    "clickhouse_url",
    "s3_endpoint",
    "s3_access_key",
    "s3_secret_key",
    "s3_bucket",
)
PORT = next(port for port in range(22_000, 23_000) if is_free(port))


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    """The services as Compose would start them."""
    return load(example())["services"]


@contextmanager
def running(service: dict[str, Any], settings: Settings, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """The service's command with the service's variables, but for the addresses: other engines than the containers."""
    given = service["environment"] | {name.upper(): str(getattr(settings, name)) for name in ADDRESSES} | more
    env = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "TMPDIR")}
    command = [sys.executable, *service["command"][1:]]
    process = subprocess.Popen(command, env=python_environment(env | given), stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def ended_well(process: subprocess.Popen[bytes]) -> None:
    """SIGTERM is how Compose asks; it waits ten seconds before it kills."""
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=10) == 0


def test_migrations_run_once_and_may_run_again(services: dict[str, Any], own_settings: Settings):
    execute(own_settings, "DROP SCHEMA public CASCADE")
    execute(own_settings, "CREATE SCHEMA public")
    for _ in range(2):
        with running(services["migrations"], own_settings) as process:
            assert process.wait(timeout=60) == 0


@pytest.mark.parametrize("name", ["events", "media", "markers"])
def test_a_worker_comes_up_and_ends_when_asked(
    services: dict[str, Any], own_settings: Settings, tmp_path: Path, name: str
):
    sign = tmp_path / "ready"
    with running(services[name], own_settings, READY_FILE=str(sign)) as process:
        eventually(lambda: sign.exists() or process.poll() is not None)
        assert process.poll() is None
        ended_well(process)


def test_the_api_answers_what_its_health_check_asks_and_leaves_no_files(
    services: dict[str, Any], own_settings: Settings, tmp_path: Path
):
    check = [word.replace(":8000", f":{PORT}") for word in services["api"]["healthcheck"]["test"][2:]]
    with running(services["api"], own_settings, PORT=str(PORT), TMPDIR=str(tmp_path)) as process:
        eventually(lambda: subprocess.run([sys.executable, *check], capture_output=True, check=False).returncode == 0)
        assert httpx.get(f"http://127.0.0.1:{PORT}/health/ready").status_code == httpx.codes.OK
        assert [path.name.startswith(PREFIX) for path in tmp_path.iterdir()] == [True]
        ended_well(process)
    assert not list(tmp_path.iterdir())
