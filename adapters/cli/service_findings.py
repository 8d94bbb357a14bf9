"""What `argument doctor` asks of a running system: its own checks where the API answers, else a ping of each engine."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from urllib.parse import urlsplit

import httpx
import msgspec

from adapters.cli.findings import Finding
from adapters.embedded import pings
from adapters.embedded.credentials import load_credentials
from adapters.embedded.home import Home
from adapters.embedded.lan import addresses
from adapters.embedded.records import Record, read_records
from adapters.embedded.server import ServerFile, running

PATIENCE = 20.0
LOOPBACK = ("127.0.0.1", "localhost", "::1")
WELL = ("ready", "done")


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of ``checks`` on the readiness page."""

    ok: bool
    detail: str
    version: str = ""
    fix: str = ""


class Readiness(msgspec.Struct, frozen=True, kw_only=True):
    """What ``GET /health/ready?verbose=1`` answers to this machine."""

    checks: dict[str, Check]


def remote(home: Home) -> list[Finding]:
    """Nothing when nothing runs: that is no fault."""
    if not home.in_use():
        return [Finding(name="system", ok=True, detail="not running; make up starts it")]
    server = running(home)
    found = [process(home, record) for record in read_records(home)]
    if server is None:
        fix = f"Wait, then look at argument status and {home.logs}."
        return [*found, *by_ping(home), Finding(name="system", ok=False, detail="still starting", fix=fix)]
    return [*found, *(by_api(server) or [*by_ping(home), silent(home, server)]), secure_context(server)]


def process(home: Home, record: Record) -> Finding:
    """Runs, or did its work, or is at it for the first time, as the sample long is."""
    ok = record.state in WELL or (record.state == "starting" and not record.restarts)
    restarts = f"{record.restarts} restarts" if record.restarts else ""
    detail = ", ".join(filter(None, (record.state, record.detail, restarts)))
    fix = "" if ok else f"Read {home.logs / record.name}.log."
    return Finding(name=f"process {record.name}", ok=ok, detail=detail, fix=fix)


def by_api(server: ServerFile) -> list[Finding]:
    """The service's checks; empty when it does not answer."""
    trust = ssl.create_default_context(cafile=server.ca) if server.ca else True
    try:
        answer = httpx.get(f"{server.url}/health/ready", params={"verbose": "1"}, timeout=PATIENCE, verify=trust)
        checks = msgspec.json.decode(answer.content, type=Readiness).checks
    except (httpx.HTTPError, msgspec.MsgspecError):
        return []
    return [
        Finding(name=name, ok=check.ok, detail=check.detail, fix=check.fix, version=check.version)
        for name, check in checks.items()
    ]


def by_ping(home: Home) -> list[Finding]:
    """Each embedded engine, asked in its own protocol."""
    password = load_credentials(home).redis
    pinging: dict[str, Callable[[int], bool]] = {
        "postgres": pings.postgres,
        "valkey": lambda port: pings.redis(port, password),
        "clickhouse": lambda port: pings.http(port, "/ping"),
        "seaweed": lambda port: pings.http(port, "/healthz"),
    }
    engines = [record for record in read_records(home) if record.name in pinging]
    return [_answers(home, record, pinging[record.name](record.port)) for record in engines]


def silent(home: Home, server: ServerFile) -> Finding:
    """The API itself."""
    fix = f"Read {home.logs / 'api.log'}; argument up starts it again when it dies."
    return Finding(name="api", ok=False, detail=f"no answer at {server.url}", fix=fix)


def secure_context(server: ServerFile) -> Finding:
    """Whether the browsers that open links will give the viewer a camera."""
    name, parts = "secure context", urlsplit(server.public_url)
    if parts.hostname in LOOPBACK:
        return Finding(name=name, ok=True, detail="this machine's browser only; for phones: make up LAN=1")
    if parts.scheme != "https":
        fix = "Start with make up LAN=1, or put a proxy with HTTPS in front and set PUBLIC_URL."
        return Finding(name=name, ok=False, detail=f"links begin with {server.public_url}: no camera", fix=fix)
    if server.ca and parts.hostname not in [str(address) for address in addresses()]:
        fix = "Restart it: the certificate and the links follow the new address."
        return Finding(name=name, ok=False, detail=f"this machine is no longer at {parts.hostname}", fix=fix)
    return Finding(name=name, ok=True, detail=server.public_url)


def _answers(home: Home, record: Record, ok: bool) -> Finding:
    fix = "" if ok else f"Read {home.logs / record.name}.log."
    detail = f"answers on port {record.port}" if ok else f"no answer on port {record.port}"
    return Finding(name=record.name, ok=ok, detail=detail, fix=fix)
