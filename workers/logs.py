"""Logs as JSON lines, which whoever collects them can read without rules."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime

import msgspec


class JsonLines(logging.Formatter):
    """One object a record: ``at level logger message``, what the process is, and ``error`` with a traceback."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname.lower(),
            "role": self._role,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return msgspec.json.encode(line).decode()


def log_to_stdout(level: str, role: str) -> None:
    """Everything that is logged in this process, from this level on."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines(role))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.getLogger("dramatiq").setLevel(logging.WARNING)
