"""The reader of target files takes what is whole, refuses the rest and never leaves its memory."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from adapters.markers.planar.writing import VERSION, packed
from adapters.tracking.workbench import Workbench
from tests.core.files import CUT_OFF, DAMAGED, NEWER, NOT_ONE, QUARTER, SIDEWAYS, drawn, sealed, whole
from tests.core.parts import Parts

REFUSED = {NOT_ONE, NEWER, CUT_OFF, DAMAGED}


@pytest.fixture(scope="module")
def benches(builds: dict[str, Parts]) -> dict[str, Workbench]:
    return {name: Workbench(name) for name in builds}


@pytest.fixture(scope="module")
def bench(benches: dict[str, Workbench]) -> Workbench:
    return benches["workbench"]


def changed(data: bytes, at: int, value: bytes) -> bytes:
    return sealed(data[:at] + value + data[at + len(value) :])


def within(target: np.void) -> bool:
    """Whether every field that a tracker relies on is in its range."""
    features, points = target["feature"][: target["features"]], target["point"][: target["points"]]
    places = [
        np.all((records[axis] >= -0.5) & (records[axis] <= target[side] - 0.5))
        for records in (features, points)
        for axis, side in (("x", "width"), ("y", "height"))
    ]
    codes = np.all(features["view"] < target["views"]) and np.all(features["turn"] < 64)
    views = target["view"][: target["views"]]
    return bool(all(places) and codes and np.all(points["level"] < 5) and np.isfinite(views).all())


def test_what_was_written_is_read(bench: Workbench):
    parts = drawn(bench)
    read = bench.read(packed(parts))
    assert not isinstance(read, int)
    assert (read["picture_width"], read["picture_height"], read["print_width"]) == (640, 480, 123.5)
    assert (read["width"], read["height"], read["image_bytes"]) == (60, 44, len(parts.image))
    assert np.array_equal(read["view"][:3], parts.views)
    features, points = read["feature"][:7], read["point"][:7]
    assert (read["views"], read["features"], read["points"]) == (3, 7, 7)
    for name in ("x", "y", "view", "turn", "bright", "weight"):
        assert np.array_equal(features[name], parts.features[name]), name
    assert features["bits"].tobytes() == parts.features["bits"].tobytes()
    for name in ("x", "y", "level", "weight"):
        assert np.array_equal(points[name], parts.points[name]), name
    assert bytes(read["image"][: read["image_bytes"]]) == parts.image


def test_the_repeats_of_a_picture_are_read(bench: Workbench):
    parts = drawn(bench)
    moves = np.array([[24.5, -3], [2, 30]])
    read = bench.read(packed(parts._replace(repeats=moves)))
    assert not isinstance(read, int)
    assert np.array_equal(read["repeat"], moves)
    assert read["period"] == pytest.approx(np.hypot(24.5, 3))
    assert bytes(read["image"][: read["image_bytes"]]) == parts.image


def test_how_a_picture_looks_like_itself_is_read(bench: Workbench):
    parts, tells = drawn(bench), np.arange(7, dtype=np.uint16) << 9
    likes = np.concatenate([SIDEWAYS[:1], QUARTER, SIDEWAYS[1:]])
    read = bench.read(packed(parts._replace(likes=likes, tells=tells)))
    assert not isinstance(read, int)
    assert read["likes"] == 4
    assert np.array_equal(read["like"][:4, :2], likes)
    assert read["step"] == pytest.approx(np.hypot(24.5, 3))
    assert np.array_equal(read["point"]["tells"][:7], tells)
    assert bytes(read["image"][: read["image_bytes"]]) == parts.image


def test_a_picture_that_is_only_turned_has_no_step(bench: Workbench):
    read = bench.read(packed(drawn(bench)._replace(likes=QUARTER, tells=np.zeros(7, np.uint16))))
    assert not isinstance(read, int)
    assert (read["likes"], read["step"]) == (2, 0)


@pytest.mark.parametrize("spoilt", [(0, 0, np.nan), (0, 0, -1), (1, 2, 1025), (0, 1, 9)])
def test_maps_that_mirror_or_lead_far_away_are_refused(bench: Workbench, spoilt: tuple[int, int, float]):
    row, column, value = spoilt
    likes = SIDEWAYS.copy()
    likes[1, row, column] = value
    assert bench.read(packed(drawn(bench)._replace(likes=likes, tells=np.zeros(7, np.uint16)))) == DAMAGED


def test_more_maps_than_there_is_room_for_are_refused(bench: Workbench):
    likes = np.repeat(SIDEWAYS, 9, axis=0)
    assert bench.read(packed(drawn(bench)._replace(likes=likes, tells=np.zeros(7, np.uint16)))) == DAMAGED


def test_a_second_movement_in_line_with_the_first_leads_out_of_the_picture(bench: Workbench):
    parts = drawn(bench)
    for second in ([0, 0], [40, 1]):
        moves = np.array([[20, 0], second], float)
        read = bench.read(packed(parts._replace(repeats=moves)))
        assert not isinstance(read, int)
        assert read["period"] == 20
        assert np.hypot(*read["repeat"][1]) > 60


def test_a_picture_without_repeats_has_no_bytes_about_them(bench: Workbench):
    read = bench.read(whole(bench))
    assert not isinstance(read, int)
    assert (read["period"], read["likes"], read["step"]) == (0, 0, 0)
    likely = packed(drawn(bench)._replace(likes=SIDEWAYS, tells=np.zeros(7, np.uint16)))
    assert len(likely) == len(whole(bench)) + 2 * 24 + 7 * 2
    assert bench.read(changed(likely, 6, b"\0\0")) == DAMAGED
    assert bench.read(changed(whole(bench), 6, b"\1\0")) == DAMAGED


def test_a_file_without_views_features_or_points_is_read(bench: Workbench):
    parts = drawn(bench)
    read = bench.read(
        packed(parts._replace(views=parts.views[:0], features=parts.features[:0], points=parts.points[:0]))
    )
    assert not isinstance(read, int)
    assert read["features"] == 0


def test_every_beginning_of_a_file_is_refused(bench: Workbench):
    data = whole(bench)
    answers = [bench.read(data[:size]) for size in range(len(data))]
    assert set(answers[:8]) == {NOT_ONE}
    assert set(answers[8:]) == {CUT_OFF}


def test_every_beginning_with_a_right_checksum_is_refused(bench: Workbench):
    data = whole(bench)
    template = len(data) - len(drawn(bench).image)
    answers = [bench.read(sealed(data[:size])) for size in range(16, template)]
    assert set(answers) <= {CUT_OFF, DAMAGED}


def test_one_byte_too_many_is_refused(bench: Workbench):
    assert bench.read(whole(bench) + b"\0") == CUT_OFF
    assert bench.read(sealed(whole(bench) + b"\0")) == DAMAGED


def test_any_other_byte_is_noticed(bench: Workbench):
    data = whole(bench)
    for at in range(len(data)):
        assert bench.read(data[:at] + bytes([data[at] ^ 16]) + data[at + 1 :]) in REFUSED, at


@pytest.mark.parametrize(
    ("at", "value", "answer"),
    [
        (0, b"PRPT", NOT_ONE),
        (4, (VERSION + 1).to_bytes(2, "little"), NEWER),
        (4, b"\0\0", NEWER),
        (16, bytes(4), DAMAGED),
        (24, b"\0\0\xc0\x7f", DAMAGED),
        (24, b"\0\0\x80\xbf", DAMAGED),
        (28, (31).to_bytes(2, "little"), DAMAGED),
        (30, (513).to_bytes(2, "little"), DAMAGED),
        (32, (65).to_bytes(2, "little"), DAMAGED),
        (34, (65535).to_bytes(2, "little"), DAMAGED),
        (48, b"\0\0\x80\x7f", DAMAGED),
        (48, bytes(16), DAMAGED),
        (48 + 3 * 16, b"\xff\xff", DAMAGED),
        (48 + 3 * 16 + 4, b"\3", DAMAGED),
        (48 + 3 * 16 + 5, b"\x40", DAMAGED),
        (48 + 3 * 16 + 7 * 39 + 4, b"\5", DAMAGED),
    ],
    ids=(
        "kind newer older picture print-nan print-negative narrow tall "
        "views features infinite flat place view turn level".split()
    ),
)
def test_values_out_of_range_are_refused(bench: Workbench, at: int, value: bytes, answer: int):
    assert bench.read(changed(whole(bench), at, value)) == answer


def test_a_refused_file_leaves_the_last_target_alone(bench: Workbench):
    before = bench.read(whole(bench))
    assert bench.read(changed(whole(bench, seed=2), 34, b"\xff\xff")) == DAMAGED
    assert bench.last() == before


def test_two_thousand_changes_are_refused_or_in_range(bench: Workbench):
    random, data = np.random.default_rng(7), np.frombuffer(whole(bench), np.uint8)
    taken = 0
    for _ in range(2000):
        other = data.copy()
        at = random.integers(0, len(data) if random.integers(2) else 100, random.integers(1, 6))
        other[at] = random.integers(0, 256, len(at))
        read = bench.read(sealed(other.tobytes()))
        if isinstance(read, int):
            assert read in REFUSED
            continue
        taken += 1
        assert within(read)
        bench.decode(bytes(read["image"][: read["image_bytes"]]), (read["height"], read["width"]))
    assert taken > 100


@given(data=some.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_no_other_bytes_are_a_target(bench: Workbench, data: bytes):
    assert bench.read(data) in REFUSED
    assert bench.read(sealed(b"ARPT\1\0" + data.ljust(60, b"\0"))) in REFUSED


@given(image=some.binary(max_size=300), width=some.integers(1, 80), height=some.integers(1, 80))
@settings(max_examples=200, deadline=None)
def test_any_bytes_decode_to_the_same_picture_everywhere(
    benches: dict[str, Workbench], image: bytes, width: int, height: int
):
    decoded = [one.decode(image, (height, width)) for one in benches.values()]
    assert np.array_equal(*decoded)


@given(
    seed=some.integers(0, 1000),
    step=some.integers(1, 2047),
    width=some.integers(32, 130),
    height=some.integers(32, 130),
)
@settings(max_examples=60, deadline=None)
def test_a_template_comes_back_within_its_step(bench: Workbench, seed: int, step: int, width: int, height: int):
    random = np.random.default_rng(seed)
    grey = random.integers(0, 256, (height, width), np.uint8)
    image = bench.encode(grey, step)
    if len(image) <= 61_440:
        error = bench.decode(image, grey.shape).astype(int) - grey
        assert np.sqrt(np.mean(error**2)) <= 0.75 + 2 * step / 8
