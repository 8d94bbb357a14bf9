"""The only place where ports meet implementations. Vendors are imported when they are asked for: each process
carries only what its roles use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.settings import Settings
from application.argument import ARgument
from application.ports import ImageTools, Live, MarkerCompiler, ObjectStore, VideoTools

if TYPE_CHECKING:
    import psycopg
    from psycopg_pool import ConnectionPool


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

    return PillowImageTools(Rules(master_side=settings.marker_max_side))


def video_tools() -> VideoTools:
    """Videos, opened in a child process."""
    from adapters.video.tools import FfmpegVideoTools

    return FfmpegVideoTools()


def marker_compiler() -> MarkerCompiler:
    """Tracking files, made in a child process."""
    from adapters.markers.compiler import NftCompiler

    return NftCompiler()
