"""The API as the command line uses it: signed in, patient while a server restarts, never doing a thing twice.

Only safe requests and those with an idempotency key are made, so each may be repeated.
"""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, BinaryIO, Self

import httpx

from adapters.cli.patience import Patience
from adapters.cli.reading import Advance, CountedFile
from adapters.cli.server import NoServer, Server

PREFIX = "/api/v1"
AWAY = {429, 502, 503, 504}
NOT_YET = "not_yet_visible"
TIMEOUT = httpx.Timeout(120.0, connect=5.0)

FIRST_PATIENCE = 30.0
"""Seconds for a server that has not answered once: a start takes less, a wrong address would take for ever."""

Body = dict[str, Any]


class Refused(Exception):
    """The server's answer is an error that a repetition would not change."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail


class SignedIn(httpx.Auth):
    """An API key, or the account's access token, which is fetched when there is none or when it has expired."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._token = server.api_key

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if not self._token:
            self._token = token_of((yield self._login()))
        request.headers["Authorization"] = f"Bearer {self._token}"
        response = yield request
        if response.status_code == httpx.codes.UNAUTHORIZED and not self._server.api_key:
            self._token = token_of((yield self._login()))
            request.headers["Authorization"] = f"Bearer {self._token}"
            yield request

    def _login(self) -> httpx.Request:
        account = {"email": self._server.email, "password": self._server.password}
        return httpx.Request("POST", f"{self._server.url}{PREFIX}/auth/login", json=account)


class Client:
    """``find`` is asked again after each lost connection: a restarted stack may be at another address.

    ``patience`` is how many seconds the server may be away; ``told`` gets a sentence when such a wait begins.
    """

    def __init__(
        self, find: Callable[[], Server], *, patience: float = 120.0, told: Callable[[str], None] = lambda _: None
    ) -> None:
        self._find = find
        self._patience = patience
        self._told = told
        self._met = False
        self._server = find()
        self._http = connection(self._server)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, path: str, **query: str | int) -> Body:
        """A resource; ``after`` in the query waits until the read side has passed that position."""
        return self._send("GET", path, params=query)

    def post(self, path: str, body: Body, key: str) -> Body:
        """Make something, once for this key."""
        return self._send("POST", path, json=body, headers={"Idempotency-Key": key})

    def upload(self, path: str, fields: dict[str, str], file: Path, key: str, advance: Advance) -> Body:
        """Make something of a file, once for this key; ``advance`` gets the number of bytes sent so far."""
        with CountedFile(file, advance) as source:
            parts = {"file": (file.name, source)}
            return self._send("POST", path, data=fields, files=parts, headers={"Idempotency-Key": key})

    def download(self, path: str, target: Path, **query: str | int) -> int:
        """A resource into a file, which is there whole or not at all; its number of bytes."""
        part = target.with_name(f"{target.name}.part")
        try:
            with part.open("wb") as file:
                answered = self._persist(lambda: self._receive(f"{PREFIX}{path}", query, file))
            if answered.is_error:
                raise refusal(answered)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        return target.stat().st_size

    def _receive(self, path: str, query: dict[str, Any], file: BinaryIO) -> httpx.Response:
        """The answer, whose body went into the file; of a refusal the body is read."""
        file.seek(0)
        file.truncate()
        with self._http.stream("GET", path, params=query) as response:
            if response.is_error:
                response.read()
            else:
                for chunk in response.iter_bytes():
                    file.write(chunk)
        return response

    def _send(self, method: str, path: str, **rest: Any) -> Body:
        return answer(self._persist(lambda: self._http.request(method, f"{PREFIX}{path}", **rest)))

    def _persist(self, ask: Callable[[], httpx.Response]) -> httpx.Response:
        """The answer that a repetition would not change."""
        patience = Patience(self._patience if self._met else min(self._patience, FIRST_PATIENCE), self._told)
        while True:
            try:
                response = ask()
            except httpx.HTTPStatusError as error:
                response = error.response
            except httpx.TransportError:
                patience.pause(f"The server at {self._server.url} does not answer.")
                with contextlib.suppress(NoServer):
                    self._meet(self._find())
                continue
            self._met = True
            if not passing(response):
                return response
            patience.pause(refusal(response).detail, asked(response))

    def _meet(self, server: Server) -> None:
        if server != self._server:
            self._http.close()
            self._server, self._http = server, connection(server)


def connection(server: Server) -> httpx.Client:
    """A client that signs in there."""
    trusted = ssl.create_default_context()
    if server.ca:
        trusted.load_verify_locations(server.ca)
    return httpx.Client(base_url=server.url, auth=SignedIn(server), verify=trusted, timeout=TIMEOUT)


def token_of(response: httpx.Response) -> str:
    """The access token of a login. Raises HTTPStatusError when it was refused."""
    response.read()
    if response.is_error:
        raise httpx.HTTPStatusError("The login was refused.", request=response.request, response=response)
    return response.json()["accessToken"]


def passing(response: httpx.Response) -> bool:
    """Whether the same request may succeed in a moment."""
    return response.status_code in AWAY or (
        response.status_code == httpx.codes.CONFLICT and refusal(response).code == NOT_YET
    )


def answer(response: httpx.Response) -> Body:
    """The body, with ``position`` where the server gave one. Raises Refused."""
    if response.is_error:
        raise refusal(response)
    return response.json()


def refusal(response: httpx.Response) -> Refused:
    """The problem that the response tells (RFC 9457), or its status where something else answered."""
    with contextlib.suppress(ValueError, KeyError, TypeError):
        problem = response.json()
        return Refused(response.status_code, problem["code"], problem["detail"])
    return Refused(response.status_code, "unexpected_answer", f"The server answered {response.status_code}.")


def asked(response: httpx.Response) -> float:
    """The seconds that the server asks us to wait, 0 when it does not say, at most a minute."""
    with contextlib.suppress(ValueError):
        return min(60.0, float(response.headers.get("Retry-After", 0)))
    return 0.0
