from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from httpx import Response

from projections.view import wait_for
from tests.adapters.http.owner import Owner, picture


def keyed(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key}


def test_a_retried_request_succeeds_without_a_second_effect(owner: Owner) -> None:
    first = owner.post("/projects", {"name": "p"}, headers=keyed("k"))
    again = owner.post("/projects", {"name": "p"}, headers=keyed("k"))
    assert (again.status_code, again.json()["id"]) == (201, first.json()["id"])
    position = owner.post("/projects", {"name": "q"}).json()["position"]
    assert owner.get("/projects", params={"after": position}).json()["total"] == 2


def test_the_same_key_with_another_body_is_refused(owner: Owner) -> None:
    owner.post("/projects", {"name": "p"}, headers=keyed("k"))
    other = owner.post("/projects", {"name": "q"}, headers=keyed("k"))
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_a_key_belongs_to_one_account_and_one_route(owner: Owner, stranger: Owner) -> None:
    mine = owner.post("/projects", {"name": "p"}, headers=keyed("k")).json()["id"]
    assert stranger.post("/projects", {"name": "p"}, headers=keyed("k")).json()["id"] != mine
    assert owner.upload("image", mine, picture(), headers=keyed("k")).status_code == 202


def test_a_retried_upload_is_one_picture(owner: Owner) -> None:
    project = owner.project()
    first = owner.upload("image", project, picture(), headers=keyed("k")).json()
    assert owner.upload("image", project, picture(), headers=keyed("k")).json()["id"] == first["id"]
    changed = owner.upload("image", project, picture("blue"), headers=keyed("k"))
    assert changed.json()["code"] == "idempotency_key_reused"
    assert owner.get(f"/projects/{project}/images", params={"after": first["position"]}).json()["total"] == 1


def test_a_retry_after_the_work_is_done_says_so(owner: Owner) -> None:
    project = owner.project()
    first = owner.upload("image", project, picture(), headers=keyed("k")).json()
    owner.story().process(owner.service.parts.argument.streams().media(first["id"]).id)
    assert owner.upload("image", project, picture(), headers=keyed("k")).json()["status"] == "processed"


def test_a_link_keeps_its_slug_when_its_request_is_repeated(owner: Owner) -> None:
    made = owner.published()
    wish = {"markerId": made.marker}
    links = [owner.post(f"/projects/{made.project}/links", wish, headers=keyed("k")).json() for _ in range(3)]
    assert len({(link["id"], link["slug"]) for link in links}) == 1


def test_a_retry_after_the_link_was_deleted_is_a_success_without_effect(owner: Owner) -> None:
    made, headers = owner.published(), keyed(str(uuid4()))
    path, wish = f"/projects/{made.project}/links", {"markerId": made.marker}
    first = owner.post(path, wish, headers=headers)
    owner.delete(f"/links/{first.json()['id']}")
    again = owner.post(path, wish, headers=headers)
    assert (again.status_code, again.json()["id"], again.json()["active"]) == (201, first.json()["id"], False)
    assert owner.get(path, params={"after": again.json()["position"]}).json()["total"] == 1


def test_duplicates_in_flight_are_one_thing(owner: Owner) -> None:
    barrier = threading.Barrier(8)

    def create() -> Response:
        barrier.wait()
        return owner.post("/projects", {"name": "p"}, headers=keyed("k"))

    with ThreadPoolExecutor(8) as pool:
        answers = [task.result() for task in [pool.submit(create) for _ in range(8)]]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1


def test_a_key_that_is_none_is_refused(owner: Owner) -> None:
    for key in ("", "x" * 201, "two words"):
        assert owner.post("/projects", {"name": "p"}, headers=keyed(key)).status_code == 400, key


def test_fifty_at_once_do_not_pass_the_quota(owner: Owner) -> None:
    barrier = threading.Barrier(10)

    def create(_: int) -> tuple[int, str]:
        if not barrier.broken:
            barrier.wait()
        answer = owner.post("/projects", {"name": f"p{uuid4()}"})
        return answer.status_code, answer.json().get("code", "")

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(create, range(50)))
    assert answers.count((201, "")) == 5
    assert answers.count((403, "quota_exceeded")) == 45


def test_deleting_makes_room_and_restoring_takes_it(owner: Owner) -> None:
    ids = [owner.project() for _ in range(5)]
    gone = owner.delete(f"/projects/{ids[0]}")
    owner.get("/projects", params={"after": int(gone.headers["x-position"])})
    settle(owner, int(gone.headers["x-position"]))
    settle(owner, owner.post("/projects", {"name": "sixth"}).json()["position"])
    refused = owner.post(f"/projects/{ids[0]}/restore")
    assert (refused.status_code, refused.json()["code"]) == (403, "quota_exceeded")


def test_a_full_quota_still_answers_a_retry(owner: Owner) -> None:
    last = [owner.post("/projects", {"name": f"p{n}"}, headers=keyed(str(n))) for n in range(5)][-1]
    settle(owner, last.json()["position"])
    assert owner.post("/projects", {"name": "p4"}, headers=keyed("4")).json()["id"] == last.json()["id"]


def test_bytes_are_bounded_too(owner: Owner) -> None:
    project = owner.project()
    with owner.service.parts.pool.connection() as conn:
        conn.execute("UPDATE quotas SET max_bytes = %s WHERE account_id = %s", (len(picture()) + 10, owner.id))
    assert owner.upload("image", project, picture()).status_code == 202
    assert owner.upload("image", project, picture("blue")).json()["code"] == "quota_exceeded"


def settle(owner: Owner, position: int) -> None:
    """Wait until the usage is counted up to there."""
    assert wait_for(owner.service.parts.pool, "usage", position, 10)
