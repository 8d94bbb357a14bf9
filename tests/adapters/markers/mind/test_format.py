"""What is written reads back the same; what MindAR could not load is refused."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.markers.formats import BadFile, mind
from adapters.markers.formats.mind import Cluster, Level, Node, Place, Point, Size, Target, TrackingImage, number

WORDS = [0, 1, 255, 2**31, 2**32 - 1] + [7] * 16
LEAF = Node(None, leaf=True, point_indexes=[0])
EMPTY = Cluster(Node(None, leaf=True, point_indexes=[]))
POINT = Point(True, 1.5, 2, 4, -0.25, WORDS)


def level(points: list[Point], root: Node) -> Level:
    return Level(points, [], Cluster(root), EMPTY, 8, 6, 0.5)


def target(*levels: Level) -> Target:
    images = [TrackingImage(bytes(range(12)), 2, 4, 3, [Place(1, 2)]), TrackingImage(b"", 1, 0, 0, [])]
    return Target(Size(8, 6), images, list(levels))


def test_the_bytes_are_those_of_the_format():
    data = mind.write([target(level([POINT], LEAF))])
    as_it_is = msgspec.msgpack.decode(data)
    assert list(as_it_is) == ["v", "dataList"]
    (one,) = as_it_is["dataList"]
    assert list(one) == ["targetImage", "trackingData", "matchingData"]
    assert one["trackingData"][0] == {
        "data": bytes(range(12)),
        "scale": 2,
        "width": 4,
        "height": 3,
        "points": [{"x": 1, "y": 2}],
    }
    (scale,) = one["matchingData"]
    assert list(scale) == [
        "maximaPoints",
        "minimaPoints",
        "maximaPointsCluster",
        "minimaPointsCluster",
        "width",
        "height",
        "scale",
    ]
    assert list(scale["maximaPoints"][0].items()) == [
        ("maxima", True),
        ("x", 1.5),
        ("y", 2),
        ("scale", 4),
        ("angle", -0.25),
        ("descriptors", WORDS),
    ]
    root = {"centerPointIndex": None, "leaf": True, "pointIndexes": [0]}
    assert scale["maximaPointsCluster"] == {"rootNode": root}
    assert data.startswith(b"\x82\xa1v\x02\xa8dataList\x91\x83\xabtargetImage\x82\xa5width\x08")
    assert b"\xa1x\xcb\x3f\xf8" + bytes(6) + b"\xa1y\x02" in data


def test_several_pictures_read_back_in_their_order():
    inner = Node(None, leaf=False, children=[Node("0", leaf=True, point_indexes=[0])])
    two = [target(level([POINT], LEAF)), target(level([POINT], inner), level([], EMPTY.root_node))]
    assert mind.read(mind.write(two)) == two
    assert mind.write(mind.read(mind.write(two))) == mind.write(two)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_whole_numbers_are_packed_as_such(value: float):
    assert number(value) == value
    assert isinstance(number(value), int) == value.is_integer()


DARK = msgspec.structs.replace(POINT, maxima=False)
SHORT = msgspec.structs.replace(POINT, descriptors=WORDS[1:])
FAULTY = {
    "no pictures": [],
    "a dark point among bright ones": [target(level([DARK], LEAF))],
    "a short descriptor": [target(level([SHORT], LEAF))],
    "a point in no leaf": [target(level([POINT, POINT], LEAF))],
    "a point in two leaves": [target(level([POINT], Node(None, leaf=False, children=[LEAF, LEAF])))],
    "a leaf without indices": [target(level([POINT], Node(None, leaf=True)))],
    "too few pixels": [Target(Size(8, 6), [TrackingImage(b"abc", 1, 2, 2, [])], [])],
    "a template outside": [Target(Size(8, 6), [TrackingImage(b"abcd", 1, 2, 2, [Place(2, 0)])], [])],
}


@pytest.mark.parametrize("fault", FAULTY)
def test_files_that_do_not_hold_together_are_refused(fault: str):
    with pytest.raises(BadFile):
        mind.read(mind.write(FAULTY[fault]))


def test_another_version_is_refused():
    with pytest.raises(BadFile, match="version 1"):
        mind.read(mind.write([target()]).replace(b"\xa1v\x02", b"\xa1v\x01"))


@given(st.binary(max_size=200))
def test_other_bytes_are_refused_or_read_as_they_are(data: bytes):
    try:
        read = mind.read(data)
    except BadFile:
        return
    assert mind.write(read) == data


def test_a_file_that_is_cut_anywhere_is_refused():
    data = mind.write([target(level([POINT], LEAF))])
    for end in range(len(data)):
        with pytest.raises(BadFile):
            mind.read(data[:end])
