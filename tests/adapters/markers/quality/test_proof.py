"""The tracker proves a score: it finds what it can find, says how sure that is, and stops when told."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import msgspec
import numpy as np
import pytest

from adapters.markers.picture import load
from adapters.markers.planar.compile import compile_planar
from adapters.markers.quality.proof import Proof, proof_version, prove
from adapters.markers.quality.proof.interval import wilson
from adapters.markers.quality.proof.ladders import LADDERS, MOST_VIEWS, good, highest
from adapters.markers.quality.proof.proof import by_stratum
from adapters.markers.quality.proof.words import Boundaries, told
from tests.adapters.markers.pictures import shipped, texture

VIEWS = 60
"""Few, so that tests are quick."""

Compiled = tuple[np.ndarray, bytes]


def compiled(grey: np.ndarray) -> Compiled:
    return grey, compile_planar(grey, progress=lambda *_: None).data


@pytest.fixture(scope="module")
def astronaut() -> Compiled:
    return compiled(load(shipped("astronaut.png")).filmed)


@pytest.fixture(scope="module")
def proof(astronaut: Compiled) -> Proof:
    proof = prove(*astronaut, views=VIEWS)
    assert proof is not None
    return proof


def test_a_rich_picture_is_found_nearly_always(proof: Proof):
    assert proof.rate > 0.85
    assert proof.low < proof.rate < proof.high <= 1
    assert proof.wrong == 0
    assert proof.views <= VIEWS
    assert proof.cpu_seconds < 10
    assert {limit.condition for limit in proof.limits} >= {"distance", "tilt"}


def test_the_rate_is_that_of_its_strata(proof: Proof):
    found = sum(stratum["found"] for stratum in proof.strata.values())
    views = sum(stratum["views"] for stratum in proof.strata.values())
    assert proof.rate == pytest.approx(found / views, abs=1e-4)
    assert views == VIEWS - MOST_VIEWS
    assert list(proof.strata) == "near far tilt blur motion dark glare noise occlusion".split()


def test_the_same_picture_gives_the_same_proof(astronaut: Compiled, proof: Proof):
    again = prove(*astronaut, views=VIEWS)
    assert again is not None
    assert msgspec.structs.replace(again, cpu_seconds=0) == msgspec.structs.replace(proof, cpu_seconds=0)
    assert msgspec.json.decode(msgspec.json.encode(proof), type=Proof) == proof


def test_a_picture_with_little_to_see_is_found_seldom():
    faint = cv2.GaussianBlur(texture(240, 320), (0, 0), 5)
    faint = (128 + (faint.astype(float) - 128) * 0.1).astype(np.uint8)
    target = compile_planar(texture(240, 320), progress=lambda *_: None).data
    proof = prove(faint, target, views=VIEWS)
    assert proof is not None
    assert proof.rate < 0.1
    assert "Weak in the dark" in [limit.text for limit in proof.limits]


def test_another_picture_is_no_proof(astronaut: Compiled):
    plain = np.full((300, 300), 128, np.uint8)
    proof = prove(plain, astronaut[1], views=VIEWS)
    assert proof is not None
    assert (proof.rate, proof.low) == (0, 0)
    assert proof.high < 0.15
    assert proof.limits[0].text == "A5 print: found at no distance for sure"


def test_a_repeating_picture_counts_its_wrong_answers_as_misses():
    tiles = np.tile(texture(40, 40), (6, 8))
    proof = prove(*compiled(tiles), views=VIEWS)
    assert proof is not None
    assert proof.rate < 0.6


def test_it_tells_how_far_it_is(astronaut: Compiled):
    shares: list[float] = []
    prove(*astronaut, views=VIEWS, progress=lambda step, share: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert len(shares) > VIEWS - MOST_VIEWS


@pytest.mark.parametrize("views", [0, 3, VIEWS - MOST_VIEWS + 2])
def test_it_stops_before_the_next_view_when_told(astronaut: Compiled, views: int):
    seen: list[str] = []
    stopped = prove(
        *astronaut, views=VIEWS, progress=lambda step, share: seen.append(step), stopped=lambda: len(seen) >= views
    )
    assert stopped is None
    assert len(seen) == views


def test_it_needs_some_views_of_every_kind(astronaut: Compiled):
    with pytest.raises(ValueError, match="too few"):
        prove(*astronaut, views=20)


def test_a_proof_is_kept_under_its_method_and_core(proof: Proof):
    assert proof_version() == f"{proof.method}-{proof.core_version}"
    assert proof_version() == proof_version()


def test_the_interval_is_wilsons():
    assert wilson(0.5, 100) == pytest.approx((0.4038, 0.5962), abs=1e-4)
    assert wilson(0.0, 30) == pytest.approx((0.0, 0.1135), abs=1e-4)
    assert wilson(1.0, 30) == pytest.approx((0.8865, 1.0), abs=1e-4)


@pytest.mark.parametrize(("name", "until"), [(name, until) for name in LADDERS for until in (-1, 0, 3, 6)])
def test_a_ladder_is_climbed_to_the_last_rung_that_stands(name: str, until: int):
    rungs = LADDERS[name].rungs
    asked: list[float] = []

    def finds(view: object) -> bool:
        asked.append(getattr(view, LADDERS[name].field))
        return asked[-1] in rungs[: until + 1]

    assert highest(name, finds) == (rungs[until] if until >= 0 else None)
    assert len(asked) <= LADDERS[name].most_views


def test_one_view_of_three_may_miss():
    def all_but(missed: int) -> Callable[[object], bool]:
        return lambda view: view != good("tilt", 6, missed)

    assert highest("tilt", all_but(0)) == highest("tilt", all_but(1)) == LADDERS["tilt"].rungs[-1]


def test_limits_are_plain_words():
    bounds = Boundaries(far=0.18, near=1.45, tilt=50.0)
    rates = {"blur": 0.2, "motion": 0.3, "glare": 0.4, "dark": 0.9}
    assert [limit.text for limit in told(bounds, rates, (400, 300))] == [
        "A5 print: found at 11-85 cm",
        "Found up to 50 degrees from the front",
        "Weak out of focus and while the camera shakes",
        "Weak when glare covers 15-50 % of it",
    ]
    poster = told(bounds, {}, (400, 300), print_width=600.0)
    assert poster[0].text == "Print 60 cm wide: found at 30-260 cm"


def test_a_square_picture_on_a5_is_smaller_than_a_long_one():
    bounds = Boundaries(far=0.2, near=1.0, tilt=None)
    reach, slant = told(bounds, {}, (300, 300))
    assert reach.text == "A5 print: found at 12-60 cm"
    assert slant.text == "Found only from the front"


def test_rates_are_counted_by_stratum():
    seen = [("far", "found"), ("far", "missed"), ("tilt", "wrong")]
    assert by_stratum(seen) == {  # type: ignore[arg-type] # literals widen in a list
        "far": {"rate": 0.5, "found": 1, "views": 2},
        "tilt": {"rate": 0.0, "found": 0, "views": 1},
    }
