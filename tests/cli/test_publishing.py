from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from adapters.cli.client import Client
from adapters.cli.publish import command, shown
from adapters.cli.publishing import Pair, Wish, publish
from adapters.cli.works import Rejected
from tests.cli.scripted import Script, served

PROJECT, IMAGE, VIDEO, MARKER, LINK = (f"0000000{n}-0000-4000-8000-000000000000" for n in range(5))
PENDING = {"position": 1, "status": "pending"}
SYMMETRIC = {"code": "symmetric", "detail": "It looks the same upside down."}
REASON = {"code": "truncated", "detail": "The end of the file is missing."}


def happy() -> dict[str, list[tuple[Any, ...]]]:
    """What a server answers when all goes well."""
    return {
        "GET /api/v1/projects": [(200, {"items": [{"id": PROJECT, "name": "Spring"}], "total": 1})],
        "POST /api/v1/images/upload": [(202, {"id": IMAGE, **PENDING})],
        "POST /api/v1/videos/upload": [(202, {"id": VIDEO, **PENDING})],
        "POST /api/v1/markers/generate": [(202, {"id": MARKER, **PENDING})],
        f"GET /api/v1/images/{IMAGE}": [(200, {"status": "pending"}), (200, {"id": IMAGE, "status": "processed"})],
        f"GET /api/v1/videos/{VIDEO}": [(200, {"id": VIDEO, "status": "processed"})],
        f"GET /api/v1/markers/{MARKER}": [(200, {"id": MARKER, "status": "generated", "score": {"score": 76}})],
        f"POST /api/v1/projects/{PROJECT}/links": [(201, {"id": LINK, "slug": "abc", "url": "https://x.org/v/abc"})],
    }


@pytest.fixture
def wish(tmp_path: Path) -> Wish:
    (tmp_path / "a.png").write_bytes(b"picture")
    (tmp_path / "b.mp4").write_bytes(b"video")
    return Wish(picture=tmp_path / "a.png", video=tmp_path / "b.mp4", project="Spring")


def keys(script: Script, path: str) -> list[str]:
    return [one.headers["Idempotency-Key"] for one in script.asked if one.method == "POST" and one.path == path]


def run(script: Script, wish: Wish, *more: str) -> tuple[int, Any]:
    """The exit code and the object on stdout."""
    argv = [str(wish.picture), str(wish.video), "--project", "Spring", "--server", script.url, "--json", *more]
    done = CliRunner().invoke(command, argv, env={"ARGUMENT_API_KEY": "key"})
    return done.exit_code, json.loads(done.stdout)


def test_the_answer_names_all_that_was_made_and_the_score(wish: Wish):
    with served(happy()) as script:
        code, made = run(script, wish)
    assert code == 0
    ids = {"projectId": PROJECT, "imageId": IMAGE, "videoId": VIDEO, "markerId": MARKER, "linkId": LINK}
    target = {"imageId": IMAGE, "videoId": VIDEO, "markerId": MARKER, "score": 76, "reasons": []}
    assert made == ids | {"slug": "abc", "url": "https://x.org/v/abc", "score": 76, "targets": [target]}


def test_the_same_wish_has_the_same_keys_and_another_slug_another_one(wish: Wish):
    upload, link = "/api/v1/images/upload", f"/api/v1/projects/{PROJECT}/links"
    with served(happy()) as script:
        for more in ([], [], ["--slug", "other"]):
            run(script, wish, *more)
    assert len(set(keys(script, upload))) == 1
    first, second, third = keys(script, link)
    assert first == second != third


def test_a_picture_that_cannot_be_used_is_told_with_its_reason_and_exit_3(wish: Wish):
    rejected = {f"GET /api/v1/images/{IMAGE}": [(200, {"status": "rejected", "reason": REASON})]}
    with served(happy() | rejected) as script:
        code, answer = run(script, wish)
    assert (code, answer["error"]["code"]) == (3, "truncated")
    assert "end of the file" in answer["error"]["message"]


def test_a_marker_that_is_refused_because_its_picture_was_tells_the_reason_of_the_picture(wish: Wish):
    problem = {"code": "image_rejected", "detail": "The picture was refused."}
    answers = happy() | {
        "POST /api/v1/markers/generate": [(422, problem)],
        f"GET /api/v1/images/{IMAGE}": [(200, {"status": "rejected", "reason": REASON})],
    }
    with served(answers) as script, Client(script.server) as client, pytest.raises(Rejected, match="end of the file"):
        publish(client, wish, lambda *_: None)


def test_a_taken_slug_is_said(wish: Wish):
    taken = {"code": "slug_taken", "detail": "Choose another."}
    with served(happy() | {f"POST /api/v1/projects/{PROJECT}/links": [(409, taken)]}) as script:
        code, answer = run(script, wish, "--slug", "abc")
    assert (code, answer) == (1, {"error": {"code": "slug_taken", "message": "Choose another."}})


