"""``python -m adapters.cli.sample --data DIR``: draws the sample and publishes it on the stack that runs there.

Prints the link. The drawn files stay in ``DATA/sample``; when the sample is live already, nothing is drawn or sent.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
from pathlib import Path

from adapters import sandbox
from adapters.cli.client import Client, Refused
from adapters.cli.patience import Unreachable
from adapters.cli.publishing import Wish, publish
from adapters.cli.server import NoServer, find_server
from adapters.cli.works import Rejected, TooLong
from adapters.embedded.home import Home
from adapters.embedded.server import running
from adapters.settings import SAMPLE_SLUG
from application.ports import Produced, WorkFailed

PROJECT = "Sample"
LIMITS = sandbox.Limits(wall_seconds=900, cpu_seconds=600)
"""Drawing takes about 15 s on a quiet machine."""


def main() -> int:
    """Exit 1 with a line on stderr when the sample cannot be published."""
    parser = argparse.ArgumentParser(prog="python -m adapters.cli.sample", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the data directory of a running stack")
    data: Path = parser.parse_args().data
    try:
        with Client(lambda: find_server(None, data)) as client:
            url = live_already(client, data) or publish_sample(client, data / "sample")
    except (NoServer, Refused, Unreachable, Rejected, TooLong, WorkFailed) as error:
        sys.stderr.write(f"The sample was not published: {error}\n")
        return 1
    sys.stdout.write(f"{url}\n")
    return 0


def live_already(client: Client, data: Path) -> str | None:
    """The sample's address when it can be opened."""
    with contextlib.suppress(Refused):
        stack = running(Home(data))
        if stack and client.get(f"/links/{SAMPLE_SLUG}")["state"] == "live":
            return f"{stack.public_url}/v/{SAMPLE_SLUG}"
    return None


def publish_sample(client: Client, folder: Path) -> str:
    """The sample's address."""
    picture, video = draw(folder)
    wish = Wish(picture=picture, video=video, project=PROJECT, slug=SAMPLE_SLUG)
    return publish(client, wish, lambda *_: None).url


def draw(folder: Path) -> tuple[Path, Path]:
    """The picture and the video, drawn by the project's own code unless they are there."""
    picture, video, fresh = folder / "sample.png", folder / "sample.mp4", folder / "new.mp4"
    if not video.exists():
        tool("adapters.imaging.artwork", folder)
        tool("adapters.video.encode", folder / "frames", fresh)
        fresh.replace(video)
        shutil.rmtree(folder / "frames")
    return picture, video


def tool(module: str, *paths: Path) -> None:
    """Run a drawing tool on these paths."""
    sandbox.run(
        module, [str(path.resolve()) for path in paths], limits=LIMITS, result=Produced, progress=lambda *_: None
    )


if __name__ == "__main__":
    sys.exit(main())
