from __future__ import annotations

import cv2
import numpy as np
import pytest

from adapters.markers.advice.likeness import ALIKE, Likeness, alike, alike_any
from tests.adapters.markers.advice.conftest import Known
from tests.adapters.markers.advice.drawn import GOOD, Colour, grey, in_the_middle, page, photograph, small, symmetric


def recompressed(picture: Colour) -> Colour:
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 40])
    read = cv2.imdecode(data, cv2.IMREAD_COLOR)
    assert read is not None
    return read.astype(np.uint8)


COPIES = {
    "the same": lambda: photograph(),
    "recompressed": lambda: recompressed(photograph()),
    "shrunk": small,
    "cropped": lambda: photograph()[40:400, 100:480].copy(),
    "brighter": lambda: (photograph() * 0.5 + 100).astype(np.uint8),
    "on paper": in_the_middle,
}


@pytest.mark.parametrize("kind", COPIES)
def test_a_copy_of_a_picture_is_alike_whichever_way_it_is_asked(kind: str, known: Known) -> None:
    first, second = known(photograph()).target, known(COPIES[kind]()).target
    there, back = alike(first, second), alike(second, first)
    assert there.score > 0.8
    assert not there.turned
    assert back == there


def test_a_copy_upside_down_is_alike_and_turned(known: Known) -> None:
    turned = photograph()[::-1, ::-1].copy()
    found = alike(known(turned).target, known(photograph()).target)
    assert found.score > 0.8
    assert found.turned


def test_different_photographs_are_not_alike(known: Known) -> None:
    targets = {name: known(photograph(name)).target for name in GOOD}
    for name, target in targets.items():
        assert [key for key, _ in alike_any(target, targets)] == [name]


def test_different_pages_of_text_are_not_alike(known: Known) -> None:
    assert alike(known(page(1)).target, known(page(2)).target) == Likeness(0.0, turned=False)


def test_the_most_alike_come_first_and_what_is_no_target_is_left_out(known: Known) -> None:
    others = {
        "half": known(symmetric()).target,
        "other": known(photograph("coffee.png")).target,
        "broken": b"no target",
        "same": known(photograph()).target,
    }
    found = alike_any(known(photograph()).target, others)
    assert [key for key, _ in found] == ["same", "half"]
    assert all(likeness.score >= ALIKE for _, likeness in found)


def test_a_picture_that_has_no_target_yet_can_be_compared(known: Known) -> None:
    assert alike(grey(photograph()), known(photograph()).target).score > 0.8


def test_a_file_that_is_no_target_is_refused(known: Known) -> None:
    with pytest.raises(ValueError, match=r"no target|shorter"):
        alike(known(photograph()).target, b"no target")
