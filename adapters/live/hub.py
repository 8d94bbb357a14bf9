"""The API's side: one subscription a process, handed on to every watcher in it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from redis.asyncio import Redis
from redis.exceptions import RedisError

from adapters.live.redis import CHANNEL

log = logging.getLogger(__name__)

ROOM = 64
"""Hints that wait for one watcher; a slower one loses the oldest and looks again anyway."""
PAUSE = 1.0


class Hub:
    """Hands hints to watchers by project."""

    def __init__(self, redis_url: str) -> None:
        self._redis: Redis = Redis.from_url(redis_url, socket_connect_timeout=2, health_check_interval=15)
        self._watchers: dict[str, set[asyncio.Queue[bytes]]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to listen; must be called in the event loop."""
        self._task = asyncio.get_running_loop().create_task(self._listen())

    async def stop(self) -> None:
        """Ends listening and gives the connections back."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._redis.aclose()

    @asynccontextmanager
    async def watch(self, project_id: UUID) -> AsyncIterator[asyncio.Queue[bytes]]:
        """A queue of the hints, as JSON, that arrive from now on."""
        queue: asyncio.Queue[bytes] = asyncio.Queue(ROOM)
        watchers = self._watchers[str(project_id)]
        watchers.add(queue)
        try:
            yield queue
        finally:
            watchers.discard(queue)
            if not watchers:
                self._watchers.pop(str(project_id), None)

    async def _listen(self) -> None:
        while True:
            try:
                async with self._redis.pubsub(ignore_subscribe_messages=True) as channel:
                    await channel.psubscribe(f"{CHANNEL}*")
                    async for message in channel.listen():
                        self._hand_on(message["channel"].decode().removeprefix(CHANNEL), message["data"])
            except (RedisError, OSError) as error:
                log.warning("no live hints: %s", error)
            await asyncio.sleep(PAUSE)

    def _hand_on(self, project_id: str, hint: bytes) -> None:
        for queue in self._watchers.get(project_id, ()):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(hint)
