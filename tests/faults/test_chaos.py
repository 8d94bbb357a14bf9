from __future__ import annotations

import hashlib
import io
from typing import Any, cast
from uuid import UUID

from adapters.settings import Settings
from tests.fakes import MemoryStore
from tests.faults.chaos import UNREADABLE, MoodyTools, Tool, endings
from tests.faults.troubled import thrown, troubled
from tests.story import Story
from workers import media
from workers.bench import Bench, Lane

UPLOADS = 50


def upload(story: Story, store: MemoryStore, project: UUID, number: int) -> UUID:
    """Every tenth cannot be read, every fourth is a video."""
    body = (UNREADABLE if number % 10 == 9 else b"picture ") + str(number).encode()
    store.put(f"originals/{number}", io.BytesIO(body), len(body), "image/png")
    kind = "video" if number % 4 == 0 else "image"
    sha256 = hashlib.sha256(body).hexdigest()
    return story.upload(project, kind, object_key=f"originals/{number}", size=len(body), sha256=sha256)


def test_every_upload_ends_in_exactly_one_event_whatever_goes_wrong(own_settings: Settings):
    dice = thrown()
    tools = MoodyTools(dice)

    def lanes(bench: Bench) -> list[Lane]:
        image, video = Tool(tools.process_image), Tool(tools.process_video)
        return [*media.lanes(bench, cast("Any", image), cast("Any", video))]

    with troubled(own_settings, dice, lanes) as system:
        story = Story(system.app)
        project = story.project()
        ids = [upload(story, system.store, project, number) for number in range(UPLOADS)]
        system.settle(UPLOADS, seconds=50)
        seen = [endings(system.app, id) for id in ids]
    assert seen == [["media.rejected" if n % 10 == 9 else "media.processed"] for n in range(UPLOADS)]
    assert tools.runs > UPLOADS
