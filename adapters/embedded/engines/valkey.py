"""Valkey in Redis's place: append-only file, password, loopback."""

from __future__ import annotations

from adapters.embedded import binaries, pings
from adapters.embedded.credentials import Credentials
from adapters.embedded.home import Home, write_private
from adapters.embedded.ports import Ports
from adapters.embedded.program import Engine, Launch, Program


def plan(home: Home, credentials: Credentials, ports: Ports) -> Engine:
    """The password stands in the configuration file, not on the command line."""
    port = ports.take("redis")
    server = binaries.valkey()

    def launch() -> Launch:
        folder = home.folder("valkey")
        config = folder / "valkey.conf"
        write_private(config, _configuration(port, credentials.redis))
        return Launch(argv=(str(server), str(config)), env={"PATH": "/usr/bin:/bin"}, cwd=str(folder))

    program = Program(name="valkey", launch=launch, ready=lambda: pings.redis(port, credentials.redis), port=port)
    url = f"redis://:{credentials.redis}@127.0.0.1:{port}/0"
    return Engine(name="valkey", programs=(program,), settings={"REDIS_URL": url})


def _configuration(port: int, password: str) -> str:
    """``dir .`` is the working directory; ``noeviction`` because the streams hold events not yet stored elsewhere."""
    lines = (
        f"port {port}",
        "bind 127.0.0.1",
        f"requirepass {password}",
        "dir .",
        "appendonly yes",
        "appendfsync everysec",
        'save ""',
        "maxmemory-policy noeviction",
        "databases 64",
        "daemonize no",
    )
    return "\n".join(lines) + "\n"
