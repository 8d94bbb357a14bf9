from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4
from zipfile import ZIP_STORED, ZipFile

import pytest
from httpx import Response

from adapters.http.exporting.zipped import Entry, entry, size_of, zipped
from tests.adapters.http.owner import API, Owner, Published, Service
from tests.story import ENGINES

STORED = ("a.webp", "b.mp4", "planar/d/target.planar", *(f"nft/c/target.{end}" for end in ("iset", "fset", "fset3")))
"""What the story's renditions and markers name."""


@pytest.fixture(scope="module", autouse=True)
def stored(service: Service) -> None:
    for name in STORED:
        body = name.encode() * 100
        service.parts.store.put(f"public/{name}", io.BytesIO(body), len(body), "application/octet-stream")


@pytest.fixture
def made(owner: Owner) -> Published:
    return owner.published()


def export(owner: Owner, link: str, **params: str) -> Response:
    return owner.get(f"/links/{link}/export", params=params)


def opened(answer: Response) -> ZipFile:
    assert answer.status_code == 200, answer.text
    return ZipFile(io.BytesIO(answer.content))


def linked(archive: ZipFile) -> dict[str, Any]:
    return json.loads(archive.read("link.json"))


def test_a_link_is_taken_away_with_all_that_it_plays(owner: Owner, made: Published) -> None:
    answer = export(owner, made.link)
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-length"] == str(len(answer.content))
    assert f'filename="{made.slug}.zip"' in answer.headers["content-disposition"]
    archive = opened(answer)
    assert archive.testzip() is None
    assert {one.compress_type for one in archive.infolist()} == {ZIP_STORED}
    assert archive.read("media/b.mp4") == b"b.mp4" * 100
    names = set(archive.namelist())
    assert {"index.html", "link.json", "README.txt", "media/a.webp", "media/planar/d/target.planar"} <= names
    assert any(name.startswith("assets/planar/worker-") for name in names)
    assert "qr.svg" not in names


def test_the_link_says_what_lies_beside_it_and_no_secret(owner: Owner, made: Published) -> None:
    archive = opened(export(owner, made.link))
    told, public = linked(archive), owner.get(f"/links/{made.slug}").json()
    assert told["telemetryToken"] is None
    assert public["telemetryToken"] not in archive.read("link.json").decode()
    prefix = owner.service.parts.settings.assets_url
    local = json.loads(json.dumps(public).replace(prefix, "./media"))
    del local["marker"]["engines"]["nft"]
    for target in local.get("targets") or ():
        target["marker"]["engines"].pop("nft", None)
    assert told == {**local, "telemetryToken": None}


def test_a_title_that_looks_like_an_address_of_ours_stays_a_title(owner: Owner, made: Published) -> None:
    title = f"{owner.service.parts.settings.assets_url}/../x"
    body = {"markerId": made.marker, "title": title}
    link = owner.post(f"/projects/{made.project}/links", body).json()
    assert linked(opened(export(owner, link["id"], after=str(link["position"]))))["title"] == title


def test_the_page_holds_in_any_folder_and_asks_nobody_else(owner: Owner, made: Published) -> None:
    page = opened(export(owner, made.link)).read("index.html").decode()
    assert '<meta name="argument-link" content="./link.json" />' in page
    assert "content=\"default-src 'none'; base-uri 'none'" in page
    assert '="/' not in page
    assert "<title>Summer</title>" in page


def test_the_compatibility_engine_comes_along_only_where_it_tracks(owner: Owner) -> None:
    story = owner.story()
    project = story.project()
    image, video = story.process(story.upload(project)), story.process(story.upload(project, "video"))
    for engine, licences in (("planar", 0), ("nft", 2)):
        link = story.link(project, story.generate(story.marker(image, video), engines={engine: ENGINES[engine]}))
        names = opened(export(owner, str(link), after=str(story.position))).namelist()
        licensed = [name for name in names if name.startswith("assets/nft/") and name.endswith(".txt")]
        assert len(licensed) == licences
        assert {name.split("/")[1] for name in names if name.count("/") == 3 and "media" in name} == {engine}


