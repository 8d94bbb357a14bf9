"""Trying a marker before it is printed: the answers, drawn by the real process from files in the real store."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import cv2
import msgspec
import numpy as np
import pytest
from PIL import Image

from adapters.http.drawing import MOST, MOST_EACH, Drawing, Picture
from adapters.http.problems import Problem
from adapters.markers.planar.compile import compile_planar
from application.commands import DeleteMedia
from application.ports import InputRejected
from application.preview import Conditions, Drawn, HeatWish, Scene
from domain.values import EngineFiles, Rendition
from tests.adapters.http.owner import Owner, Service
from tests.adapters.markers.pictures import texture
from tests.stack import eventually

FOLDER = "tried"
POSTER = Rendition(role="poster", key=f"public/{FOLDER}.webp", content_type="image/webp", size=1, width=64, height=64)


@pytest.fixture(scope="module")
def stored(service: Service) -> EngineFiles:
    """The files that a story's marker names, in the store."""
    picture = texture(480, 640)
    target = compile_planar(picture, progress=lambda *_: None).data
    poster = np.full((64, 64, 3), (0, 0, 250), np.uint8)
    files = {
        "masters/a.png": cv2.imencode(".png", picture)[1].tobytes(),
        f"public/planar/{FOLDER}/target.planar": target,
        POSTER.key: cv2.imencode(".webp", poster)[1].tobytes(),
    }
    for key, body in files.items():
        service.parts.store.put(key, BytesIO(body), len(body), "application/octet-stream")
    return EngineFiles(base=f"public/planar/{FOLDER}/target", files=(".planar",))


@pytest.fixture
def marker(owner: Owner, stored: EngineFiles) -> str:
    """A marker of a picture that is there, without a video."""
    story = owner.story()
    id = story.generate(story.marker(story.process(story.upload(story.project()))), engines={"planar": stored})
    assert owner.get(f"/markers/{id}", params={"after": story.position}).status_code == 200
    return str(id)


def test_a_still_is_drawn_and_headers_say_what_the_tracker_made_of_it(owner: Owner, marker: str) -> None:
    still = owner.get(f"/markers/{marker}/preview", params={"tilt": 30, "share": 0.7})
    assert (still.status_code, still.headers["content-type"]) == (200, "image/jpeg")
    assert Image.open(BytesIO(still.content)).size == (640, 480)
    assert (still.headers["x-found"], still.headers["x-reason"]) == ("true", "")
    assert 0 < int(still.headers["x-agreeing"]) <= int(still.headers["x-patches"])
    assert float(still.headers["x-error-px"]) < 2
    assert "sandbox" in still.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        ("png", "*/*", "image/png"),
        (None, "image/avif,image/webp,*/*;q=0.8", "image/webp"),
        (None, "application/json", "application/json"),
    ],
)
def test_the_form_is_chosen_by_query_or_accept(
    owner: Owner, marker: str, query: str | None, accept: str, kind: str
) -> None:
    params = {"format": query} if query else {}
    answer = owner.get(f"/markers/{marker}/preview", params=params, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)


def test_a_clip_is_an_animation(owner: Owner, marker: str) -> None:
    clip = owner.get(f"/markers/{marker}/preview", params={"format": "clip"})
    with Image.open(BytesIO(clip.content)) as image:
        assert (image.format, getattr(image, "n_frames", 0)) == ("WEBP", 30)
    assert clip.headers["x-found-frames"] == "30/30"


def test_numbers_say_why_a_picture_is_not_found(owner: Owner, marker: str) -> None:
    params = {"format": "json", "light": 0.02, "noise": 9, "distance": 30, "size": 21}
    seen = owner.get(f"/markers/{marker}/preview", params=params).json()
    assert (seen["found"], seen["reason"]["code"], seen["corners"]) == (False, "dark", [])
    assert seen["conditions"]["share"] == pytest.approx(0.785 * 21 / 30, abs=0.01)


def test_the_video_is_the_first_that_plays_or_the_one_that_is_asked_for(owner: Owner, stored: EngineFiles) -> None:
    story = owner.story()
    project = story.project()
    image, foreign = story.process(story.upload(project)), story.process(story.upload(project, "video"))
    late, plain, red = (story.upload(project, "video") for _ in range(3))
    story.process(plain)
    story.process(red, renditions=(POSTER,))
    id = story.generate(story.marker(image, late, plain, red), engines={"planar": stored})
    story.fit(id, red)
    path, seen = f"/markers/{id}/preview", {"after": story.position, "format": "png"}
    answers = [
        owner.get(path, params={**seen, **more}) for more in ({}, {"videoId": str(plain)}, {"videoId": str(red)})
    ]
    assert answers[0].headers["etag"] == answers[1].headers["etag"] != answers[2].headers["etag"]
    reds = [np.asarray(Image.open(BytesIO(answer.content)))[240, 320] @ (1, -1, 0) > 100 for answer in answers]
    assert reds == [False, False, True]
    for other in (foreign, uuid4()):
        refused = owner.get(path, params={**seen, "videoId": str(other)})
        assert (refused.status_code, refused.json()["code"]) == (404, "video_not_found")


def test_a_client_that_has_it_gets_no_second_copy(owner: Owner, marker: str) -> None:
    first = owner.get(f"/markers/{marker}/preview")
    again = owner.get(f"/markers/{marker}/preview", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = owner.get(
        f"/markers/{marker}/preview", params={"tilt": 1}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert other.status_code == 200
    changed = owner.patch(f"/markers/{marker}", {"settings": {"opacity": 0.5}}).json()["position"]
    seen = owner.get(f"/markers/{marker}/preview", params={"after": changed})
    assert seen.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tilt", "86"),
        ("tilt", "nan"),
        ("share", "inf"),
        ("light", "0"),
        ("glare", "1.1"),
        ("covered", "1"),
        ("blur", "-1"),
        ("distance", "far"),
        ("format", "bmp"),
    ],
)
def test_conditions_out_of_range_are_refused_by_name(owner: Owner, marker: str, name: str, value: str) -> None:
    refused = owner.get(f"/markers/{marker}/preview", params={name: value})
    assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")
    assert name in refused.json()["detail"]


