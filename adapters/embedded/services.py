"""Our own processes: migrations, the first account, the API and the workers, each by its command.

The names and commands are those of the compose services. A worker writes the file named by READY_FILE when its
roles are up.
"""

from __future__ import annotations

import ssl
import sys
from collections.abc import Callable, Mapping, Sequence

import msgspec

from adapters.embedded import pings
from adapters.embedded.credentials import Credentials
from adapters.embedded.home import Home
from adapters.embedded.program import Launch, Program
from adapters.embedded.python import python_environment

MIGRATED = ("migrations",)
WORKERS = {"events": "projector,relay,ingest", "media": "media", "markers": "markers"}
FIRST_TO_END = frozenset({"api", "sample", *WORKERS})
KEY_FILE = "api-key"
SAMPLE_TRIES = 3


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """Where the API listens and how it is called. ``authority`` is the path of the CA's certificate in the LAN mode."""

    host: str
    port: int
    url: str
    public_url: str
    authority: str = ""
    certificate: str = ""
    key: str = ""

    def settings(self) -> dict[str, str]:
        """The API's settings."""
        plain = {"HOST": self.host, "PORT": str(self.port), "PUBLIC_URL": self.public_url}
        return plain | {"TLS_CERT": self.certificate, "TLS_KEY": self.key, "LAN_CA": self.authority}


def plan_services(
    home: Home, credentials: Credentials, address: Address, settings: Mapping[str, str], after: Sequence[str]
) -> list[Program]:
    """``after`` names the engines; migrations follow them, everything else follows the migrations."""
    account = ("--email", credentials.account_email, "--key-file", str(home.root / KEY_FILE))
    known = {**settings, "ACCOUNT_PASSWORD": credentials.account_password}
    return [
        Program(name="migrations", launch=_module(settings, "migrations"), once=True, after=tuple(after)),
        Program(name="account", launch=_module(known, "adapters.first_account", *account), once=True, after=MIGRATED),
        Program(
            name="api",
            launch=_module(settings, "adapters.http"),
            ready=_answers(address),
            after=MIGRATED,
            port=address.port,
        ),
        *(_worker(home, name, roles, settings) for name, roles in WORKERS.items()),
    ]


def plan_sample(home: Home, address: Address) -> Program:
    """Publishes the sample, in the background; the last line it prints is the link."""
    trust = {"SSL_CERT_FILE": address.authority} if address.authority else {}
    launch = _module(trust, "adapters.cli.sample", "--data", str(home.root))
    return Program(name="sample", launch=launch, once=True, tries=SAMPLE_TRIES)


def _module(settings: Mapping[str, str], name: str, *arguments: str) -> Callable[[], Launch]:
    launch = Launch(argv=(sys.executable, "-m", name, *arguments), env=python_environment(settings))
    return lambda: launch


def _worker(home: Home, name: str, roles: str, settings: Mapping[str, str]) -> Program:
    sign = home.run / f"{name}.ready"
    launch = _module({**settings, "READY_FILE": str(sign)}, "workers", roles)

    def start() -> Launch:
        sign.unlink(missing_ok=True)
        return launch()

    return Program(name=name, launch=start, ready=sign.exists, after=MIGRATED)


def _answers(address: Address) -> Callable[[], bool]:
    host = "127.0.0.1" if address.host == "0.0.0.0" else address.host  # noqa: S104 -- compared, not bound
    tls = ssl.create_default_context(cafile=address.authority) if address.authority else None
    return lambda: pings.http(address.port, "/health/ready", host=host, tls=tls)
