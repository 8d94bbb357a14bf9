"""The track route's whole work but HTTP: check, forget who it was, store."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from uuid import UUID

from redis.asyncio import Redis
from redis.exceptions import RedisError

from adapters.telemetry import incoming
from adapters.telemetry.agents import Agent, classify
from adapters.telemetry.errors import Busy, TooOften, UnknownLink
from adapters.telemetry.incoming import Incoming
from adapters.telemetry.links import KnownLinks, Resolve
from adapters.telemetry.privacy import Salts, visitor
from adapters.telemetry.record import ViewEvent, encode
from adapters.telemetry.stream_writer import StreamWriter
from adapters.telemetry.tokens import is_owner, project_of

COUNTRY_HEADERS = ("cf-ipcountry", "cloudfront-viewer-country", "x-country-code")
REDIS_SECONDS = 5.0


class Telemetry:
    """Takes view events. One a process; belongs to the event loop that first uses it."""

    def __init__(
        self, redis_url: str, secret: str, resolve: Resolve, *, limit: Callable[[str], int] = lambda _session: 0
    ) -> None:
        self._redis = Redis.from_url(redis_url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=2)
        self._secret = secret
        self._limit = limit
        self._links = KnownLinks(resolve)
        self._salts = Salts(self._redis)
        self._writer = StreamWriter(self._redis)

    async def track(self, body: bytes, *, ip: str, user_agent: str, headers: Mapping[str, str]) -> int:
        """Returns how many events were stored. Raises TelemetryError; then none were or, if Busy, perhaps some."""
        events = incoming.decode(body)
        now = datetime.now(UTC)
        projects = {event.link_id: b"" for event in events}
        for event in events:
            if not projects[event.link_id]:
                projects[event.link_id] = (await self._project(event, now)).bytes
        self._pace(events)
        agent = classify(user_agent)
        country = _country(headers)
        try:
            salt = await self._salts.of(now.date())
        except (RedisError, OSError, TimeoutError):
            raise Busy("Events cannot be stored now.", retry_after=2) from None
        visitors = {project: visitor(salt, project, ip, user_agent) for project in projects.values()}
        now_ms = time.time_ns() // 1_000_000
        await self._writer.append(
            [encode(self._record(event, projects[event.link_id], visitors, agent, country, now_ms)) for event in events]
        )
        return len(events)

    async def close(self) -> None:
        """Waits for what is on its way, then disconnects."""
        await self._writer.close()
        await self._redis.aclose()

    async def _project(self, event: Incoming, now: datetime) -> UUID:
        named = project_of(self._secret, event.link_id, event.token, now) if event.token else None
        project = named or await self._links.project_of(event.link_id)
        if project is None:
            raise UnknownLink("There is no such link.")
        return project

    def _pace(self, events: list[Incoming]) -> None:
        for event in events:
            if wait := self._limit(event.session_id):
                raise TooOften("This session sends too many events.", retry_after=wait)

    def _record(
        self, event: Incoming, project: bytes, visitors: Mapping[bytes, int], agent: Agent, country: str, now_ms: int
    ) -> ViewEvent:
        metadata = incoming.metadata_of(event)
        return ViewEvent(
            event_id=incoming.event_key(event),
            event_type=event.event_type,
            project_id=project,
            link_id=event.link_id.bytes,
            session_id=incoming.session_key(event),
            visitor=visitors[project],
            received_at=now_ms,
            occurred_at=incoming.milliseconds(event, now_ms),
            watched_ms=incoming.number(metadata.pop("watchedMs", 0), incoming.LONGEST_WATCH_MS),
            progress=incoming.number(metadata.pop("progress", 0), 100),
            country=country,
            device=agent.device,
            os=agent.os,
            browser=agent.browser,
            referrer=incoming.host(metadata.pop("referrer", "")),
            utm_source=incoming.word(metadata.pop("utm_source", "")),
            utm_medium=incoming.word(metadata.pop("utm_medium", "")),
            utm_campaign=incoming.word(metadata.pop("utm_campaign", "")),
            is_bot=agent.is_bot,
            is_owner=is_owner(self._secret, event.link_id, event.owner),
            metadata=incoming.metadata_text(metadata),
        )


def _country(headers: Mapping[str, str]) -> str:
    """Two letters that a CDN added; anybody can forge them where there is none, so they are statistics and no more."""
    given = next((headers[name] for name in COUNTRY_HEADERS if name in headers), "")
    return given.upper() if len(given) == 2 and given.isascii() and given.isalpha() else ""
