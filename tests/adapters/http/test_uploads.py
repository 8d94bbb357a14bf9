from __future__ import annotations

import hashlib
from uuid import UUID, uuid4

import pytest

from adapters.http.uploading import LARGEST
from tests.adapters.http.owner import API, CLIP, Owner, Service, picture


@pytest.fixture
def project(owner: Owner) -> str:
    return owner.project()


def originals(service: Service) -> set[str]:
    return set(service.parts.store.keys("originals/"))


def test_a_picture_is_stored_under_a_key_of_our_own_and_work_is_owed(owner: Owner, project: str) -> None:
    body = picture()
    taken = owner.upload("image", project, body, "Sommer.jpg")
    assert (taken.status_code, taken.json()["status"]) == (202, "pending")
    id, position = taken.json()["id"], taken.json()["position"]
    assert b"".join(owner.service.parts.store.read(f"originals/{id}")) == body
    seen = owner.get(f"/images/{id}", params={"after": position}).json()
    assert seen["filename"] == "Sommer.jpg"
    assert (seen["size"], seen["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())
    assert (seen["status"], seen["renditions"], seen["reason"]) == ("pending", [], None)
    listed = owner.get(f"/projects/{project}/images").json()
    assert ([image["id"] for image in listed["items"]], listed["total"]) == ([id], 1)
    assert owner.get(f"/projects/{project}/videos").json()["total"] == 0


def test_a_video_is_no_image(owner: Owner, project: str) -> None:
    taken = owner.upload("video", project, CLIP).json()
    assert owner.get(f"/videos/{taken['id']}", params={"after": taken["position"]}).status_code == 200
    assert owner.get(f"/videos/{taken['id']}/status").json()["status"] == "pending"
    assert owner.get(f"/images/{taken['id']}").status_code == 404
    assert owner.delete(f"/images/{taken['id']}").status_code == 404
    assert owner.post(f"/images/{taken['id']}/retry").status_code == 404


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"just some text, no picture", 415, "unsupported_media_type"),
        (b"", 422, "empty_file"),
        (b"%PDF-1.7\n", 415, "unsupported_media_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "unsupported_media_type"),
        (b"GIF89a" + bytes(20), 415, "unsupported_media_type"),
        (CLIP, 415, "unsupported_media_type"),
        (b"\xff\xd8\xff" + bytes(LARGEST["image"]), 413, "payload_too_large"),
        (b"\xff\xd8\xff" + bytes(LARGEST["image"] + 200_000), 413, "payload_too_large"),
    ],
    ids=["text", "empty", "pdf", "svg", "gif", "video", "a little too large", "much too large"],
)
def test_what_is_no_picture_is_refused_and_nothing_is_stored(
    owner: Owner, project: str, content: bytes, status: int, code: str
) -> None:
    before = originals(owner.service)
    refused = owner.upload("image", project, content, "a.jpg")
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert originals(owner.service) == before


def test_a_picture_sent_as_a_video_is_told_where_to_go(owner: Owner, project: str) -> None:
    assert "/images/upload" in owner.upload("video", project, picture()).json()["detail"]


def test_nothing_is_stored_for_a_project_that_is_not_ours(owner: Owner, stranger: Owner, project: str) -> None:
    before = originals(owner.service)
    foreign = stranger.upload("image", project, picture())
    assert (foreign.status_code, foreign.json()["code"]) == (404, "project_not_found")
    owner.delete(f"/projects/{project}")
    assert owner.upload("image", project, picture()).status_code == 404
    assert originals(owner.service) == before


def test_a_form_without_its_parts_is_refused(owner: Owner, project: str) -> None:
    for form in (
        {"data": {"projectId": project}, "files": {"other": ("a", b"x")}},
        {"files": {"file": ("a.jpg", picture())}},
        {"data": {"projectId": "no id"}, "files": {"file": ("a.jpg", picture())}},
        {"data": {"projectId": project, "file": "text"}, "files": {"other": ("a", b"x")}},
        {"json": {"projectId": project}},
    ):
        refused = owner.send("POST", "/images/upload", **form)
        assert (refused.status_code, refused.json()["code"]) == (400, "invalid_request"), form


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/pa\u202esswd.png", "passwd.png"),
        ("C:\\photos\\a.png", "a.png"),
        ("e\u0301te\u0301.jpg", "été.jpg"),
        ("a\nb\x01.jpg", "ab.jpg"),
        ("x" * 300, "x" * 255),
        ("..", "unnamed"),
        ("🎈.jpg", "🎈.jpg"),
    ],
)
def test_a_file_name_is_only_ever_shown(owner: Owner, project: str, sent: str, shown: str) -> None:
    boundary = "edge"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="projectId"\r\n\r\n{project}\r\n'
    quoted = sent.replace("\\", "\\\\").replace("\n", "%0A")
    file = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n\r\n'
    body = head.encode() + file.encode() + picture() + f"\r\n--{boundary}--\r\n".encode()
    given = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    taken = owner.send("POST", "/images/upload", content=body, headers=given)
    assert taken.status_code == 202, taken.text
    seen = owner.get(f"/images/{taken.json()['id']}", params={"after": taken.json()["position"]}).json()
    assert seen["filename"].replace("%0A", "") == shown


def test_the_original_comes_back_as_a_download_to_its_owner(owner: Owner, stranger: Owner, project: str) -> None:
    taken = owner.upload("image", project, picture("blue"), 'Ä "x";\r\n.jpg').json()
    owner.get(f"/images/{taken['id']}", params={"after": taken["position"]})
    found = owner.get(f"/images/{taken['id']}/original")
    assert found.content == picture("blue")
    assert found.headers["content-type"] == "application/octet-stream"
    assert found.headers["content-disposition"].startswith("attachment; ")
    assert "sandbox" in found.headers["content-security-policy"]
    assert stranger.get(f"/images/{taken['id']}/original").status_code == 404
    assert owner.service.client.get(f"{API}/assets/originals/{taken['id']}").status_code == 404
    owner.service.parts.store.delete(f"originals/{taken['id']}")
    lost = owner.get(f"/images/{taken['id']}/original")
    assert (lost.status_code, lost.json()["code"]) == (409, "files_missing")


def test_a_deleted_picture_is_gone(owner: Owner, project: str) -> None:
    id = owner.upload("image", project, picture()).json()["id"]
    gone = owner.delete(f"/images/{id}")
    assert gone.status_code == 204
    assert owner.get(f"/images/{id}", params={"after": int(gone.headers["x-position"])}).status_code == 404
    assert owner.delete(f"/images/{id}").status_code == 404


def test_only_what_failed_can_be_retried(owner: Owner) -> None:
    story = owner.story()
    failed = story.fail(story.upload(story.project()))
    again = owner.post(f"/images/{failed}/retry")
    assert (again.status_code, again.json()["status"]) == (202, "pending")
    assert owner.post(f"/images/{failed}/retry").status_code == 202
    story.process(UUID(str(failed)))
    done = owner.post(f"/images/{failed}/retry")
    assert (done.status_code, done.json()["code"]) == (409, "not_retriable")
    assert owner.post(f"/images/{uuid4()}/retry").status_code == 404


def test_renditions_have_public_addresses_and_the_master_has_none(owner: Owner) -> None:
    made = owner.published()
    image = owner.get(f"/images/{made.image}").json()
    assert [rendition["role"] for rendition in image["renditions"]] == ["display"]
    assert image["renditions"][0]["url"] == f"{owner.service.parts.settings.assets_url}/a.webp"
    video = owner.get(f"/videos/{made.video}").json()
    assert (video["duration"], video["hasAudio"], video["status"]) == (3.0, True, "processed")