def test_all_pictures_of_a_link_are_taken_along(owner: Owner, made: Published) -> None:
    story = owner.story()
    second = story.generate(story.marker(UUID(made.image), UUID(made.video)))
    wish = {"markerIds": [made.marker, str(second)]}
    link = owner.post(f"/projects/{made.project}/links", wish).json()
    archive = opened(export(owner, link["id"], after=str(link["position"])))
    markers = [target["marker"] for target in linked(archive)["targets"]]
    assert [marker["id"] for marker in markers] == wish["markerIds"]
    assert [list(marker["engines"]) for marker in markers] == [["planar"], ["planar"]]


def test_the_same_link_gives_the_same_bytes_and_a_tag(owner: Owner, made: Published) -> None:
    first, second = export(owner, made.link), export(owner, made.link)
    assert first.content == second.content
    tag = first.headers["etag"]
    kept = owner.get(f"/links/{made.link}/export", headers={"If-None-Match": tag})
    assert (kept.status_code, kept.content) == (304, b"")
    changed = owner.patch(f"/markers/{made.marker}", {"settings": {"opacity": 0.5}}).json()["position"]
    owner.get(f"/markers/{made.marker}", params={"after": changed})
    assert export(owner, made.link).headers["etag"] != tag


def test_a_code_leads_where_the_files_will_stand(owner: Owner, made: Published) -> None:
    archive = opened(export(owner, made.link, url="https://museum.example/films/one/"))
    assert archive.read("qr.svg").startswith(b"<")
    other = opened(export(owner, made.link, url="https://museum.example/films/two/"))
    assert archive.read("qr.svg") != other.read("qr.svg")


@pytest.mark.parametrize(
    "url", ["http://museum.example/", "museum.example", "https://", "https://a b/", "https://[", "https://u:p@a/"]
)
def test_a_code_for_where_no_phone_has_its_camera_is_refused(owner: Owner, made: Published, url: str) -> None:
    refused = export(owner, made.link, url=url)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_url")


def test_what_cannot_play_is_not_exported(owner: Owner, made: Published) -> None:
    story = owner.story()
    project = story.project()
    waiting = story.link(project, story.marker(story.upload(project)))
    refused = export(owner, str(waiting), after=str(story.position))
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_export")
    paused = owner.patch(f"/links/{made.link}", {"active": False}).json()["position"]
    assert export(owner, made.link, after=str(paused)).json()["code"] == "nothing_to_export"


def test_nobody_else_learns_of_it(service: Service, owner: Owner, stranger: Owner, made: Published) -> None:
    foreign, unknown = export(stranger, made.link), export(stranger, str(uuid4()))
    assert (foreign.status_code, foreign.json()["code"]) == (404, "link_not_found")
    assert unknown.status_code == 404
    assert service.client.get(f"{API}/links/{made.link}/export").status_code == 401


def test_a_file_that_is_gone_is_said_before_anything_is_sent(owner: Owner) -> None:
    story = owner.story()
    project = story.project()
    image, video = story.process(story.upload(project)), story.process(story.upload(project, "video"))
    lost = {"planar": type(ENGINES["planar"])(base=f"public/planar/{uuid4().hex}/target", files=(".planar",))}
    link = story.link(project, story.generate(story.marker(image, video), engines=lost))
    refused = export(owner, str(link), after=str(story.position))
    assert (refused.status_code, refused.json()["code"]) == (409, "asset_not_found")


def test_a_large_file_is_never_held_whole() -> None:
    piece, pieces = bytes(256 * 1024), 256
    film = Entry("media/film.mp4", len(piece) * pieces, lambda: iter([piece] * pieces))
    entries = [entry("index.html", b"page"), film, entry("empty.txt", b"")]
    tracemalloc.start()
    sent = sum(map(len, zipped(entries)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sent == size_of(entries)
    assert peak < 4_000_000


def test_whoever_leaves_ends_the_reading() -> None:
    ended: list[bool] = []

    def chunks() -> Iterator[bytes]:
        try:
            yield b"one"
            yield b"two"
        finally:
            ended.append(True)

    stream = zipped([Entry("a", 6, chunks)])
    assert b"one" in next(stream)
    stream.close()
    assert ended == [True]
