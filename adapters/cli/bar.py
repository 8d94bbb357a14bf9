"""A bar that tools move while they work."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext

from application.ports import Progress


def bar(*, quiet: bool) -> AbstractContextManager[Progress]:
    """On a terminal only: what draws takes longer to load than a small picture to compile."""
    if quiet or not sys.stderr.isatty():
        return nullcontext(lambda _step, _share: None)
    from adapters.cli.compiled import following

    return following()
