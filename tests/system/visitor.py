"""A client that writes down what the service acknowledged, and only that."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

from tests.stack import Stack
from tests.system.inside import server


@dataclass
class Log:
    links: dict[str, str] = field(default_factory=dict)
    """Slugs by the id of the link: commands."""
    events: set[str] = field(default_factory=set)
    """Ids of view events."""


@contextmanager
def write_log(stack: Stack, published: dict[str, Any]) -> Iterator[Log]:
    """Publishes links and sends view events, as fast as they are acknowledged, until the block ends."""
    log, over = Log(), threading.Event()
    with httpx.Client(base_url=f"{stack.url}/api/v1", timeout=10) as client:
        client.headers["Authorization"] = f"Bearer {server(stack).api_key}"
        token = client.get(f"/links/{published['slug']}").json()["telemetryToken"]

        def publish(number: int) -> None:
            slug = f"log-{uuid4().hex[:12]}"
            body = {"markerId": published["markerId"], "slug": slug, "title": str(number)}
            answer = client.post(f"/projects/{published['projectId']}/links", json=body)
            if answer.status_code == httpx.codes.CREATED:
                log.links[answer.json()["id"]] = slug

        def view(_: int) -> None:
            event = {"linkId": published["linkId"], "eventType": "view_started", "token": token}
            event |= {"eventId": str(uuid4()), "sessionId": str(uuid4())}
            if client.post("/analytics/track", json=event).status_code == httpx.codes.ACCEPTED:
                log.events.add(event["eventId"])

        threads = [threading.Thread(target=repeat, args=(act, over)) for act in (publish, view)]
        for thread in threads:
            thread.start()
        try:
            yield log
        finally:
            over.set()
            for thread in threads:
                thread.join()


def repeat(act: Callable[[int], None], over: threading.Event) -> None:
    """Act until it is over; what has no answer is not acknowledged."""
    for number in itertools.count():
        if over.wait(0.02):
            return
        try:
            act(number)
        except httpx.TransportError:
            continue
