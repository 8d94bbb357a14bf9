"""Where the logs of the API go: the server configures them."""

from __future__ import annotations

from adapters.logs import JsonLines

ROLE = "api"


def config(level: str) -> dict[str, object]:
    """For ``logging.config.dictConfig``."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines, "role": ROLE}},
        "handlers": {"stdout": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout"}},
        "root": {"level": level.upper(), "handlers": ["stdout"]},
        "loggers": {"uvicorn.access": {"level": "WARNING"}, "psycopg.pool": {"level": "ERROR"}},
    }
