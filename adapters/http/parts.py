"""What the API works with, made by adapters/wiring.py."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from litestar.di import NamedDependency
from litestar.params import SkipValidation
from psycopg_pool import ConnectionPool

from adapters.accounts import UNAVAILABLE, Accounts, ApiKeys, IdempotencyKeys, Quotas, RefreshTokens, sweep
from adapters.cache.limits import RateLimiter
from adapters.cache.local import LocalLimiter
from adapters.http.drawing import Drawing
from adapters.http.keyring import Keyring
from adapters.http.lanes import Lanes
from adapters.http.link_cache import LinkCache
from adapters.http.owners import Owners
from adapters.identity.passwords import Passwords
from adapters.identity.tokens import AccessTokens, Identity
from adapters.live.hub import Hub
from adapters.live.tickets import Tickets
from adapters.settings import Settings
from adapters.telemetry.track import Telemetry
from application.argument import ARgument
from application.ports import MarkerAdvisor, ObjectStore
from projections.clickhouse import ClickHouse

log = logging.getLogger(__name__)

SWEEP = 600.0
"""Seconds between two sweeps of expired rows."""


@dataclass(frozen=True)
class Parts:
    """One of each, shared by all requests of a process."""

    settings: Settings
    lanes: Lanes
    argument: ARgument
    pool: ConnectionPool
    store: ObjectStore
    limiter: RateLimiter
    tickets: Tickets
    hub: Hub
    accounts: Accounts
    refresh: RefreshTokens
    keys: ApiKeys
    quotas: Quotas
    idempotency: IdempotencyKeys
    tokens: AccessTokens
    passwords: Passwords
    keyring: Keyring
    owners: Owners
    links: LinkCache
    crowd: LocalLimiter
    telemetry: Telemetry
    clickhouse: ClickHouse
    advisor: MarkerAdvisor
    drawing: Drawing


PartsDependency = NamedDependency[SkipValidation[Parts]]
Caller = NamedDependency[Identity]
"""Whom the guard let in."""
After = NamedDependency[int]
"""The position that the caller wants to see."""


@asynccontextmanager
async def running(parts: Parts) -> AsyncIterator[None]:
    """Starts what runs beside the requests and ends it after the last one."""
    loop = asyncio.get_running_loop()
    loop.set_default_executor(parts.lanes.handlers)
    parts.hub.start()
    sweeping = loop.create_task(sweep_at_times(parts.pool))
    try:
        yield
    finally:
        sweeping.cancel()
        await parts.hub.stop()
        await parts.tickets.close()
        await parts.telemetry.close()
        await parts.limiter.close()
        for close in (parts.clickhouse.close, parts.pool.close, parts.argument.close):
            await asyncio.to_thread(close)
        parts.lanes.close()


async def sweep_at_times(pool: ConnectionPool) -> None:
    """Removes expired rows now and then; another try follows when the database is away."""
    while True:
        try:
            await asyncio.to_thread(sweep, pool)
        except UNAVAILABLE as error:
            log.info("nothing swept: %s", error)
        await asyncio.sleep(SWEEP)
