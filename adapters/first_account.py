"""``python -m adapters.first_account --email E [--password-file F] [--key-file K]``: the operator's account.

Run it after the migrations; `argument up` does. Safe to repeat: the account is made once, its password follows the
file, and the API key in ``--key-file`` (mode 600, made when it is not there) is known to the service. Without
``--password-file`` the password is taken from the variable ACCOUNT_PASSWORD. The other settings are those of the API.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from uuid import NAMESPACE_URL, uuid4, uuid5

from psycopg_pool import ConnectionPool

from adapters import wiring
from adapters.accounts import UNAVAILABLE, Account, Accounts, ApiKeys, EmailTaken
from adapters.identity import opaque
from adapters.identity.passwords import Passwords
from adapters.settings import SettingsError, load_settings

PASSWORD = "ACCOUNT_PASSWORD"  # noqa: S105 - the name of a variable
ROLE = "admin"


def main() -> int:
    """Exit 0 when the account is there, 1 when Postgres is not, 2 when the call is wrong; reasons go to stderr."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--email", required=True)
    parser.add_argument("--password-file", type=Path)
    parser.add_argument("--key-file", type=Path)
    given = parser.parse_args()
    password = given.password_file.read_text().strip() if given.password_file else os.environ.get(PASSWORD, "")
    if not password:
        parser.error(f"give --password-file, or {PASSWORD} in the environment")
    try:
        with wiring.read_pool(load_settings(), size=1) as pool:
            account = ensure_account(pool, given.email, password)
            if given.key_file:
                ensure_key(pool, account, given.key_file)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except UNAVAILABLE as error:
        sys.stderr.write(f"Postgres does not answer: {error}\n")
        return 1
    return 0


def ensure_account(pool: ConnectionPool, email: str, password: str) -> Account:
    """The account with this address, with this password from now on."""
    accounts, passwords = Accounts(pool), Passwords()
    account = accounts.by_email(email)
    if account is None:
        try:
            return accounts.create(uuid4(), email, passwords.hash(password), ROLE)
        except EmailTaken:
            return ensure_account(pool, email, password)
    if not passwords.verify(account.password_hash, password):
        accounts.change_hash(account.id, passwords.hash(password))
    return account


def ensure_key(pool: ConnectionPool, account: Account, file: Path) -> None:
    """An API key of the account lies in the file."""
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            out.write(opaque.api_key() + "\n")
    key = file.read_text().strip()
    id = uuid5(NAMESPACE_URL, f"key:{account.id}:{opaque.digest(key).hex()}")
    ApiKeys(pool).add(id, account.id, "first key", opaque.key_prefix(key), opaque.digest(key))


if __name__ == "__main__":
    sys.exit(main())
