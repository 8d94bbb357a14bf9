"""Gets engines of others from npm, for the time of a measurement: they stay in the cache folder."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.tracking.engines.run import EngineFailed
from benchmarks.tracking.engines.setup import CACHE, made_whole

SECONDS = 180.0


class PeerMissing(EngineFailed):
    """npm could not be reached, or gave something else."""


def package(engine: str, name: str, version: str, digest: str) -> Path:
    """The unpacked package, without its dependencies and without running anything of it.

    ``digest``: SHA-256 of npm's archive. Raises PeerMissing.
    """
    folder = CACHE / f"{name.replace('/', '-')}-{version}"
    if not folder.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=CACHE, prefix="packed-") as packed, made_whole(folder) as making:
            archive = _pack(engine, f"{name}@{version}", Path(packed))
            if sha256(archive.read_bytes()).hexdigest() != digest:
                raise PeerMissing(f"{engine}: {archive.name} is not the archive that was measured before")
            with tarfile.open(archive) as files:
                files.extractall(making, filter="data")
    return folder / "package"


def _pack(engine: str, spec: str, into: Path) -> Path:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    npm = ["npm", "pack", spec, "--loglevel=error", "--ignore-scripts", "--pack-destination", str(into)]
    try:
        subprocess.run(npm, env=os.environ | {"PATH": path}, capture_output=True, timeout=SECONDS, check=True)
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode().strip().splitlines() or [str(error)]
        raise PeerMissing(f"{engine}: npm did not give {spec}: {said[0]}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PeerMissing(f"{engine}: npm did not give {spec}: {error}") from error
    return next(into.glob("*.tgz"))