def test_what_was_deleted_since_is_made_anew(wish: Wish):
    gone = (404, {"code": "media_not_found", "detail": "gone"})
    with served(happy() | {"POST /api/v1/images/upload": [gone, (202, {"id": IMAGE, **PENDING})]}) as script:
        assert run(script, wish)[0] == 0
    assert len(set(keys(script, "/api/v1/images/upload"))) == 2


def test_what_had_failed_is_asked_for_again(wish: Wish):
    failed = {
        "POST /api/v1/videos/upload": [(202, {"id": VIDEO, "position": 1, "status": "failed"})],
        f"POST /api/v1/videos/{VIDEO}/retry": [(202, {"id": VIDEO, **PENDING})],
    }
    with served(happy() | failed) as script:
        assert run(script, wish)[0] == 0
    assert len(script.requests(f"/api/v1/videos/{VIDEO}/retry")) == 1


def test_without_a_server_it_says_what_to_do(wish: Wish, tmp_path: Path):
    argv = [str(wish.picture), str(wish.video), "--data", str(tmp_path), "--json"]
    done = CliRunner().invoke(command, argv, env={"ARGUMENT_API_KEY": ""})
    assert done.exit_code == 1
    assert "make up" in json.loads(done.stdout)["error"]["message"]


OTHER = {kind: f"1000000{n}-0000-4000-8000-000000000000" for n, kind in enumerate(("image", "video", "marker"))}


def two_pictures() -> dict[str, list[tuple[Any, ...]]]:
    """What a server answers to two pictures with their videos."""
    answers = happy()
    for kind, path in (("image", "images/upload"), ("video", "videos/upload"), ("marker", "markers/generate")):
        answers[f"POST /api/v1/{path}"].append((202, {"id": OTHER[kind], **PENDING}))
    done = {"image": {"status": "processed"}, "video": {"status": "processed"}}
    score = {"score": 35, "reasons": [{"code": "repeating", "text": "It repeats itself."}]}
    done["marker"] = {"status": "generated", "score": score, "refused": {"planar": SYMMETRIC}}
    return answers | {f"GET /api/v1/{kind}s/{id}": [(200, {"id": id, **done[kind]})] for kind, id in OTHER.items()}


def also(tmp_path: Path) -> list[str]:
    """The options that name a second picture."""
    (tmp_path / "c.png").write_bytes(b"another picture")
    (tmp_path / "d.mp4").write_bytes(b"another video")
    return ["--also", str(tmp_path / "c.png"), str(tmp_path / "d.mp4")]


def test_a_link_may_lead_to_several_pictures_each_with_its_video(wish: Wish, tmp_path: Path):
    path = f"/api/v1/projects/{PROJECT}/links"
    with served(two_pictures()) as script:
        code, made = run(script, wish, *also(tmp_path))
        asked = [json.loads(one.body) for one in script.asked if one.method == "POST" and one.path == path]
        wanted = [json.loads(one.body) for one in script.requests("/api/v1/markers/generate")]
    assert code == 0
    assert asked == [{"markerIds": [MARKER, OTHER["marker"]]}]
    assert wanted == [
        {"imageId": IMAGE, "videoId": VIDEO},
        {"imageId": OTHER["image"], "videoId": OTHER["video"]},
    ]
    first = {"imageId": IMAGE, "videoId": VIDEO, "markerId": MARKER, "score": 76, "reasons": []}
    why = {"score": 35, "reasons": [SYMMETRIC["detail"], "It repeats itself."]}
    assert made["targets"] == [first, {f"{kind}Id": id for kind, id in OTHER.items()} | why]
    assert made["markerId"] == MARKER


def test_each_picture_has_bars_of_its_own_and_is_told_with_its_score_and_why(wish: Wish, tmp_path: Path):
    stages: dict[str, float] = {}
    further = (Pair(*map(Path, also(tmp_path)[1:])),)
    both = msgspec.structs.replace(wish, further=further)
    with served(two_pictures()) as script, Client(script.server) as client:
        made = publish(client, both, stages.__setitem__)
    first = {"picture sent", "video sent", "image", "video", "marker"}
    assert set(stages) == {"link", *first, *(f"{stage} 2" for stage in first)}
    assert set(stages.values()) == {1.0}
    told = "Picture 2 scores 35 of 100: cameras may miss it. It looks the same upside down. It repeats itself."
    assert told in shown(made)


def test_a_picture_that_cannot_be_used_is_told_also_when_it_is_the_second(wish: Wish, tmp_path: Path):
    rejected = {f"GET /api/v1/images/{OTHER['image']}": [(200, {"status": "rejected", "reason": REASON})]}
    with served(two_pictures() | rejected) as script:
        code, answer = run(script, wish, *also(tmp_path))
    assert (code, answer["error"]["code"]) == (3, "truncated")
    assert answer["error"]["message"].startswith("The image 2 was refused: The end of the file")
