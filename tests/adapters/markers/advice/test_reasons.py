from __future__ import annotations

import pytest
from msgspec.structs import replace

from adapters.markers.advice.measures.measured import Measures
from adapters.markers.advice.reasons import reasons, told
from tests.adapters.markers.advice.conftest import Known
from tests.adapters.markers.advice.drawn import BAD, GOOD, dark, few_shapes, grey, on_paper, page, photograph, symmetric

SOUND = Measures(
    size=(600, 400), light=220, contrast=200, letters=0, lettered=0, shift=0.1, squares=150, distinct=500, twins=0.1
)


def codes(found: tuple) -> list[str]:
    return [reason.code for reason in found]


@pytest.mark.parametrize("name", GOOD)
def test_a_good_photograph_is_given_no_reason(name: str, known: Known) -> None:
    picture = photograph(name)
    assert reasons(grey(picture), known(picture)) == ()


@pytest.mark.parametrize("code", BAD)
def test_a_picture_that_is_bad_in_one_way_is_told_that_one(code: str, known: Known) -> None:
    picture = BAD[code]()
    assert codes(reasons(grey(picture), known(picture), rates={"nft": 0.1 if code == "text_for_nft" else 0.9})) == [
        code
    ]


def test_the_side_where_the_points_are_is_said(known: Known) -> None:
    picture = BAD["one_sided"]()
    for turned, side in ((picture, "left third"), (picture[:, ::-1].copy(), "right third")):
        (reason,) = reasons(grey(turned), known(turned))
        assert side in reason.text


@pytest.mark.parametrize(
    ("box", "where"),
    [
        ((0.0, 0.1, 1.0, 0.3), "upper third"),
        ((0.1, 0.7, 0.9, 1.0), "lower third"),
        ((0.7, 0.7, 1.0, 1.0), "lower right corner"),
    ],
)
def test_thirds_and_corners_have_names(box: tuple[float, float, float, float], where: str) -> None:
    (reason,) = told(replace(SOUND, box=box), {})
    assert reason.code == "one_sided"
    assert where in reason.text


def test_a_symmetric_picture_says_by_how_much_it_may_be_turned(known: Known) -> None:
    picture = symmetric()
    (reason,) = reasons(grey(picture), known(picture))
    assert "turned by 180 degrees" in reason.text


def test_a_text_page_is_only_said_to_be_nothing_for_nft_where_nft_is_weak(known: Known) -> None:
    picture = page(1)
    for rates, told_of in (({"nft": 0.0}, True), ({}, True), ({"nft": 0.8}, False)):
        assert ("text_for_nft" in codes(reasons(grey(picture), known(picture), rates=rates))) is told_of


def test_a_picture_of_no_text_that_nft_hardly_finds_says_so(known: Known) -> None:
    picture = photograph()
    assert codes(reasons(grey(picture), known(picture), rates={"nft": 0.1, "planar": 0.9})) == ["few_for_nft"]
    assert codes(reasons(grey(picture), None, rates={"nft": 0.1, "planar": 0.0})) == []


def test_a_dark_picture_is_not_also_blamed_for_its_contrast_and_few_details(known: Known) -> None:
    picture = dark()
    assert codes(reasons(grey(picture), known(picture))) == ["too_dark"]


def test_a_sign_on_an_empty_sheet_is_not_blamed_for_the_contrast_of_the_sheet(known: Known) -> None:
    sheet = on_paper(900, 700, 350, 300, page(1)[40:110, 30:250])
    assert "empty_margins" in codes(reasons(grey(sheet), known(sheet)))
    assert "low_contrast" not in codes(reasons(grey(sheet), known(sheet)))


def test_what_harms_most_comes_first() -> None:
    bad = Measures(
        size=(800, 100), light=200, contrast=30, letters=0, lettered=0, shift=0.9, squares=200, distinct=5, twins=0.9,
        turned=180, box=(0.0, 0.0, 0.3, 1.0),
    )  # fmt: skip
    assert codes(told(bad, {"nft": 0.0})) == ["repeating", "symmetric", "low_contrast", "one_sided", "too_thin"]


def test_a_picture_that_is_nothing_for_the_default_engine_is_judged_by_its_pixels() -> None:
    assert codes(reasons(grey(dark()), None)) == ["too_dark"]
    assert reasons(grey(few_shapes()), None) == ()
