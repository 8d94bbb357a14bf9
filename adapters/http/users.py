"""The account itself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from litestar import Controller, get

from adapters.http.dto import Dto
from adapters.http.issuing import used
from adapters.http.parts import Caller, PartsDependency
from adapters.http.problems import unauthorized


class Quota(Dto, frozen=True, kw_only=True):
    """What the account holds and may hold. Bytes count originals and what was made of them."""

    projects: int
    max_projects: int
    bytes: int
    max_bytes: int


class Me(Dto, frozen=True, kw_only=True):
    """Whose token it is."""

    id: UUID
    email: str
    role: str
    created_at: datetime
    quota: Quota


class UsersController(Controller):
    """Who am I."""

    path = "/users"
    tags = ("Accounts",)

    @get("/me", operation_id="getMe", sync_to_thread=True)
    def me(self, parts: PartsDependency, caller: Caller) -> Me:
        """The account behind the token, and its quota."""
        account, limits = parts.accounts.by_id(caller.account_id), parts.quotas.limits(caller.account_id)
        if account is None or account.blocked or limits is None:
            raise unauthorized()
        held = used(parts, account.id)
        quota = Quota(
            projects=held.projects,
            max_projects=limits.max_projects,
            bytes=held.bytes,
            max_bytes=limits.max_bytes,
        )
        return Me(id=account.id, email=account.email, role=account.role, created_at=account.created_at, quota=quota)
