"""Where the logs of workers go."""

from __future__ import annotations

import logging
import sys

from adapters.logs import JsonLines


def log_to_stdout(level: str, role: str) -> None:
    """Everything that is logged in this process, from this level on."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines(role))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.getLogger("dramatiq").setLevel(logging.WARNING)
