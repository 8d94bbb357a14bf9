from __future__ import annotations

import cv2
import msgspec
import numpy as np
import pytest

from adapters.markers.advice.likeness import alike
from adapters.markers.advice.measures.repetition import twins
from adapters.markers.advice.proposals import apply, propose
from adapters.markers.advice.proposals.border import framed
from adapters.markers.advice.proposals.contrast import evened, levels
from domain.quality import Proposal
from tests.adapters.markers.advice.conftest import Known
from tests.adapters.markers.advice.drawn import Colour, grey, in_the_left_third, pale, photograph, thin, tiles


def by_spread(picture: Colour) -> int:
    """A score that contrast alone makes better."""
    return min(100, round(float(grey(picture).std())))


def by_fullness(picture: Colour) -> int:
    """A score that grows as plain paper gets less."""
    return round(100 * float((np.abs(cv2.Laplacian(grey(picture), cv2.CV_32F)) > 12).mean()))


def by_frame(picture: Colour) -> int:
    """A score for pictures with dark outermost pixels."""
    shade = grey(picture)
    return round(100 * float((shade[0] < 40).mean()))


def test_a_crop_is_proposed_where_the_rest_is_empty(known: Known) -> None:
    picture = in_the_left_third()
    best, *_ = propose(picture, known(picture), by_fullness)
    assert best.kind == "crop"
    assert best.after > 2 * best.before
    cropped = apply(picture, best)
    assert by_fullness(cropped) == best.after
    assert cropped.shape[0] >= 400
    assert max(cropped.shape[:2]) <= 2.01 * min(cropped.shape[:2])


def test_a_thin_picture_may_be_cut_to_a_piece_that_is_not(known: Known) -> None:
    picture = thin()

    def by_shape(piece: Colour) -> int:
        return 60 if piece.shape[1] < 3 * piece.shape[0] else 20

    (crop,) = [one for one in propose(picture, known(picture), by_shape) if one.kind == "crop"]
    assert apply(picture, crop).shape == (140, 280, 3)


def test_contrast_is_proposed_for_a_pale_picture_and_keeps_its_size(known: Known) -> None:
    picture = pale()
    best, *_ = propose(picture, known(picture), by_spread)
    assert best.kind == "contrast"
    better = apply(picture, best)
    assert better.shape == picture.shape
    assert by_spread(better) == best.after > 40


def test_contrast_leaves_colours_their_hue(known: Known) -> None:
    picture = pale()
    best, *_ = propose(picture, known(picture), by_spread)
    before, after = (cv2.cvtColor(one, cv2.COLOR_BGR2LAB).astype(float) for one in (picture, apply(picture, best)))
    strong = np.hypot(before[:, :, 1] - 128, before[:, :, 2] - 128) > 4
    angles = [np.arctan2(one[:, :, 2] - 128, one[:, :, 1] - 128)[strong] for one in (before, after)]
    assert np.cos(angles[0] - angles[1]).mean() > 0.9


def test_a_frame_makes_a_repeating_picture_s_places_different(known: Known) -> None:
    picture = tiles()
    (frame,) = [one for one in propose(picture, known(picture), by_frame) if one.kind == "border"]
    better = apply(picture, frame)
    assert better.shape == (720, 920, 3)
    assert np.array_equal(better[60:-60, 60:-60], picture)
    assert twins(known(better))[1] > 3 * twins(known(picture))[1]


def test_framed_pictures_do_not_become_alike(known: Known) -> None:
    first, second = (
        apply(picture, Proposal(kind="border", parameters=framed(grey(picture)), before=0, after=0, text=""))
        for picture in (tiles(), photograph())
    )
    assert alike(known(first).target, known(second).target).score == 0


def test_nothing_is_proposed_that_gains_too_little(known: Known) -> None:
    picture = photograph()
    assert propose(picture, known(picture), lambda _: 60) == ()
    scores = iter([60, 62, 62, 62, 62])
    assert propose(picture, known(picture), lambda _: next(scores)) == ()


def test_a_picture_that_cannot_get_better_is_rated_once(known: Known) -> None:
    asked = []
    picture = photograph()
    assert propose(picture, known(picture), lambda one: asked.append(one) or 99) == ()
    assert len(asked) == 1


def test_a_picture_of_full_contrast_is_not_spread_any_further(known: Known) -> None:
    picture = photograph()
    for change in (levels, evened):
        assert change(grey(picture)) is None
        assert change(grey(pale())) is not None


def test_there_is_one_proposal_of_a_kind_the_best_first(known: Known) -> None:
    picture = pale()
    of_one_size = iter([10, 40, 20])

    def rate(version: Colour) -> int:
        larger = version.size - picture.size
        return next(of_one_size) if larger == 0 else 35 if larger > 0 else 5

    found = propose(picture, known(picture), rate)
    assert [(one.kind, one.after) for one in found] == [("contrast", 40), ("border", 35)]


def test_a_proposal_survives_being_written_down_and_fits_another_resolution(known: Known) -> None:
    picture = in_the_left_third()
    best, *_ = propose(picture, known(picture), by_fullness)
    read = msgspec.json.decode(msgspec.json.encode(best), type=Proposal)
    twice = np.repeat(np.repeat(picture, 2, axis=0), 2, axis=1)
    small, large = apply(picture, read), apply(twice, read)
    assert np.abs(np.array(large.shape[:2]) - 2 * np.array(small.shape[:2])).max() <= 2


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("crop", {"left": 0.5, "top": 0.0, "right": 0.4, "bottom": 1.0}),
        ("crop", {"left": 0.0}),
        ("contrast", {"black": 200.0, "white": 100.0, "gamma": 1.0}),
        ("contrast", {"clip": 1e9, "tiles": 8.0}),
        ("border", {"width": 4.0, "seed": 1.0}),
        ("border", {"width": float("nan"), "seed": 1.0}),
    ],
)
def test_parameters_out_of_range_are_refused(kind: str, parameters: dict[str, float]) -> None:
    made_up = Proposal(kind=kind, parameters=parameters, before=0, after=9, text="")  # type: ignore[arg-type] # as read
    with pytest.raises(ValueError, match=r"goe?s?|has no"):
        apply(photograph(), made_up)
