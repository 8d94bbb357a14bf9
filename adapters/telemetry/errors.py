"""Why events were not taken.

TelemetryError
+-- InvalidEvents   400  invalid_events, invalid_metadata
+-- TooLarge        413  too_large
+-- UnknownLink     404  unknown_link
+-- TooOften        429  too_many_events
+-- Busy            503  telemetry_busy
"""

from __future__ import annotations

from typing import ClassVar


class TelemetryError(Exception):
    """``code`` is stable; ``retry_after`` is in seconds, 0 when repeating will not help."""

    status: ClassVar[int] = 400
    code: str = "invalid_events"

    def __init__(self, detail: str, code: str = "", retry_after: int = 0) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.code
        self.retry_after = retry_after


class InvalidEvents(TelemetryError):
    """The body is not what track takes; nothing of it was stored."""


class TooLarge(TelemetryError):
    """More bytes or events than one request may carry."""

    status = 413
    code = "too_large"


class UnknownLink(TelemetryError):
    """An event names a link that does not exist; nothing of the body was stored."""

    status = 404
    code = "unknown_link"


class TooOften(TelemetryError):
    """A session sends more than a person can do."""

    status = 429
    code = "too_many_events"


class Busy(TelemetryError):
    """Events cannot be stored now. Some of the body may have been; the same event ids make the repetition harmless."""

    status = 503
    code = "telemetry_busy"