def test_conditions_that_contradict_each_other_are_refused(owner: Owner, marker: str) -> None:
    for params, code in (
        ({"distance": 30, "share": 0.5}, "conflicting_conditions"),
        ({"distance": 2, "size": 1000}, "behind_camera"),
        ({"share": 2, "tilt": 80}, "behind_camera"),
    ):
        refused = owner.get(f"/markers/{marker}/preview", params=params)
        assert (refused.status_code, refused.json()["code"]) == (422, code)


def test_what_is_not_there_yet_cannot_be_tried(owner: Owner, stored: EngineFiles) -> None:
    story = owner.story()
    image = story.process(story.upload(story.project()))
    pending, other = story.marker(image), story.marker(image)
    story.generate(other, engines={"nft": stored})
    for id, code in ((pending, "marker_not_ready"), (other, "not_trackable")):
        for route in ("preview", "heatmap"):
            refused = owner.get(f"/markers/{id}/{route}", params={"after": story.position})
            assert (refused.status_code, refused.json()["code"]) == (409, code)
    story.give(DeleteMedia, media_id=image)
    eventually(lambda: owner.get(f"/markers/{other}/preview").json()["code"] == "files_missing", 5, 0.05)


def test_the_heat_map_is_a_picture_or_a_drawing(owner: Owner, marker: str) -> None:
    png = owner.get(f"/markers/{marker}/heatmap")
    assert (png.headers["content-type"], Image.open(BytesIO(png.content)).width) == ("image/png", 640)
    svg = owner.get(f"/markers/{marker}/heatmap", headers={"Accept": "image/svg+xml"})
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert svg.text.startswith("<svg")
    assert "script" not in svg.headers["content-security-policy"]
    again = owner.get(f"/markers/{marker}/heatmap", headers={"If-None-Match": png.headers["etag"]})
    assert again.status_code == 304


@dataclass
class Slow:
    """A previewer that waits until it may go on."""

    version: str = "1"
    go: Event = field(default_factory=Event)
    drawn: list[str] = field(default_factory=list)

    def draw(self, wish: Scene | HeatWish, out: Path) -> Drawn:
        self.go.wait(10)
        self.drawn.append(wish.target)
        if wish.target == "bad":
            raise InputRejected("bad", "It is bad.")
        (out / "a").write_bytes(wish.target.encode())
        return Drawn(name="a", content_type="text/plain")


class Desk:
    """Asks a ``Drawing`` on two threads."""

    def __init__(self) -> None:
        self.slow = Slow()
        self.lane = ThreadPoolExecutor(2)
        self.drawing = Drawing(self.slow, self.lane)

    def ask(self, name: str, account: UUID | None = None) -> asyncio.Task[Picture]:
        def prepare(_: Path) -> HeatWish:
            if name == "gone":
                raise KeyError(name)
            return HeatWish(picture="", target=name, kind="png")

        return asyncio.ensure_future(self.drawing.picture(account or uuid4(), name, prepare))


def problem(task: Any) -> tuple[int, str]:
    error = task.exception()
    assert isinstance(error, Problem)
    return error.status, error.code


def test_what_many_ask_for_is_drawn_once_and_kept() -> None:
    async def run() -> None:
        desk = Desk()
        asked = [desk.ask("one") for _ in range(20)]
        await asyncio.sleep(0)
        asked[0].cancel()  # a client that leaves takes nothing from the others
        desk.slow.go.set()
        bodies = {(await one).body for one in asked[1:]}
        assert (bodies, (await desk.ask("one")).body, desk.slow.drawn) == ({b"one"}, b"one", ["one"])

    asyncio.run(run())


def test_no_more_are_taken_than_can_be_drawn_soon() -> None:
    async def run() -> None:
        desk, hasty = Desk(), uuid4()
        of_one = [desk.ask(f"{number}", hasty) for number in range(MOST_EACH + 1)]
        of_others = [desk.ask(f"other {number}") for number in range(MOST - MOST_EACH + 1)]
        await asyncio.wait({of_one[-1], of_others[-1]})
        assert (problem(of_one[-1]), problem(of_others[-1])) == ((429, "too_many_previews"), (503, "busy"))
        desk.slow.go.set()
        await asyncio.gather(*of_one[:-1], *of_others[:-1])
        assert (await desk.ask("later", hasty)).body == b"later"

    asyncio.run(run())


def test_what_cannot_be_drawn_is_told_and_not_kept() -> None:
    async def run() -> None:
        desk = Desk()
        desk.slow.go.set()
        for name, expected in (("bad", (422, "bad")), ("gone", (409, "files_missing"))):
            for _ in range(2):
                task = desk.ask(name)
                await asyncio.wait({task})
                assert problem(task) == expected
        assert desk.slow.drawn == ["bad", "bad"]

    asyncio.run(run())


def test_every_condition_can_be_chosen(service: Service) -> None:
    document = service.client.get("/schema").json()
    asked = document["paths"]["/api/v1/markers/{marker_id}/preview"]["get"]["parameters"]
    names = {parameter["name"] for parameter in asked}
    assert {*msgspec.structs.asdict(Conditions()), "distance", "size", "format"} <= names
