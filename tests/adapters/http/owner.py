"""Accounts as tests use them: signed in, with something of their own."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from httpx import Response
from litestar.testing import TestClient
from PIL import Image

from adapters.http.parts import Parts
from adapters.identity.tokens import Identity
from tests.story import Story

API = "/api/v1"
PASSWORD = "correct horse battery"


def picture(color: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), color).save(out, "JPEG")
    return out.getvalue()


CLIP = b"\0\0\0\x18ftypisom\0\0\0\0isomiso2" + bytes(100)
"""Begins like an MP4; only a worker would find out that it is none."""


@dataclass(frozen=True)
class Service:
    client: TestClient[Any]
    parts: Parts

    def owner(self, role: str = "user") -> Owner:
        """A new account. Its password is made when somebody needs it: hashing is slow."""
        id = uuid4()
        self.parts.accounts.create(id, f"{id}@example.org", "none", role)
        return Owner(self, id, role)


@dataclass(frozen=True)
class Owner:
    service: Service
    id: UUID
    role: str

    @property
    def email(self) -> str:
        return f"{self.id}@example.org"

    @property
    def token(self) -> str:
        return self.service.parts.tokens.issue(Identity(account_id=self.id, role=self.role))

    def set_password(self) -> None:
        self.service.parts.accounts.change_hash(self.id, self.service.parts.passwords.hash(PASSWORD))

    def login(self) -> dict[str, Any]:
        body = {"email": self.email, "password": PASSWORD}
        return self.service.client.post(f"{API}/auth/login", json=body).json()

    def send(self, method: str, path: str, *, headers: dict[str, str] | None = None, **rest: Any) -> Response:
        headers = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        return self.service.client.request(method, API + path, headers=headers, **rest)

    def get(self, path: str, **rest: Any) -> Response:
        return self.send("GET", path, **rest)

    def post(self, path: str, body: Any = None, **rest: Any) -> Response:
        return self.send("POST", path, json=body, **rest)

    def patch(self, path: str, body: Any, **rest: Any) -> Response:
        return self.send("PATCH", path, json=body, **rest)

    def delete(self, path: str, **rest: Any) -> Response:
        return self.send("DELETE", path, **rest)

    def upload(self, kind: str, project_id: object, content: bytes, name: str = "a", **rest: Any) -> Response:
        form = {"data": {"projectId": str(project_id)}, "files": {"file": (name, content)}}
        return self.send("POST", f"/{kind}s/upload", **form, **rest)

    def project(self, name: str = "Posters") -> str:
        return self.post("/projects", {"name": name}).json()["id"]

    def story(self) -> Story:
        """The same owner, told in commands."""
        return Story(self.service.parts.argument, self.id)

    def published(self) -> Published:
        """A project with a processed picture and video, a generated marker and a link, all of them visible."""
        story = self.story()
        project = story.project()
        image, video = story.process(story.upload(project)), story.process(story.upload(project, "video"))
        marker = story.generate(story.marker(image, video))
        link = self.post(f"/projects/{project}/links", {"markerId": str(marker), "title": "Summer"}).json()
        self.get(f"/projects/{project}/links", params={"after": link["position"]})
        return Published(str(project), str(image), str(video), str(marker), link["id"], link["slug"])


@dataclass(frozen=True)
class Published:
    project: str
    image: str
    video: str
    marker: str
    link: str
    slug: str
