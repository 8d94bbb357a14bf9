from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from psycopg_pool import ConnectionPool

from adapters import wiring
from adapters.accounts import Accounts, ApiKeys, Quotas
from adapters.accounts.accounts import ADMIN_PROJECTS
from adapters.identity import opaque
from adapters.identity.passwords import Passwords
from adapters.settings import Settings


@pytest.fixture
def email() -> str:
    return f"{uuid4()}@example.org"


def make(settings: Settings, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    given = {name.upper(): str(value) for name, value in msgspec.structs.asdict(settings).items()}
    argv = [sys.executable, "-m", "adapters.first_account", *arguments]
    return subprocess.run(argv, env={**os.environ, **given, **extra}, capture_output=True, text=True, timeout=60)


def test_the_operator_has_an_account_a_key_and_room(migrated_settings: Settings, email: str, tmp_path: Path) -> None:
    key_file = tmp_path / "key"
    arguments = ("--email", email.upper(), "--key-file", str(key_file))
    for _ in range(2):
        made = make(migrated_settings, *arguments, ACCOUNT_PASSWORD="a first password")
        assert (made.returncode, made.stdout) == (0, ""), made.stderr
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    with wiring.read_pool(migrated_settings, size=1) as pool:
        account = Accounts(pool).by_email(email)
        assert account is not None
        assert account.role == "admin"
        assert Passwords().verify(account.password_hash, "a first password")
        assert ApiKeys(pool).owner(opaque.digest(key_file.read_text().strip())) == (account.id, "admin")
        limits = Quotas(pool).limits(account.id)
        assert limits is not None
        assert limits.max_projects == ADMIN_PROJECTS
        assert keys(pool, email) == 1


def test_the_password_follows_its_file(migrated_settings: Settings, email: str, tmp_path: Path) -> None:
    for password in ("a first password", "a second password"):
        (tmp_path / "password").write_text(f"{password}\n")
        assert make(migrated_settings, "--email", email, "--password-file", str(tmp_path / "password")).returncode == 0
    with wiring.read_pool(migrated_settings, size=1) as pool:
        account = Accounts(pool).by_email(email)
        assert account is not None
        assert Passwords().verify(account.password_hash, "a second password")


def test_a_call_that_cannot_be_says_why(migrated_settings: Settings, email: str) -> None:
    assert "ACCOUNT_PASSWORD" in make(migrated_settings, "--email", email).stderr
    away = msgspec.structs.replace(migrated_settings, database_url="postgresql://a:b@127.0.0.1:1/c")
    failed = make(away, "--email", email, ACCOUNT_PASSWORD="a first password")
    assert failed.returncode == 1
    assert failed.stderr.startswith("Postgres does not answer")


def keys(pool: ConnectionPool, email: str) -> int:
    with pool.connection() as conn:
        row = conn.execute(
            "SELECT count(*) FROM api_keys JOIN accounts a ON a.id = account_id WHERE a.email = %s", (email,)
        ).fetchone()
    return row[0] if row else 0
