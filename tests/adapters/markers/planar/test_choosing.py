"""Features are kept for being found again by cameras that the choice did not know."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from adapters.markers.planar.choosing import chosen
from adapters.markers.planar.views import Source, extracted, laid_out, views
from adapters.tracking.workbench import Workbench

TEMPLATE = (400, 300)
ALIKE, NEAR = 60, 2.5


@pytest.fixture(scope="module")
def source(bench: Workbench, busy: np.ndarray) -> Source:
    return laid_out(bench, busy, TEMPLATE)


@pytest.fixture(scope="module")
def candidates(bench: Workbench, source: Source) -> np.ndarray:
    return extracted(bench, source, views(TEMPLATE))


@pytest.fixture(scope="module")
def kept(bench: Workbench, source: Source, candidates: np.ndarray) -> np.ndarray:
    return chosen(bench, source, candidates, 300).features


def poses() -> Iterator[np.ndarray]:
    """From template to frame pixels: sizes, turns and slants."""
    random = np.random.default_rng(99)
    for size in (0.3, 0.5, 0.8, 1.2):
        for _ in range(4):
            turn, squeeze = random.uniform(0, 6.28), np.diag([1, random.uniform(0.5, 1)])
            rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
            linear = size * rotation @ squeeze
            yield np.column_stack([linear, np.array([320, 240]) - linear @ (200, 150)])


def matched(bench: Workbench, busy: np.ndarray, known: np.ndarray) -> int:
    """How many features of the frames are like a known one at their place."""
    total, random = 0, np.random.default_rng(3)
    for to in poses():
        frame = cv2.warpAffine(cv2.GaussianBlur(busy, (0, 0), 1.0), to, (640, 480), borderValue=70)
        frame = np.clip(0.6 * frame + 40 + random.normal(0, 3, frame.shape), 0, 255).astype(np.uint8)
        seen = bench.extract(frame, levels=3, most=800)
        places = np.stack([known["x"], known["y"], np.ones(len(known))], axis=1) @ to.T
        apart = np.hypot(seen["x"][:, None] - places[:, 0], seen["y"][:, None] - places[:, 1])
        bits = [np.ascontiguousarray(each["bits"]).view("<u8") for each in (seen, known)]
        distance = np.bitwise_count(bits[0][:, None] ^ bits[1][None]).sum(axis=2)
        near = apart <= NEAR * 2.0 ** seen["level"][:, None]
        total += int(np.any(near & (distance <= ALIKE), axis=1).sum())
    return total


def test_the_kept_ones_are_found_more_often_than_the_strongest_of_each_view(bench, busy, candidates, kept):
    each = len(kept) // len(np.unique(candidates["view"]))
    strongest = np.concatenate([candidates[candidates["view"] == i][:each] for i in np.unique(candidates["view"])])
    assert matched(bench, busy, kept) > 1.2 * matched(bench, busy, strongest)


def test_the_first_ones_alone_are_a_good_choice(bench, busy, kept):
    assert matched(bench, busy, kept[:100]) > 0.4 * matched(bench, busy, kept)


def test_the_kept_ones_lie_all_over_the_picture(kept):
    cells = set(zip((kept["x"] // 50).astype(int).tolist(), (kept["y"] // 50).astype(int).tolist(), strict=True))
    assert len(cells) > 0.85 * 8 * 6


def test_no_candidate_is_kept_twice(kept):
    assert len(np.unique(kept)) == len(kept) == 300


def test_weights_tell_how_often_a_feature_was_found(kept):
    assert kept["weight"].min() >= 1
    assert kept["weight"].max() > 80


def test_what_no_impression_shows_is_left_out(bench, source, candidates):
    noise = candidates.copy()
    noise["bits"] = np.random.default_rng(5).integers(0, 256, noise["bits"].shape)
    assert len(chosen(bench, source, noise, 300).features) < 10


def test_nothing_comes_of_nothing(bench, source, candidates):
    choice = chosen(bench, source, candidates[:0], 300)
    assert (len(choice.features), choice.recognised) == (0, 0)
