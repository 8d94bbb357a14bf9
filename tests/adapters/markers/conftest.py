from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from adapters.markers.compiled import EngineMarker
from adapters.markers.nft import compile_nft
from adapters.markers.picture import load

Compile = Callable[[Path], tuple[EngineMarker, Path]]


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Compile:
    """Compiles a picture file once; answers with what the compiler says and the files' common path without ending."""

    @cache
    def run(picture: Path) -> tuple[EngineMarker, Path]:
        out = tmp_path_factory.mktemp(picture.stem)
        return compile_nft(load(picture), out, lambda step, share: None), out / "target"

    return run
