"""The environment in which our own modules run as child processes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]


def python_environment(settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment with our packages importable from any working directory, and the settings.

    ``PYTHONSAFEPATH`` keeps the working directory off the module path.
    """
    env = dict(os.environ)
    paths = [str(ROOT), *filter(None, env.get("PYTHONPATH", "").split(os.pathsep))]
    env |= {"PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)), "PYTHONSAFEPATH": "1", "PYTHONUNBUFFERED": "1"}
    return env | dict(settings or {})
