from __future__ import annotations

import stat
from pathlib import Path
from urllib.parse import quote

import msgspec

from adapters.embedded.credentials import Credentials, load_credentials
from adapters.embedded.home import Home


def test_credentials_are_made_once_and_for_their_owner(tmp_path: Path):
    home = Home(tmp_path)
    home.create()
    made = load_credentials(home)
    assert load_credentials(home) == made
    assert stat.S_IMODE(home.credentials.stat().st_mode) == 0o600


def test_two_directories_share_no_secret():
    one, other = (set(msgspec.structs.astuple(Credentials())) for _ in range(2))
    assert one & other == {"owner@argument.local"}


def test_every_secret_fits_into_a_url_as_it_is():
    values = msgspec.structs.asdict(Credentials())
    del values["account_email"]
    assert all(quote(value, safe="") == value and len(value) >= 16 for value in values.values())
