"""One link for two pictures, each with its own video; captions; and what is counted of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import cv2
import httpx
import pytest
from skimage import data

from tests.analyst import address, rows
from tests.material import Files
from tests.stack import Stack, eventually
from tests.system.inside import server

HELLO = "WEBVTT\n\n00:00.500 --> 00:02.000\nПривет\n".encode()


@pytest.fixture
def made(stack: Stack, files: Files, tmp_path: Path) -> dict[str, Any]:
    """A link to the picture that other tests use, too, and to another one."""
    other = tmp_path / "coffee.png"
    cv2.imwrite(str(other), cv2.cvtColor(data.coffee(), cv2.COLOR_RGB2BGR))
    return stack.publish(files.picture, files.clip, "Opened often", "--also", str(other), str(files.clip))


def test_each_picture_has_its_video_with_captions_and_is_counted_for_itself(stack: Stack, made: dict[str, Any]):
    first, second = made["targets"]
    assert first["markerId"] != second["markerId"]
    assert min(first["score"], second["score"]) > 40
    with httpx.Client(base_url=f"{stack.url}/api/v1", timeout=30) as client:
        client.headers["Authorization"] = f"Bearer {server(stack).api_key}"
        sent = client.put(
            f"/videos/{second['videoId']}/captions/ru", content=HELLO, headers={"Content-Type": "text/vtt"}
        ).raise_for_status()

        def link() -> dict[str, Any]:
            return client.get(f"/links/{made['slug']}").json()

        eventually(lambda: link()["targets"][1]["videos"][0]["captions"])
        found = link()
        told = {"linkId": made["linkId"], "sessionId": str(uuid4()), "token": found["telemetryToken"]}
        named = {"view_started": {}, "marker_detected": {"markerId": second["markerId"]}}
        events = [{**told, "eventType": type, "metadata": metadata} for type, metadata in named.items()]
        client.post("/analytics/track", json={"events": events}).raise_for_status()
        loaded = client.get(found["targets"][1]["videos"][0]["captions"][0]["url"])
    assert found["state"] == "live"
    assert [target["marker"]["id"] for target in found["targets"]] == [first["markerId"], second["markerId"]]
    assert all("planar" in target["marker"]["engines"] for target in found["targets"])
    assert (sent.json()["label"], loaded.content) == ("Русский", HELLO)
    assert loaded.headers["content-type"].startswith("text/vtt")
    sql = "SELECT marker_id, marker_ids FROM sessions WHERE link_id = {link:UUID}"
    (session,) = eventually(lambda: rows(address(stack), sql, link=made["linkId"]))
    assert [str(session["marker_id"]), *map(str, session["marker_ids"])] == [second["markerId"]] * 2
