from __future__ import annotations

from uuid import UUID

import pytest

from application import commands
from application.ports import InputRejected, WorkFailed
from domain.marker import MarkerFailed, MarkerGenerated, MarkerRejected
from tests.story import NO_FEATURES
from tests.workers.benches import Workshop


@pytest.fixture
def image(shop: Workshop) -> UUID:
    return shop.upload(shop.story.project())


def test_a_marker_gets_files_that_lie_side_by_side_under_one_name(shop: Workshop, image: UUID):
    marker = shop.story.marker(image)
    shop.process(image)
    shop.generate(marker)
    generated = shop.story.app.read(marker)[-1]
    assert isinstance(generated, MarkerGenerated)
    assert (generated.keypoints, generated.points, generated.dpi) == (9, 4, 72)
    assert {name: engine.files for name, engine in generated.engines.items()} == {
        "nft": (".iset", ".fset", ".fset3"),
        "planar": (".planar",),
        "mind": (".mind",),
    }
    for name, engine in generated.engines.items():
        assert engine.base.startswith(f"public/{name}/")
        assert engine.base.endswith("/target")
        assert {engine.base + ending for ending in engine.files} < set(shop.store.objects)


def test_a_picture_for_one_engine_only_becomes_its_marker_and_says_why_not_the_others(shop: Workshop, image: UUID):
    marker = shop.story.marker(image)
    shop.process(image)
    shop.tools.refused = {"nft": NO_FEATURES}
    shop.generate(marker)
    generated = shop.story.app.read(marker)[-1]
    assert isinstance(generated, MarkerGenerated)
    assert (list(generated.engines), generated.refused) == (["planar", "mind"], {"nft": NO_FEATURES})


def test_a_picture_that_no_viewer_could_find_is_rejected_though_it_has_files_to_take_away(shop: Workshop, image: UUID):
    marker = shop.story.marker(image)
    shop.process(image)
    shop.tools.refused = {"planar": NO_FEATURES, "nft": NO_FEATURES}
    shop.generate(marker)
    rejected = shop.story.app.read(marker)[-1]
    assert isinstance(rejected, MarkerRejected)
    assert rejected.reason == NO_FEATURES


def test_the_same_picture_gets_the_same_name_again(shop: Workshop, image: UUID):
    first, second = shop.story.marker(image), shop.story.marker(image)
    shop.process(image)
    for marker in (first, second):
        shop.generate(marker)
    bases = {shop.story.app.read(marker)[-1].engines["nft"].base for marker in (first, second)}  # type: ignore[attr-defined] # generated
    assert len(bases) == 1


def test_a_marker_whose_picture_is_on_its_way_waits_without_being_counted(shop: Workshop, image: UUID):
    marker = shop.story.marker(image)
    for _ in range(9):
        shop.generate(marker)
    assert (shop.topics(marker), shop.tools.runs) == ([], 0)
    shop.process(image)
    shop.generate(marker)
    assert shop.topics(marker) == ["marker.generated"]


def test_a_refused_picture_refuses_the_marker_with_its_reason(shop: Workshop, image: UUID):
    marker = shop.story.marker(image)
    shop.story.reject(image)
    shop.generate(marker)
    rejected = shop.story.app.read(marker)[-1]
    assert isinstance(rejected, MarkerRejected)
    assert (rejected.reason.code, rejected.reason.detail) == ("image_rejected", NO_FEATURES.detail)


def test_a_deleted_picture_refuses_the_marker(shop: Workshop, image: UUID):
    marker = shop.story.marker(image)
    shop.story.give(commands.DeleteMedia, media_id=image)
    shop.generate(marker)
    rejected = shop.story.app.read(marker)[-1]
    assert isinstance(rejected, MarkerRejected)
    assert rejected.reason.code == "image_deleted"


def test_a_failed_picture_fails_the_marker_which_can_be_asked_for_again(shop: Workshop, image: UUID):
    marker = shop.story.marker(image)
    shop.story.fail(image)
    shop.generate(marker)
    failed = shop.story.app.read(marker)[-1]
    assert isinstance(failed, MarkerFailed)
    assert failed.reason.code == "image_failed"
    shop.story.give(commands.RequestMediaProcessing, media_id=image)
    shop.story.give(commands.RequestMarkerGeneration, marker_id=marker)
    shop.process(image)
    shop.generate(marker)
    assert shop.topics(marker)[-1] == "marker.generated"


def test_a_picture_without_features_is_refused_with_the_reason(shop: Workshop, image: UUID):
    marker = shop.story.marker(image)
    shop.process(image)

    def refuse() -> None:
        raise InputRejected(NO_FEATURES.code, NO_FEATURES.detail)

    shop.tools.action = refuse
    shop.generate(marker)
    rejected = shop.story.app.read(marker)[-1]
    assert isinstance(rejected, MarkerRejected)
    assert rejected.reason == NO_FEATURES


def test_a_compiler_that_fails_three_times_fails_the_marker(shop: Workshop, image: UUID):
    marker = shop.story.marker(image)
    shop.process(image)

    def fail() -> None:
        raise WorkFailed("out of memory")

    shop.tools.action = fail
    for _ in range(3):
        shop.generate(marker)
    assert shop.topics(marker) == ["marker.failed"]


def test_a_marker_deleted_during_the_work_leaves_nothing_behind(shop: Workshop, image: UUID):
    marker = shop.story.marker(image)
    shop.process(image)
    before = set(shop.store.objects)
    shop.tools.action = lambda: shop.story.give(commands.DeleteMarker, marker_id=marker)
    shop.generate(marker)
    assert (shop.topics(marker), set(shop.store.objects)) == (["marker.deleted"], before)
    shop.generate(marker)
    assert shop.tools.runs == 2
