from __future__ import annotations

import hashlib
import subprocess
import threading
from pathlib import Path
from uuid import UUID

import psutil
import pytest

from adapters import wiring
from adapters.eventstore.environment import postgres
from adapters.settings import Settings
from adapters.video.binaries import ffmpeg
from projections.jobs import list_jobs
from projections.view import open_datastore
from tests.faults.chaos import endings
from tests.faults.processes import kill, started
from tests.projections.dumps import caught_up, dump
from tests.stack import eventually
from tests.story import Story, everything
from workers.projector import VIEWS


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A video that takes some seconds to process."""
    path = tmp_path_factory.mktemp("clip") / "clip.mkv"
    source = ["-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=30:duration=8"]
    subprocess.run(
        [ffmpeg(), "-loglevel", "error", *source, "-c:v", "libx264", "-preset", "ultrafast", path], check=True
    )
    return path


def upload(story: Story, settings: Settings, clip: Path) -> UUID:
    wiring.object_store(settings).put_file("originals/clip", clip, "video/x-matroska")
    sha256 = hashlib.sha256(clip.read_bytes()).hexdigest()
    return story.upload(story.project(), "video", object_key="originals/clip", sha256=sha256)


def test_a_video_whose_worker_is_killed_is_finished_once_by_the_next(
    own_settings: Settings, clip: Path, tmp_path: Path
):
    app = wiring.application(own_settings, pool=1)
    place = tmp_path / "media"
    place.mkdir()
    with started(own_settings, "projector,relay", tmp_path), wiring.read_pool(own_settings, size=1) as pool:
        with started(own_settings, "media", place) as worker:
            media_id = upload(Story(app), own_settings, clip)
            eventually(lambda: len(worker.children(recursive=True)) > 1)
            orphans = kill(worker)
        psutil.wait_procs(orphans, timeout=5)
        assert not [orphan for orphan in orphans if orphan.is_running()]
        with started(own_settings, "media", place):
            eventually(lambda: endings(app, media_id), 55)
            assert endings(app, media_id) == ["media.processed"]
            with pool.connection() as conn:
                assert eventually(lambda: list_jobs(conn, state="done")[0])[0].starts == 2
            assert len(list(place.glob("argument-work-*"))) == 1
    app.close()


def test_a_worker_that_is_told_to_stop_gives_its_job_back_at_once(own_settings: Settings, clip: Path, tmp_path: Path):
    app = wiring.application(own_settings, pool=1)
    with started(own_settings, "projector,relay", tmp_path), wiring.read_pool(own_settings, size=1) as pool:
        with started(own_settings, "media", tmp_path) as worker:
            media_id = upload(Story(app), own_settings, clip)
            eventually(lambda: len(worker.children(recursive=True)) > 1)
            family = worker.children(recursive=True)
            worker.terminate()
            assert worker.wait(10) == 0
        psutil.wait_procs(family, timeout=5)
        assert not [process for process in family if process.is_running()]
        with started(own_settings, "media", tmp_path):
            eventually(lambda: endings(app, media_id), 55)
            assert endings(app, media_id) == ["media.processed"]
            with pool.connection() as conn:
                assert eventually(lambda: list_jobs(conn, state="done")[0])[0].starts == 1
    app.close()


def test_a_projector_that_is_killed_again_and_again_skips_and_repeats_nothing(own_settings: Settings, tmp_path: Path):
    app = wiring.application(own_settings, pool=4)
    writers = [threading.Thread(target=lambda: [everything(Story(app)) for _ in range(4)]) for _ in range(4)]
    for writer in writers:
        writer.start()
    for _ in range(4):
        with started(own_settings, "projector", tmp_path) as projector:
            kill(projector)
    for writer in writers:
        writer.join()
    with started(own_settings, "projector", tmp_path):
        eventually(lambda: caught_up(own_settings, app.position()))
        live = dump(own_settings)
        datastore = open_datastore(postgres(own_settings.database_url, pool=1))
        for view in VIEWS:
            view.over(datastore).reset()
        datastore.close()
        eventually(lambda: caught_up(own_settings, app.position()))
        assert dump(own_settings) == live
    app.close()
