from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.adapters.http.owner import API, PASSWORD, Owner, Service


@pytest.fixture
def member(owner: Owner) -> Owner:
    owner.set_password()
    return owner


def refresh(service: Service, token: str) -> tuple[int, dict[str, str]]:
    answer = service.client.post(f"{API}/auth/refresh", json={"refreshToken": token})
    return answer.status_code, answer.json()


def test_registration_is_closed_unless_opened(service: Service) -> None:
    wish = {"email": "a@example.org", "password": PASSWORD, "termsAccepted": True}
    refused = service.client.post(f"{API}/auth/register", json=wish)
    assert (refused.status_code, refused.json()["code"]) == (403, "registration_closed")


def test_a_login_gives_a_token_that_opens_the_api(member: Owner, service: Service) -> None:
    pair = member.login()
    assert (pair["tokenType"], pair["expiresIn"]) == ("Bearer", 900)
    me = service.client.get(f"{API}/users/me", headers={"Authorization": f"Bearer {pair['accessToken']}"})
    assert me.json()["email"] == member.email


def test_the_address_may_be_spelled_in_any_case(member: Owner, service: Service) -> None:
    body = {"email": f"  {member.email.upper()} ", "password": PASSWORD}
    assert service.client.post(f"{API}/auth/login", json=body).status_code == 200


def test_a_wrong_password_and_an_unknown_address_look_the_same(member: Owner, service: Service) -> None:
    wrong = service.client.post(f"{API}/auth/login", json={"email": member.email, "password": "no"})
    unknown = service.client.post(f"{API}/auth/login", json={"email": f"{uuid4()}@example.org", "password": "no"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()


def test_after_ten_wrong_tries_even_the_right_password_waits(member: Owner, service: Service) -> None:
    body = {"email": member.email, "password": "wrong"}
    assert {service.client.post(f"{API}/auth/login", json=body).status_code for _ in range(10)} == {401}
    waiting = service.client.post(f"{API}/auth/login", json={**body, "password": PASSWORD})
    assert (waiting.status_code, waiting.json()["code"]) == (429, "rate_limited")
    assert int(waiting.headers["retry-after"]) > 0


def test_right_passwords_do_not_count_as_tries(member: Owner) -> None:
    assert all("accessToken" in member.login() for _ in range(12))


def test_a_refresh_token_is_good_once_and_leads_to_the_next(member: Owner, service: Service) -> None:
    first = member.login()["refreshToken"]
    status, second = refresh(service, first)
    assert status == 200
    assert refresh(service, second["refreshToken"])[0] == 200


def test_parallel_refreshes_of_one_client_end_in_one_chain(member: Owner, service: Service) -> None:
    token = member.login()["refreshToken"]
    barrier = threading.Barrier(8)

    def use() -> str:
        barrier.wait()
        return refresh(service, token)[1]["refreshToken"]

    with ThreadPoolExecutor(8) as pool:
        successors = {task.result() for task in [pool.submit(use) for _ in range(8)]}
    assert len(successors) == 1
    assert refresh(service, successors.pop())[0] == 200


def test_a_token_used_again_after_the_grace_ends_the_whole_login(member: Owner, service: Service) -> None:
    stolen = member.login()["refreshToken"]
    kept = refresh(service, stolen)[1]["refreshToken"]
    with service.parts.pool.connection() as conn:
        conn.execute(
            "UPDATE refresh_tokens SET used_at = now() - interval '11 seconds' WHERE account_id = %s", (member.id,)
        )
    assert refresh(service, stolen) == refresh(service, "made up")
    assert refresh(service, kept)[0] == 401


def test_logging_out_ends_the_login_and_no_other(member: Owner, service: Service) -> None:
    here, there = member.login()["refreshToken"], member.login()["refreshToken"]
    assert service.client.post(f"{API}/auth/logout", json={"refreshToken": here}).status_code == 204
    assert refresh(service, here)[0] == 401
    assert refresh(service, there)[0] == 200


def test_a_blocked_account_gets_no_tokens(member: Owner, service: Service) -> None:
    token = member.login()["refreshToken"]
    with service.parts.pool.connection() as conn:
        conn.execute("UPDATE accounts SET blocked = true WHERE id = %s", (member.id,))
    assert refresh(service, token)[0] == 401
    assert member.login()["code"] == "invalid_credentials"


def test_no_secret_is_stored_as_it_is(member: Owner, service: Service) -> None:
    token = member.login()["refreshToken"]
    with service.parts.pool.connection() as conn:
        found = conn.execute("SELECT a::text || t::text FROM accounts a JOIN refresh_tokens t ON t.account_id = a.id")
        stored = "".join(text for (text,) in found)
    assert token not in stored
    assert PASSWORD not in stored
    assert "$argon2id$" in stored
