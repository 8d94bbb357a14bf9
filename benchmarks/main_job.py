"""The main job, end to end: ``python -m benchmarks.main_job [--json]``, exit 1 when a limit is missed.

Starts a system of its own on a temporary directory, publishes a 2-megapixel photograph and a 10-second 1080p clip as
`argument publish` does, opens the link in the API, and ends; then starts it again on the same data. Stages overlap: the
picture, the video and the marker are worked on by three workers at a time, so the stages do not add up to the whole.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import httpx
import imageio_ffmpeg
import numpy as np
import psutil
from skimage import data

from adapters.cli.client import Client
from adapters.cli.publishing import Wish, publish
from adapters.cli.server import find_server
from adapters.embedded.home import Home
from adapters.embedded.records import read_records

ARGUMENT = Path(sys.executable).with_name("argument")
LIMITS = {"publish to open": 20.0, "ready on existing data": 10.0}
"""Seconds, on 2 cores."""
MB = 1 << 20


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.main_job", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on stdout, no table")
    as_json = parser.parse_args().json
    with tempfile.TemporaryDirectory(prefix="argument-bench-") as folder:
        measured = measure(Path(folder))
    print(json.dumps(measured, indent=1) if as_json else table(measured))
    return 1 if any(measured["seconds"][name] > limit for name, limit in LIMITS.items()) else 0


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """Seconds by stage, and resident megabytes of the idle system by process."""
    picture, video = make_picture(folder / "photo.jpg"), make_video(folder / "clip.mp4")
    home = folder / "data"
    with running(home) as (first, _):
        stages = publish_timed(home, picture, video)
    with running(home) as (again, supervisor):
        time.sleep(5)
        memory = resident(home, supervisor)
    seconds = {"ready the first time": first, **stages, "ready on existing data": again}
    return {
        "seconds": {name: round(value, 2) for name, value in seconds.items()},
        "limits": LIMITS,
        "megabytes": memory,
    }


def make_picture(path: Path) -> Path:
    """1632 x 1224 pixels of a photograph in the public domain, a JPEG."""
    photo = cv2.cvtColor(data.coffee(), cv2.COLOR_RGB2BGR)
    larger = cv2.resize(photo, (1840, 1224), interpolation=cv2.INTER_CUBIC)[:, 104:1736]
    grain = np.random.default_rng(1).normal(0, 6, larger.shape)
    cv2.imwrite(str(path), np.clip(larger + grain, 0, 255).astype(np.uint8))
    return path


def make_video(path: Path) -> Path:
    """10 s, 1920 x 1080, 30 frames a second, with sound; moving, so that there is something to encode."""
    sources = "-f lavfi -i testsrc2=size=1920x1080:rate=30:duration=10 -f lavfi -i sine=frequency=440:duration=10"
    codecs = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac"
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *f"{sources} {codecs}".split(), path], check=True)
    return path


@contextmanager
def running(home: Path) -> Iterator[tuple[float, psutil.Process]]:
    """A system, with the seconds until it was ready."""
    started = time.monotonic()
    command = [ARGUMENT, "up", "--data", home, "--port", "0", "--no-sample"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        line = process.stdout.readline() if process.stdout else ""
        if not line.startswith("ready"):
            raise SystemExit(f"It did not start: look into {home}/logs.")
        try:
            yield time.monotonic() - started, psutil.Process(process.pid)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)


def publish_timed(home: Path, picture: Path, video: Path) -> dict[str, float]:
    """Seconds from the command's start to the end of each stage, and for the whole in a process of its own."""
    command = [ARGUMENT, "publish", picture, video, "--project", "Whole", "--json", "--data", home]
    started = time.monotonic()
    made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    published = time.monotonic() - started
    opened = open_link(made["url"])
    stages = stages_of(home, picture, video)
    return {**stages, "publish": published, "open": opened, "publish to open": published + opened}


def stages_of(home: Path, picture: Path, video: Path) -> dict[str, float]:
    """A second publish in this process: seconds from the start to the end of each stage."""
    ends: dict[str, float] = {}
    started = time.monotonic()

    def told(stage: str, share: float) -> None:
        if share >= 1:
            ends.setdefault(stage, time.monotonic() - started)

    with Client(lambda: find_server(None, home, {})) as client:
        publish(client, Wish(picture=picture, video=video, project="By stage"), told)
    return {f"until {stage}": seconds for stage, seconds in ends.items()}


def open_link(url: str) -> float:
    """Seconds until the viewer's page and what it loads first are there."""
    base, _, slug = url.partition("/v/")
    started = time.monotonic()
    with httpx.Client() as client:
        page = client.get(url).raise_for_status()
        link = client.get(f"{base}/api/v1/links/{slug}").raise_for_status().json()
        engine = link["marker"]["engines"]["nft"]
        for address in [engine["baseUrl"] + ending for ending in engine["files"]] + [link["videos"][0]["posterUrl"]]:
            client.get(address).raise_for_status()
    assert page.headers["content-type"].startswith("text/html")
    return time.monotonic() - started


def resident(home: Path, supervisor: psutil.Process) -> dict[str, float]:
    """Megabytes by process with its children; shared pages are split where the system can tell."""
    families = {record.name: psutil.Process(record.pid) for record in read_records(Home(home)) if record.alive()}
    memory = {name: round(sum(map(own, [head, *head.children(recursive=True)])), 1) for name, head in families.items()}
    memory["supervisor"] = round(own(supervisor), 1)
    return memory | {"together": round(sum(memory.values()), 1)}


def own(process: psutil.Process) -> float:
    """PSS on Linux, else RSS."""
    try:
        info = process.memory_full_info()
    except psutil.Error:
        return 0.0
    return getattr(info, "pss", info.rss) / MB


def table(measured: dict[str, dict[str, float]]) -> str:
    lines = [f"{'':28}{'seconds':>9}{'limit':>9}{'ratio':>9}"]
    for name, seconds in measured["seconds"].items():
        limit = measured["limits"].get(name)
        bound = f"{limit:9.1f}{seconds / limit:9.2f}" if limit else ""
        lines.append(f"{name:28}{seconds:9.2f}{bound}")
    lines += ["", f"{'idle':28}{'MB':>9}"]
    return "\n".join(lines + [f"{name:28}{size:9.1f}" for name, size in measured["megabytes"].items()])


if __name__ == "__main__":
    sys.exit(main())
