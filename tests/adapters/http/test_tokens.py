from __future__ import annotations

import base64
import hmac
import json
import time
from typing import Any
from uuid import uuid4

import pytest

from adapters.identity import opaque, tokens
from tests.adapters.http.owner import API, Owner, Service

GOOD = {"iss": tokens.ISSUER, "aud": tokens.AUDIENCE, "sub": str(uuid4()), "role": "user"}


def signed(secret: str, *, header: dict[str, Any] | None = None, digest: str = "sha256", **claims: Any) -> str:
    """Made by hand: a library would refuse to make most of these."""
    now = int(time.time())
    given = {**GOOD, "iat": now, "exp": now + 900, **claims}
    given = {name: value for name, value in given.items() if value is not None}
    text = f"{encoded({'alg': 'HS256', 'typ': 'at+jwt', **(header or {})})}.{encoded(given)}"
    return f"{text}.{packed(hmac.digest(secret.encode(), text.encode(), digest))}"


def encoded(part: dict[str, Any]) -> str:
    return packed(json.dumps(part).encode())


def packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def unsigned(secret: str) -> str:
    return f"{encoded({'alg': 'none', 'typ': 'at+jwt'})}.{encoded({**GOOD, 'iat': 0, 'exp': 2**33})}."


def flipped(secret: str) -> str:
    token = signed(secret)
    return token[:-10] + ("A" if token[-10] != "A" else "B") + token[-9:]


def with_other_claims(secret: str) -> str:
    head, _, tail = signed(secret).split(".")
    return f"{head}.{encoded({**GOOD, 'role': 'admin'})}.{tail}"


BAD = {
    "empty": lambda _: "",
    "no token": lambda _: "nonsense",
    "three dots": lambda _: "a.b.c",
    "unsigned": unsigned,
    "foreign key": lambda _: signed("x" * 40),
    "flipped bit": flipped,
    "other claims": with_other_claims,
    "other algorithm": lambda s: signed(s, header={"alg": "HS512"}, digest="sha512"),
    "asymmetric algorithm": lambda s: signed(s, header={"alg": "RS256"}),
    "critical extension": lambda s: signed(s, header={"crit": ["x"], "x": 1}),
    "its own key": lambda _: signed("k" * 40, header={"jwk": {"kty": "oct", "k": packed(b"k" * 40)}}),
    "expired": lambda s: signed(s, exp=int(time.time()) - 120),
    "no expiry": lambda s: signed(s, exp=None),
    "not yet": lambda s: signed(s, nbf=int(time.time()) + 600),
    "issued tomorrow": lambda s: signed(s, iat=int(time.time()) + 86_400),
    "foreign audience": lambda s: signed(s, aud="another-api"),
    "no audience": lambda s: signed(s, aud=None),
    "foreign issuer": lambda s: signed(s, iss="somebody"),
    "foreign type": lambda s: signed(s, header={"typ": "JWT"}),
    "unknown role": lambda s: signed(s, role="root"),
    "no subject": lambda s: signed(s, sub=None),
    "subject is no id": lambda s: signed(s, sub="me"),
    "key from the header": lambda s: signed(s, header={"kid": "../../dev/null"})[:-3],
    "refresh token": lambda _: opaque.random_token(),
    "unknown key": lambda _: opaque.api_key(),
    "endless": lambda s: signed(s, sub="x" * 5_000),
}


@pytest.mark.parametrize("name", BAD)
def test_a_token_that_proves_nothing_gets_the_one_answer(service: Service, name: str) -> None:
    token = BAD[name](service.parts.settings.secret_key)
    bad = service.client.get(f"{API}/projects", headers={"Authorization": f"Bearer {token}"})
    none = service.client.get(f"{API}/projects")
    assert bad.status_code == none.status_code == 401
    assert bad.json() == none.json()
    assert bad.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("header", ["", "Bearer", "bearer ", "Basic {}", "Foo {}", "{}", "Bearer  {}", "Bearer {},x"])
def test_only_the_bearer_scheme_is_read(service: Service, owner: Owner, header: str) -> None:
    given = {"Authorization": header.format(owner.token)}
    assert service.client.get(f"{API}/projects", headers=given).status_code == 401


def test_a_header_that_is_no_text_is_refused(service: Service) -> None:
    given = {b"Authorization": "Bearer tökén".encode("latin-1")}
    assert service.client.get(f"{API}/projects", headers=given).status_code == 401


def test_a_good_token_opens_the_api(service: Service, owner: Owner) -> None:
    token = signed(service.parts.settings.secret_key, sub=str(owner.id))
    assert service.client.get(f"{API}/projects", headers={"Authorization": f"bearer {token}"}).status_code == 200


def test_an_api_key_acts_for_its_account_until_it_is_revoked(service: Service, owner: Owner) -> None:
    key, id = opaque.api_key(), uuid4()
    service.parts.keys.add(id, owner.id, "ci", opaque.key_prefix(key), opaque.digest(key))
    project = owner.project()
    given = {"Authorization": f"Bearer {key}"}
    assert service.client.get(f"{API}/projects/{project}", headers=given).status_code in (200, 404)
    assert service.client.get(f"{API}/users/me", headers=given).json()["id"] == str(owner.id)
    service.parts.keys.revoke(owner.id, id)
    service.parts.keyring.forget()
    assert service.client.get(f"{API}/users/me", headers=given).status_code == 401
