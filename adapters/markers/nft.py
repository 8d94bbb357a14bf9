"""The ARToolKit NFT marker: a picture becomes ``.iset``, ``.fset`` and ``.fset3``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from adapters.markers.compiled import EngineMarker
from adapters.markers.formats.fset3 import Keypoints
from adapters.markers.layers import densities
from adapters.markers.picture import Picture
from adapters.markers.quality.estimate.nft import nft_facts
from adapters.markers.scales import Scale, scales
from adapters.markers.writing import NftSet, write
from application.ports import InputRejected, Produced, Progress

INLIERS = 8
"""A viewer recognises a picture by at least this many matches within one scale."""


def compile_nft(picture: Picture, out: Path, progress: Progress) -> EngineMarker:
    """Write the three files into ``out``, named ``target``. Raises InputRejected as :func:`features` does."""
    found = features(picture, progress)
    progress("write", 1.0)
    return EngineMarker(
        files=written(picture, found, out),
        keypoints=sum(len(scale.keypoints) for scale in found),
        points=sum(len(scale.tracking.points) for scale in found),
        facts=partial(nft_facts, picture.filmed, found),
    )


def features(picture: Picture, progress: Progress) -> list[Scale]:
    """Every scale, largest first.

    Raises InputRejected: too_small (no second scale fits), no_features (no scale has key points enough to be found
    by).
    """
    height, width = picture.grey.shape
    dpi = densities(width, height, picture.dpi)
    if len(dpi) == 1:
        raise InputRejected("too_small", f"The picture has {width} x {height} pixels, too few to recognise it by.")
    found = list(scales(picture.grey, dpi, progress))
    _check(found)
    return found


def written(picture: Picture, found: Sequence[Scale], out: Path) -> tuple[Produced, ...]:
    """The three files of a picture's scales."""
    height, width = picture.grey.shape
    keypoints = np.concatenate([scale.keypoints for scale in found])
    tracking = [scale.tracking for scale in found]
    dpi = densities(width, height, picture.dpi)
    return write(NftSet(picture.grey, dpi, tracking, Keypoints(keypoints, tuple(scale.size for scale in found))), out)


def _check(found: Sequence[Scale]) -> None:
    most = max(len(scale.keypoints) for scale in found)
    if most == 0:
        raise InputRejected("no_features", "The picture is plain or too smooth: it has nothing to recognise it by.")
    if most < INLIERS:
        text = f"The picture has only {most} details to recognise it by; {INLIERS} are the least. Use a busier one."
        raise InputRejected("no_features", text)
