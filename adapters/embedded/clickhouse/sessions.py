"""Sessions that outlive a request: temporary tables and SET, by ``session_id``, until they are idle for too long."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from adapters.embedded.clickhouse.engine import Engine, Session, quote_name, quote_text
from adapters.embedded.clickhouse.errors import QueryError
from adapters.embedded.clickhouse.request import Request
from adapters.embedded.clickhouse.users import User

_MOST = 100
_READER = {"max_execution_time": "60", "readonly": "1"}


class _Kept:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.busy = True
        self.expires = 0.0


class Sessions:
    """Lends each request a session that is set up for its user, database and settings."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: dict[tuple[str, str], _Kept] = {}
        self._lock = threading.Lock()

    @contextmanager
    def lend(self, user: User, request: Request) -> Iterator[Session]:
        """A reader can change nothing, so its session ends with the request. Raises QueryError 373 when in use."""
        if not request.session_id or user.readonly:
            with self._engine.session() as session:
                session.use(request.database)
                if user.readonly:
                    # First, so that no setting of the URL is taken either: some name files to read or write.
                    session.set(_READER)
                session.set(request.settings)
                yield session
            return
        with self._held(user, request) as session, _for_one_query(session, request.settings):
            yield session

    def close(self) -> None:
        """Ends every idle session."""
        with self._lock:
            for key in [k for k, v in self._kept.items() if not v.busy]:
                self._kept.pop(key).session.close()

    @contextmanager
    def _held(self, user: User, request: Request) -> Iterator[Session]:
        kept = self._take((user.name, request.session_id), request.database)
        try:
            yield kept.session
        finally:
            kept.expires = time.monotonic() + request.session_timeout
            kept.busy = False

    def _take(self, key: tuple[str, str], database: str) -> _Kept:
        with self._lock:
            self._expire()
            kept = self._kept.get(key)
            if kept and kept.busy:
                raise QueryError(373, "SESSION_IS_LOCKED", "Session is locked by a concurrent client")
            if kept:
                kept.busy = True
                return kept
            if len(self._kept) >= _MOST:
                raise QueryError(202, "TOO_MANY_SIMULTANEOUS_QUERIES", f"More than {_MOST} sessions")
            kept = self._kept[key] = _Kept(self._engine.connect())
        try:
            kept.session.use(database)
        except QueryError:
            kept.busy = False
            raise
        return kept

    def _expire(self) -> None:
        now = time.monotonic()
        for key in [k for k, v in self._kept.items() if not v.busy and v.expires < now]:
            self._kept.pop(key).session.close()


@contextmanager
def _for_one_query(session: Session, settings: Mapping[str, str]) -> Iterator[None]:
    """What came with the URL holds for one query; what the session itself set stays."""
    if not settings:
        yield
        return
    names = ", ".join(quote_text(name) for name in settings)
    changed = f"SELECT name, value FROM system.settings WHERE changed AND name IN ({names})"  # noqa: S608 # quoted
    before = session.query(changed)[0]
    session.set(settings)
    try:
        yield
    finally:
        session.query("SET " + ", ".join(f"{quote_name(name)} = DEFAULT" for name in settings))
        session.set(dict(_unescaped(line) for line in before.decode().splitlines()))


def _unescaped(line: str) -> tuple[str, str]:
    name, _, value = line.partition("\t")
    return name, value.replace("\\'", "'").replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\")
