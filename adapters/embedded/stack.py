"""The whole system on one data directory: what is planned before anything starts."""

from __future__ import annotations

import os
from collections.abc import Mapping

import msgspec

from adapters.embedded import binaries
from adapters.embedded import lan as network
from adapters.embedded.credentials import Credentials, load_credentials
from adapters.embedded.engines import plan_engines
from adapters.embedded.home import Home, HomeError
from adapters.embedded.leftovers import end_leftovers
from adapters.embedded.ports import Ports, is_free
from adapters.embedded.program import Engine, Program
from adapters.embedded.server import running, write_server
from adapters.embedded.services import Address, plan_services

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 -- the LAN mode is asked for by name


class Stack(msgspec.Struct, frozen=True, kw_only=True):
    """Programs in the order they are shown, and where the API will be."""

    programs: tuple[Program, ...]
    address: Address
    credentials: Credentials
    settings: dict[str, str]

    def publish_address(self, home: Home) -> None:
        """Write ``server.json``."""
        front = next((program.port for program in self.programs if program.name == "clickhouse"), 0)
        write_server(home, self.credentials, self.address, self.settings, clickhouse=front)


def claim(home: Home) -> None:
    """Make the directory ours and end what an earlier, killed system left on it.

    Raises:
        HomeError: the directory is not ours, or a system runs on it; the text names it.
    """
    home.create()
    if not home.acquire():
        there = running(home)
        whose = f"{there.url}, process {there.pid}" if there else "still starting"
        raise HomeError(f"A system runs on {home.root} already ({whose}): end it first, or choose another --data.")
    end_leftovers(home)
    home.server.unlink(missing_ok=True)


def plan_stack(home: Home, *, port: int, host: str, lan: bool, env: Mapping[str, str] = os.environ) -> Stack:
    """Choose addresses and credentials. ``port`` 0 takes a free one.

    Raises:
        HomeError: the port is taken; the text says what to do.
        MissingEngine: a server or the tracking core is not there.
    """
    binaries.tracking_core()
    credentials, ports = load_credentials(home), Ports(home)
    address = _address(
        home, ports, port=port, host=EVERYWHERE if lan else host, lan=lan, public_url=env.get("PUBLIC_URL")
    )
    engines = plan_engines(home, credentials, ports, env)
    ports.save()
    settings = {"SECRET_KEY": env.get("SECRET_KEY") or credentials.secret_key, "DATA_DIR": str(home.root)}
    settings |= _given(env) | {name: value for engine in engines for name, value in engine.settings.items()}
    settings |= address.settings()
    services = plan_services(home, credentials, address, settings, after=_last(engines))
    programs = (*(program for engine in engines for program in engine.programs), *services)
    return Stack(programs=programs, address=address, credentials=credentials, settings=settings)


def _last(engines: list[Engine]) -> list[str]:
    return [engine.programs[-1].name for engine in engines]


def _given(env: Mapping[str, str]) -> dict[str, str]:
    """Addresses of real servers."""
    names = ("DATABASE_URL", "REDIS_URL", "CLICKHOUSE_URL")
    return {name: value for name, value in env.items() if value and (name in names or name.startswith("S3_"))}


def _address(home: Home, ports: Ports, *, port: int, host: str, lan: bool, public_url: str | None) -> Address:
    if port and not is_free(port, host):
        raise HomeError(
            f"Port {port} is taken: choose another with --port N (make up PORT=N), or --port 0 for a free one."
        )
    chosen = port or ports.take("api")
    near = LOOPBACK if host == EVERYWHERE else host
    if not lan:
        url = f"http://{near}:{chosen}"
        return Address(host=host, port=chosen, url=url, public_url=public_url or url)
    hosts = network.addresses()
    authority, certificate, key = network.certify(home, hosts)
    return Address(
        host=host,
        port=chosen,
        url=f"https://{near}:{chosen}",
        public_url=public_url or f"https://{hosts[0] if hosts else near}:{chosen}",
        authority=str(authority),
        certificate=str(certificate),
        key=str(key),
    )
