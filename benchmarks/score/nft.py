"""The compatibility engine's own code, in Node: jsartoolkitNFT as the viewer drives it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.tracking.engines.nft import ENDINGS, PACKAGE
from benchmarks.tracking.engines.site import NODE

SCRIPT = Path(__file__).parent / "node" / "nft.mjs"


class NftFailed(RuntimeError):
    """The engine crashed, or is not installed."""


class NftEngine:
    """One process for any number of pictures; a context manager. Raises NftFailed without the viewer's packages."""

    def __init__(self) -> None:
        manifest = PACKAGE / "package.json"
        if not manifest.is_file():
            raise NftFailed("jsartoolkit-nft is missing: run `npm ci` in viewer/")
        self.version = SCRIPT.read_bytes() + json.loads(manifest.read_text())["version"].encode()
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> NftEngine:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._process:
            assert self._process.stdin
            self._process.stdin.close()
            self._process.wait()

    def find(self, files: Path, frames: NDArray[np.uint8], *, film: bool = False) -> list[NDArray[np.float64] | None]:
        """Corners, or None, of the picture in each of the grey frames (n x height x width). Raises NftFailed.

        Only in a ``film`` is a frame looked at with what was known from the one before.
        """
        with TemporaryDirectory() as folder:
            path = Path(folder) / "frames"
            path.write_bytes(frames.tobytes())
            count, height, width = frames.shape
            job = {"frames": str(path), "count": count, "width": width, "height": height, "film": film}
            said = self._ask({**job, "toolkit": f"{PACKAGE / 'build'}/", "files": marker(files)})
        return [None if corners is None else np.array(corners) for corners in said]

    def _ask(self, job: dict[str, Any]) -> list[Any]:
        if self._process is None:
            self._process = subprocess.Popen(
                [NODE, "--disable-warning=ExperimentalWarning", str(SCRIPT)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        answer: dict[str, Any] = json.loads(line) if line else {"error": "it died"}
        if "error" in answer:
            raise NftFailed(f"jsartoolkit-nft: {answer['error']}")
        return answer["corners"]


def marker(files: Path) -> dict[str, str]:
    return {ending: str(files / f"target{ending}") for ending in ENDINGS}
