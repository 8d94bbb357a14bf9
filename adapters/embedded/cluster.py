"""``python -m adapters.embedded.cluster --data DIR``: makes the Postgres cluster, once.

Works in ``postgres/new`` and renames at the end: a kill at any moment leaves a whole cluster or none.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from adapters.embedded.credentials import load_credentials
from adapters.embedded.engines.postgres import server_tree
from adapters.embedded.home import Home
from adapters.embedded.unprivileged import opened, unprivileged

AUTHENTICATION = ("--auth-local=reject", "--auth-host=scram-sha-256")
LOCALE = ("-E", "UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")


def main() -> int:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    make_cluster(Home(parser.parse_args().data))
    return 0


def make_cluster(home: Home) -> None:
    """Initialise with the password from the credentials, then the database ``argument`` by the single-user server."""
    folder, user = home.root / "postgres", unprivileged()
    shutil.rmtree(folder / "new", ignore_errors=True)
    secret = folder / "password"
    secret.touch(mode=0o600)
    secret.write_text(load_credentials(home).postgres + "\n")
    if user:
        os.chown(secret, *user)
    place, descriptors = opened(folder)
    binary = server_tree(home) / "bin"
    initdb = [str(binary / "initdb"), "-D", f"{place}/new", "-U", "argument", f"--pwfile={place}/password"]
    _run([*initdb, *AUTHENTICATION, *LOCALE], descriptors, user)
    single = [str(binary / "postgres"), "--single", "-D", f"{place}/new", "postgres"]
    _run(single, descriptors, user, "CREATE DATABASE argument\n")
    secret.unlink()
    (folder / "new").rename(folder / "data")


def _run(argv: list[str], descriptors: tuple[int, ...], user: tuple[int, int] | None, text: str = "") -> None:
    uid, gid = user or (None, None)
    subprocess.run(
        argv,
        input=text,
        text=True,
        check=True,
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
        pass_fds=descriptors,
        user=uid,
        group=gid,
        extra_groups=None if user is None else [],
    )


if __name__ == "__main__":
    sys.exit(main())
