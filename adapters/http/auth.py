"""Logging in and out. Everything here is public, so everything here is limited by address."""

from __future__ import annotations

import asyncio
import re
from typing import Any
from uuid import uuid4

from litestar import Controller, Request, Response, post
from litestar.params import JSONBody

from adapters.accounts import Account, EmailTaken, normalised
from adapters.cache.limits import Rule
from adapters.http.dto import Dto, Text
from adapters.http.guards import NO_SECURITY, PUBLIC, slow_down
from adapters.http.parts import Parts, PartsDependency
from adapters.http.problems import Problem
from adapters.identity import opaque, passwords
from adapters.identity.tokens import LIFETIME, Identity

BY_ADDRESS = Rule(name="auth", limit=100, seconds=60)
BY_LOGIN = Rule(name="login", limit=10, seconds=900, closed=True)
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")

AnyRequest = Request[Any, Any, Any]


class Registration(Dto, frozen=True, kw_only=True):
    """A wish for an account."""

    email: Text
    password: Text
    terms_accepted: bool = False


class Registered(Dto, frozen=True, kw_only=True):
    """The new account."""

    id: str
    email: str


class Credentials(Dto, frozen=True, kw_only=True):
    """Who logs in; ``rememberMe`` makes the refresh token last 30 days instead of 7."""

    email: Text
    password: Text
    remember_me: bool = False


class RefreshToken(Dto, frozen=True, kw_only=True):
    """The token that was given last."""

    refresh_token: Text


class TokenPair(Dto, frozen=True, kw_only=True):
    """``expiresIn`` is seconds, for the access token; the refresh token is good for one use."""

    access_token: str
    refresh_token: str
    expires_in: int
    token_type: str = "Bearer"  # noqa: S105 - the name of a scheme (RFC 6750), no secret


class AuthController(Controller):
    """Registration, login, refresh, logout."""

    path = "/auth"
    opt = PUBLIC
    security = NO_SECURITY
    tags = ("Accounts",)

    @post("/register", operation_id="register")
    async def register(self, parts: PartsDependency, request: AnyRequest, data: JSONBody[Registration]) -> Registered:
        """Make an account, where the service is open for it."""
        await slow_down(parts, BY_ADDRESS, address(request))
        if not parts.settings.registration_open:
            raise Problem(403, "registration_closed", "Accounts are made by whoever runs this service.")
        check_registration(data)
        hashed = await asyncio.to_thread(parts.passwords.hash, data.password)
        try:
            account = await asyncio.to_thread(parts.accounts.create, uuid4(), data.email, hashed)
        except EmailTaken as error:
            raise Problem(409, "email_taken", "There is an account with this address already.") from error
        return Registered(id=str(account.id), email=account.email)

    @post("/login", operation_id="login", status_code=200)
    async def login(self, parts: PartsDependency, request: AnyRequest, data: JSONBody[Credentials]) -> TokenPair:
        """Trade e-mail and password for tokens. After ten wrong tries, an address waits 15 minutes."""
        await slow_down(parts, BY_ADDRESS, address(request))
        key = (normalised(data.email)[:254], address(request))
        await slow_down(parts, BY_LOGIN, *key)
        account = await asyncio.to_thread(check_password, parts, data.email, data.password)
        if account is None:
            raise Problem(401, "invalid_credentials", "E-mail or password is wrong.")
        await parts.limiter.forget(BY_LOGIN, *key)
        token = opaque.random_token()
        await asyncio.to_thread(parts.refresh.open, account.id, token, remember=data.remember_me)
        return pair(parts, account, token)

    @post("/refresh", operation_id="refresh", status_code=200)
    async def refresh(self, parts: PartsDependency, request: AnyRequest, data: JSONBody[RefreshToken]) -> TokenPair:
        """Trade a refresh token for the next pair. One that was used before ends the whole login."""
        await slow_down(parts, BY_ADDRESS, address(request))
        rotated = await asyncio.to_thread(parts.refresh.rotate, data.refresh_token)
        account = rotated and await asyncio.to_thread(parts.accounts.by_id, rotated[0])
        if not rotated or not account or account.blocked:
            raise Problem(401, "invalid_refresh_token", "Log in again.")
        return pair(parts, account, rotated[1])

    @post("/logout", operation_id="logout", status_code=204)
    async def logout(self, parts: PartsDependency, request: AnyRequest, data: JSONBody[RefreshToken]) -> Response[None]:
        """End a login: its refresh tokens are worth nothing; its access token ends by itself within 15 minutes."""
        await slow_down(parts, BY_ADDRESS, address(request))
        await asyncio.to_thread(parts.refresh.revoke, data.refresh_token)
        return Response(None, status_code=204)


def address(request: AnyRequest) -> str:
    """Where the request comes from, as the server or a trusted proxy says."""
    return request.client.host if request.client else ""


def check_registration(data: Registration) -> None:
    """Raises a problem that says which field is wrong."""
    if not data.terms_accepted:
        raise Problem(422, "terms_not_accepted", "Accept the terms to get an account.")
    if not EMAIL.fullmatch(data.email.strip()):
        raise Problem(422, "invalid_email", "This is no e-mail address.")
    if not passwords.SHORTEST <= len(data.password) <= passwords.LONGEST:
        raise Problem(
            422, "invalid_password", f"A password has {passwords.SHORTEST} to {passwords.LONGEST} characters."
        )


def check_password(parts: Parts, email: str, password: str) -> Account | None:
    """The account, when it is there, not blocked, and the password is its own. Takes the same time in all cases."""
    account = parts.accounts.by_email(email)
    stored = None if account is None else account.password_hash
    right = parts.passwords.verify(stored, password[: passwords.LONGEST + 1])
    if account is None or account.blocked or not right:
        return None
    if parts.passwords.outdated(account.password_hash):
        parts.accounts.change_hash(account.id, parts.passwords.hash(password))
    return account


def pair(parts: Parts, account: Account, refresh_token: str) -> TokenPair:
    """A new access token beside this refresh token."""
    access = parts.tokens.issue(Identity(account_id=account.id, role=account.role))
    return TokenPair(access_token=access, refresh_token=refresh_token, expires_in=LIFETIME)
