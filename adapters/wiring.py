"""The only place where ports meet implementations. Vendors are imported when they are asked for: each process
carries only what its roles use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from adapters.settings import Settings, load_settings
from application.argument import ARgument
from application.ports import (
    ImageTools,
    Live,
    MarkerAdvisor,
    MarkerCompiler,
    MarkerProver,
    ObjectStore,
    VideoFitter,
    VideoTools,
)
from application.preview import Previewer

SESSION_RATE = 60
"""View events that one session may send in a minute; a person makes fewer."""

if TYPE_CHECKING:
    import psycopg
    from litestar.types import ASGIApp
    from psycopg_pool import ConnectionPool

    from adapters.http.parts import Parts
    from adapters.telemetry.track import Telemetry
    from projections.links import LinkKey


def application(settings: Settings, *, pool: int = 5) -> ARgument:
    """The write side on Postgres, with at most ``pool`` connections and two in a rush."""
    from adapters.eventstore.environment import postgres

    return ARgument(postgres(settings.database_url, pool=pool))


def read_pool(settings: Settings, *, size: int = 5) -> ConnectionPool[psycopg.Connection]:
    """Connections for the queries of read models."""
    from projections.view import open_pool

    return open_pool(settings.database_url, size)


def object_store(settings: Settings) -> ObjectStore:
    """The bucket where originals, masters and public files lie."""
    from adapters.storage.minio import MinioStore

    return MinioStore(settings)


def live(settings: Settings) -> Live:
    """Hints for whoever watches a project."""
    from adapters.live.redis import RedisLive

    return RedisLive(settings.redis_url)


def image_tools(settings: Settings) -> ImageTools:
    """Pictures, opened in a child process."""
    from adapters.imaging.rules import Rules
    from adapters.imaging.tools import PillowImageTools

    usual = Rules()
    return PillowImageTools(Rules(master_side=max(usual.master_side, settings.marker_max_side)))


def video_tools() -> VideoTools:
    """Videos, opened in a child process."""
    from adapters.video.tools import FfmpegVideoTools

    return FfmpegVideoTools()


def marker_compiler(max_side: int | None = None) -> MarkerCompiler:
    """Tracking files, made in a child process of a picture that is shrunk to ``max_side``."""
    from adapters.markers.compiler import ChildCompiler

    return ChildCompiler(max_side, explain=True)


def marker_prover() -> MarkerProver:
    """Proofs of scores, made in a child process."""
    from adapters.markers.quality.prover import ChildProver

    return ChildProver()


def marker_advisor() -> MarkerAdvisor:
    """Proposals and look-alikes, found in a child process."""
    from adapters.markers.advice.advisor import ChildAdvisor

    return ChildAdvisor()


def previewer() -> Previewer:
    """Pictures of what a camera would see, drawn in a child process."""
    from adapters.markers.preview.previewer import ChildPreviewer

    return ChildPreviewer()


def video_fitter() -> VideoFitter:
    """Pictures inside videos, looked for in a child process."""
    from adapters.markers.fitting.tool import ChildFitter

    return ChildFitter()


def api_parts(settings: Settings) -> Parts:
    """What the API works with. Nothing is asked of the engines yet: they may still be starting."""
    from functools import partial

    from adapters import accounts
    from adapters.cache.limits import RateLimiter
    from adapters.cache.local import LocalLimiter
    from adapters.http import headers
    from adapters.http.drawing import Drawing
    from adapters.http.keyring import Keyring
    from adapters.http.lanes import Lanes
    from adapters.http.link_cache import LinkCache
    from adapters.http.owners import Owners
    from adapters.http.parts import Parts
    from adapters.http.public_links import fetch
    from adapters.identity import opaque
    from adapters.identity.passwords import Passwords
    from adapters.identity.tokens import AccessTokens
    from adapters.live.hub import Hub
    from adapters.live.tickets import Tickets
    from projections.clickhouse import ClickHouse

    lanes = Lanes()
    argument = application(settings, pool=Lanes.HANDLERS)
    pool = read_pool(settings, size=Lanes.HANDLERS + Lanes.LINKS + Lanes.UPLOADS)
    keys = accounts.ApiKeys(pool)
    return Parts(
        settings=settings,
        lanes=lanes,
        argument=argument,
        pool=pool,
        store=object_store(settings),
        limiter=RateLimiter(settings.redis_url),
        tickets=Tickets(settings.redis_url),
        hub=Hub(settings.redis_url),
        accounts=accounts.Accounts(pool),
        refresh=accounts.RefreshTokens(pool, opaque.digest, partial(opaque.successor, settings.secret_key)),
        keys=keys,
        quotas=accounts.Quotas(pool),
        idempotency=accounts.IdempotencyKeys(pool),
        tokens=AccessTokens(settings.secret_key),
        passwords=Passwords(),
        keyring=Keyring(keys),
        owners=Owners(argument),
        links=LinkCache(partial(fetch, pool, settings, headers.defaults(settings)), lanes.links),
        crowd=LocalLimiter(settings.public_rate_per_minute),
        telemetry=telemetry(settings, pool),
        clickhouse=ClickHouse(settings.clickhouse_url),
        advisor=marker_advisor(),
        drawing=Drawing(previewer(), lanes.previews),
    )


def telemetry(settings: Settings, pool: ConnectionPool[psycopg.Connection]) -> Telemetry:
    """The way of view events into Redis; the pool is asked for links that come without a token."""
    from adapters.cache.local import LocalLimiter
    from adapters.telemetry.track import Telemetry
    from projections.links import link_keys

    def resolve(ids: set[UUID]) -> dict[UUID, LinkKey]:
        with pool.connection() as conn:
            return link_keys(conn, ids)

    return Telemetry(settings.redis_url, settings.secret_key, resolve, limit=LocalLimiter(SESSION_RATE).hit)


def api() -> ASGIApp:
    """The API for a server to run, from the environment's settings."""
    from adapters.http.app import create_app

    return create_app(api_parts(load_settings()))
