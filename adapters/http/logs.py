"""Logs as JSON lines on stdout: one object a record, with the trace when there is one."""

from __future__ import annotations

import logging
import logging.config
from datetime import UTC, datetime

import msgspec


class JsonLines(logging.Formatter):
    """One record, one line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return msgspec.json.encode(line).decode()


def config(level: str) -> dict[str, object]:
    """For ``logging.config.dictConfig``."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"stdout": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout"}},
        "root": {"level": level, "handlers": ["stdout"]},
        "loggers": {"uvicorn.access": {"level": "WARNING"}, "psycopg.pool": {"level": "ERROR"}},
    }
