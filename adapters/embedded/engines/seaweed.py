"""SeaweedFS in S3's place: one process, its HTTP side doors shut, its memory bounded."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from adapters.embedded import binaries, pings
from adapters.embedded.credentials import Credentials
from adapters.embedded.home import Home, write_private
from adapters.embedded.ports import GRPC, Ports
from adapters.embedded.program import Engine, Launch, Program

REGION = "us-east-1"
SIDES = ("master", "volume", "filer", "admin")
ACTIONS = ["Admin", "Read", "Write", "List", "Tagging"]
FIXED = (
    "-ip=127.0.0.1",
    "-ip.bind=127.0.0.1",
    "-dir=data",
    "-s3.config=s3.json",
    "-webdav=false",
    "-admin.ui=false",
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
    "-volume.max=65536",
    "-idleTimeout=3",
    "-s3.idleTimeout=3",
    "-s3.localSocket=s3.sock",
    "-filer.localSocket=filer.sock",
    "-disableHttp",
    "-master.telemetry=false",
    "-master.resumeState=false",
)
"""Resuming the state of the one master makes the volume server's first greeting fail in many starts, and the first
write then waits 5-20 s for its next; what the state holds is learnt from that greeting anyway. Left to itself
it takes no more volumes than there are free GiB, and a bucket takes at least one: the disk is to be the limit."""


def plan(home: Home, credentials: Credentials, ports: Ports) -> Engine:
    """Paths on the command line are relative to its folder: a Unix socket's path may hold only 107 bytes."""
    taken = {name: ports.take(name, grpc=True) for name in ("s3", *SIDES)}
    server = binaries.seaweed()

    def launch() -> Launch:
        folder = home.folder("objects")
        (folder / "data").mkdir(exist_ok=True)
        write_private(folder / "s3.json", _identities(credentials))
        _remove_sockets(folder, taken)
        flags = tuple(f"-{name}.port={port}" for name, port in taken.items())
        argv = (str(server), "-logtostderr=true", "mini", *FIXED, *flags)
        return Launch(argv=argv, env=_environment(folder), cwd=str(folder))

    def ready() -> bool:
        return pings.http(taken["s3"], "/healthz") and pings.http(taken["volume"], "/healthz")

    program = Program(name="seaweed", launch=launch, ready=ready, port=taken["s3"])
    settings = {
        "S3_ENDPOINT": f"http://127.0.0.1:{taken['s3']}",
        "S3_ACCESS_KEY": credentials.s3_access_key,
        "S3_SECRET_KEY": credentials.s3_secret_key,
        "S3_BUCKET": "argument",
        "S3_REGION": REGION,
    }
    return Engine(name="seaweed", programs=(program,), settings=settings)


def _environment(folder: Path) -> dict[str, str]:
    """At 512 MiB of Go heap it idles near 120 MB; half of that costs three quarters of the small puts per second."""
    temporary = tempfile.gettempdir()
    return {"PATH": "/usr/bin:/bin", "HOME": str(folder), "GOMEMLIMIT": "512MiB", "TMPDIR": temporary}


def _identities(credentials: Credentials) -> str:
    key = {"accessKey": credentials.s3_access_key, "secretKey": credentials.s3_secret_key}
    return json.dumps({"identities": [{"name": "argument", "credentials": [key], "actions": ACTIONS}]})


def _remove_sockets(folder: Path, taken: dict[str, int]) -> None:
    """A killed server leaves its Unix sockets, the gRPC ones in the temporary folder under names with our ports."""
    for name, port in taken.items():
        (Path(tempfile.gettempdir()) / f"seaweedfs-{name}-grpc-{port + GRPC}.sock").unlink(missing_ok=True)
    for socket in ("s3.sock", "filer.sock"):
        (folder / socket).unlink(missing_ok=True)
