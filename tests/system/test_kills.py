"""kill -9 of parts and of the whole: what was acknowledged is there once, what was begun is finished once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import imageio_ffmpeg
import numpy as np
import psutil
import pytest

from tests.analyst import address, rows
from tests.material import astronaut
from tests.stack import Stack, eventually
from tests.system.inside import happened, owner
from tests.system.visitor import Log, write_log

LATE = 150
"""Seconds; work whose worker was killed is sent again when its lease is over."""


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two megapixels with much to find, which take the marker worker a while."""
    path = tmp_path_factory.mktemp("photo") / "photo.jpg"
    cv2.imwrite(str(path), cv2.resize(np.tile(astronaut(), (2, 2, 1)), (1632, 1224)))
    return path


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A video that takes the media worker a while."""
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    source = "-f lavfi -i testsrc2=size=1280x720:rate=30:duration=6 -pix_fmt yuv420p -preset ultrafast"
    psutil.Popen([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *source.split(), str(path)]).wait()
    return path


def at_work(stack: Stack, name: str) -> bool:
    """Whether this worker runs a tool right now."""
    pid = stack.pids().get(name)
    try:
        return pid is not None and bool(psutil.Process(pid).children(recursive=True))
    except psutil.NoSuchProcess:
        return False


def test_a_publish_is_finished_once_although_every_part_of_it_is_killed(stack: Stack, photo: Path, film: Path):
    with ThreadPoolExecutor(1) as side:
        publishing = side.submit(stack.publish, photo, film, "Killed")
        eventually(lambda: at_work(stack, "media"), pause=0.02)
        for name in ("media", "events", "api"):
            stack.kill(name)
        eventually(lambda: publishing.done() or at_work(stack, "markers"), LATE, pause=0.02)
        assert not publishing.done(), publishing.result()
        for name in ("markers", "api"):
            stack.kill(name)
        made = publishing.result(timeout=LATE)
    images, video, marker = made["imageId"], made["videoId"], made["markerId"]
    assert happened(stack, images, video) == {"MediaUploaded": 2, "MediaProcessed": 2}
    seen = happened(stack, marker)
    assert {"MarkerRequested", "MarkerGenerated"} <= set(seen)
    assert set(seen.values()) == {1}
    assert happened(stack, made["linkId"]) == {"LinkPublished": 1}
    assert stack.publish(photo, film, "Killed") == made
    with owner(stack) as client:
        kinds = ("images", "videos", "markers", "links")
        counts = {kind: client.get(f"/projects/{made['projectId']}/{kind}")["total"] for kind in kinds}
    assert counts == dict.fromkeys(kinds, 1)


@pytest.mark.parametrize("kill", [Stack.kill_supervisor, Stack.kill_everything])
def test_what_was_acknowledged_before_a_kill_is_there_once(
    stack: Stack, published: dict[str, Any], kill: Callable[[Stack], None]
):
    with write_log(stack, published) as log:
        eventually(lambda: len(log.links) >= 5 and len(log.events) >= 20)
        kill(stack)
    stack.start()
    check_links(stack, published, log)
    check_events(stack, published, log)


def check_links(stack: Stack, published: dict[str, Any], log: Log) -> None:
    with owner(stack) as client:
        for id, slug in log.links.items():
            assert client.get(f"/links/{slug}")["id"] == id
        listed = [link["id"] for page in range(1, 20) for link in links(client, published["projectId"], page)]
    assert {id: listed.count(id) for id in log.links} == dict.fromkeys(log.links, 1)
    assert happened(stack, *log.links)["LinkPublished"] == len(log.links)


def links(client: Any, project_id: str, page: int) -> list[dict[str, Any]]:
    return client.get(f"/projects/{project_id}/links", page=page, size=100)["items"]


def check_events(stack: Stack, published: dict[str, Any], log: Log) -> None:
    sql = (
        "SELECT toString(event_id) AS id, count() AS times FROM events "
        "WHERE link_id = {link:UUID} AND event_id IN {ids:Array(UUID)} GROUP BY event_id"
    )

    def stored() -> dict[str, int]:
        found = rows(address(stack), sql, link=published["linkId"], ids=sorted(log.events))
        return {row["id"]: row["times"] for row in found}

    eventually(lambda: set(stored()) == log.events)
    assert set(stored().values()) == {1}
