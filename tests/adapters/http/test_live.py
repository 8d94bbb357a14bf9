from __future__ import annotations

import json
from contextlib import closing
from typing import Any
from uuid import uuid4

import pytest
from litestar.exceptions import WebSocketDisconnect

from adapters.live.redis import RedisLive
from tests.adapters.http.owner import Owner


def ticket(owner: Owner, project: str) -> dict[str, Any]:
    answer = owner.post("/live/tickets", {"projectId": project})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_whoever_watches_a_project_is_told_what_happens_in_it(owner: Owner) -> None:
    project = owner.project()
    bought = ticket(owner, project)
    with owner.service.client.websocket_connect(f"{bought['path']}?ticket={bought['ticket']}") as socket:
        assert json.loads(socket.receive_text(timeout=5))["topic"] == "watching"
        position = owner.patch(f"/projects/{project}", {"name": "new"}).json()["position"]
        hints = [json.loads(socket.receive_text(timeout=5))]
        while hints[-1].get("position", 0) < position:
            hints.append(json.loads(socket.receive_text(timeout=5)))
        assert (hints[-1]["topic"], hints[-1]["id"]) == ("project.edited", project)
        with closing(RedisLive(owner.service.parts.settings.redis_url)) as live:
            live.publish(uuid4(), {"topic": "elsewhere"})
        owner.patch(f"/projects/{project}", {"name": "newer"})
        assert json.loads(socket.receive_text(timeout=5))["id"] == project


@pytest.mark.parametrize("wrong", ["", "made-up", "x" * 10_000])
def test_without_a_ticket_nothing_is_told(owner: Owner, wrong: str) -> None:
    closed = refused(owner, f"/api/v1/live/projects/{owner.project()}?ticket={wrong}")
    assert closed.code == 4401


def test_a_ticket_opens_once_and_only_its_own_project(owner: Owner) -> None:
    mine, other = owner.project(), owner.project()
    bought = ticket(owner, mine)
    assert refused(owner, f"/api/v1/live/projects/{other}?ticket={bought['ticket']}").code == 4401
    bought = ticket(owner, mine)
    with owner.service.client.websocket_connect(f"{bought['path']}?ticket={bought['ticket']}") as socket:
        socket.receive_text(timeout=5)
    assert refused(owner, f"{bought['path']}?ticket={bought['ticket']}").code == 4401


def refused(owner: Owner, path: str) -> WebSocketDisconnect:
    with pytest.raises(WebSocketDisconnect) as closed, owner.service.client.websocket_connect(path) as socket:
        socket.receive_text(timeout=5)
    return closed.value
