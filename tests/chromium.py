"""Finds a Chromium for the tests, or gets one: ``python -m tests.chromium`` says which it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DOWNLOADED = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")


def on_path() -> str | None:
    """The system's own."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def of_playwright() -> str | None:
    """The one that Playwright downloaded earlier. Its driver is not asked: a bare system may lack what it needs."""
    default = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "ms-playwright"
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or default)
    found = [path for pattern in DOWNLOADED for path in folder.glob(pattern)]
    return str(max(found, key=lambda path: path.stat().st_mtime)) if found else None


def from_debian() -> str | None:
    """Debian's package, when we may install it."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    quiet = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"],
    ):
        if subprocess.run(command, env=quiet, stdout=sys.stderr, check=False).returncode:
            return None
    return on_path()


def downloaded() -> str | None:
    """Playwright's download."""
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr, check=False)
    return of_playwright()


def find() -> str | None:
    """The path of a Chromium that is there already; ARGUMENT_CHROMIUM wins."""
    return os.environ.get("ARGUMENT_CHROMIUM") or on_path() or of_playwright()


def main() -> int:
    """Says which Chromium the tests will use, and gets one if there is none."""
    path = find() or from_debian() or downloaded()
    if path is None:
        sys.stderr.write(
            "No Chromium could be found or installed. Install one and set ARGUMENT_CHROMIUM to its path.\n"
        )
        return 1
    sys.stderr.write(f"The tests use {path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
