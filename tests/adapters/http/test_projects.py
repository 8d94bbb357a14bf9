from __future__ import annotations

from uuid import uuid4

from tests.adapters.http.owner import Owner


def test_a_project_is_read_back_at_its_position(owner: Owner) -> None:
    made = owner.post("/projects", {"name": " Posters ", "tags": ["a"], "description": "d"})
    assert made.status_code == 201
    seen = owner.get(f"/projects/{made.json()['id']}", params={"after": made.json()["position"]})
    assert seen.json()["name"] == "Posters"
    assert seen.json()["tags"] == ["a"]
    assert seen.json()["createdAt"].endswith("Z")
    assert seen.headers["etag"] == '"1"'


def test_the_position_may_come_in_a_header(owner: Owner) -> None:
    made = owner.post("/projects", {"name": "p"}).json()
    found = owner.get("/projects", headers={"X-After-Position": str(made["position"])})
    assert [project["id"] for project in found.json()["items"]] == [made["id"]]
    assert int(found.headers["x-position"]) >= made["position"]


def test_a_position_that_is_not_there_yet_is_said_of_one_and_not_of_a_list(owner: Owner) -> None:
    id = owner.project()
    one = owner.get(f"/projects/{id}", params={"after": 10**9})
    assert (one.status_code, one.json()["code"]) == (409, "not_yet_visible")
    some = owner.get("/projects", params={"after": 10**9})
    assert some.status_code == 200
    assert int(some.headers["x-position"]) < 10**9


def test_lists_are_paged_sorted_and_filtered(owner: Owner) -> None:
    for name in ("alpha", "beta", "gamma"):
        last = owner.post("/projects", {"name": name, "tags": [name[0]]}).json()
    query = {"after": last["position"], "sort": "name"}
    first = owner.get("/projects", params={**query, "size": 2}).json()
    assert ([p["name"] for p in first["items"]], first["total"]) == (["alpha", "beta"], 3)
    second = owner.get("/projects", params={**query, "size": 2, "page": 2}).json()
    assert [p["name"] for p in second["items"]] == ["gamma"]
    assert [p["name"] for p in owner.get("/projects", params={**query, "search": "ET"}).json()["items"]] == ["beta"]
    assert [p["name"] for p in owner.get("/projects", params={**query, "tag": "g"}).json()["items"]] == ["gamma"]


def test_a_sort_that_is_unknown_is_refused(owner: Owner) -> None:
    assert owner.get("/projects", params={"sort": "owner_id"}).json()["code"] == "invalid_request"


def test_of_two_edits_of_one_version_the_second_is_refused(owner: Owner) -> None:
    id = owner.project()
    tag = {"If-Match": '"1"'}
    assert owner.patch(f"/projects/{id}", {"name": "first"}, headers=tag).headers["etag"] == '"2"'
    second = owner.patch(f"/projects/{id}", {"name": "second"}, headers=tag)
    assert (second.status_code, second.json()["code"]) == (409, "version_conflict")
    assert owner.patch(f"/projects/{id}", {"name": "third"}, headers={"If-Match": "*"}).json()["name"] == "third"
    assert owner.patch(f"/projects/{id}", {}, headers={"If-Match": "3"}).json()["code"] == "invalid_if_match"


def test_a_deleted_project_is_hidden_and_can_be_restored(owner: Owner) -> None:
    id = owner.project()
    gone = owner.delete(f"/projects/{id}")
    assert (gone.status_code, gone.content) == (204, b"")
    after = {"after": int(gone.headers["x-position"])}
    assert owner.get("/projects", params=after).json()["items"] == []
    assert [p["id"] for p in owner.get("/projects", params={**after, "status": "deleted"}).json()["items"]] == [id]
    assert owner.get(f"/projects/{id}", params=after).json()["status"] == "deleted"
    assert owner.post(f"/projects/{id}/restore").json()["status"] == "active"


def test_no_field_but_those_of_the_form_is_taken(owner: Owner, stranger: Owner) -> None:
    wish = {"name": "p", "ownerId": str(stranger.id), "totalViews": 99, "version": 7, "id": str(uuid4())}
    made = owner.post("/projects", wish).json()
    seen = owner.get(f"/projects/{made['id']}", params={"after": made["position"]}).json()
    assert (seen["totalViews"], seen["version"]) == (0, 1)
    assert seen["id"] != wish["id"]
    assert stranger.get(f"/projects/{made['id']}").status_code == 404


def test_rules_of_the_domain_are_told_by_code(owner: Owner) -> None:
    refused = owner.post("/projects", {"name": "   "})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_name")
    assert refused.headers["content-type"] == "application/problem+json"
    assert set(refused.json()) == {"type", "title", "status", "code", "detail"}
