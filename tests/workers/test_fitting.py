"""A video is fitted by itself: found, refused, failed, or of no use any more."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import cv2
import pytest

from adapters.markers.fitting.tool import ChildFitter
from application import commands
from application.ports import InputRejected, Progress, WorkFailed
from benchmarks.fitting.pairs import Pair, picture, write
from domain.fitting import FittingFailed, FittingFound, FittingRefused
from domain.values import VideoFit
from tests.story import CLIP, FOUND, NOT_IN_VIDEO, RENDITIONS
from tests.workers.benches import Workshop
from workers.fitting import FittingWork


class Told:
    """Finds what it is told to, after ``action``; ``runs`` counts how often it looked."""

    def __init__(self) -> None:
        self.action: Callable[[], None] = lambda: None
        self.runs = 0

    def fit(self, picture: Path, video: Path, progress: Progress) -> VideoFit:
        self.runs += 1
        assert (picture.read_bytes(), video.read_bytes()) == (b"picture", b"video")
        self.action()
        progress("search", 0.5)
        return FOUND


class Fitted:
    """A marker whose only video is to fit by itself, and who looks for the picture in it."""

    def __init__(self, shop: Workshop, picture: bytes = b"picture", video: bytes = b"video") -> None:
        self.shop, self.story, self.fitter = shop, shop.story, Told()
        for key, body in ((RENDITIONS[0].key, picture), (CLIP[0].key, video)):
            shop.store.put(key, io.BytesIO(body), len(body), "x/x")
        project = self.story.project()
        self.image, self.video = self.story.upload(project), self.story.upload(project, "video")
        self.marker = self.story.marker(self.image, self.video)

    @property
    def job(self) -> UUID:
        return self.story.app.streams().marker(self.marker).fittings[self.video].job_id

    def work(self, fitter: ChildFitter | None = None) -> None:
        FittingWork(self.shop.bench, fitter or self.fitter).fit_video(self.job, self.marker)

    def end(self) -> object:
        return self.story.app.read(self.marker)[-1]

    def ready(self) -> Fitted:
        self.story.process(self.image)
        self.story.process(self.video)
        return self


@pytest.fixture
def fitted(shop: Workshop) -> Fitted:
    return Fitted(shop)


def test_a_search_waits_for_the_picture_and_the_video_without_being_counted(fitted: Fitted):
    for _ in range(9):
        fitted.work()
    fitted.story.process(fitted.image)
    fitted.work()
    assert fitted.fitter.runs == 0
    fitted.story.process(fitted.video)
    fitted.work()
    end = fitted.end()
    assert isinstance(end, FittingFound)
    assert (end.video_id, end.fit) == (fitted.video, FOUND)


def test_a_search_that_is_asked_for_twice_is_recorded_once(fitted: Fitted):
    fitted.ready().work()
    fitted.work()
    assert (fitted.fitter.runs, fitted.shop.topics(fitted.marker)) == (1, ["fitting.requested", "fitting.found"])


def test_a_video_without_the_picture_is_refused_with_the_reason(fitted: Fitted):
    def refuse() -> None:
        raise InputRejected(NOT_IN_VIDEO.code, NOT_IN_VIDEO.detail)

    fitted.fitter.action = refuse
    fitted.ready().work()
    end = fitted.end()
    assert isinstance(end, FittingRefused)
    assert end.reason == NOT_IN_VIDEO


def test_a_search_that_fails_three_times_can_be_asked_for_again(fitted: Fitted):
    def fail() -> None:
        raise WorkFailed("out of memory")

    fitted.fitter.action = fail
    fitted.ready()
    for _ in range(3):
        fitted.work()
    assert isinstance(fitted.end(), FittingFailed)
    fitted.story.generate(fitted.marker)
    fitted.story.give(commands.RequestMarkerGeneration, marker_id=fitted.marker)
    fitted.fitter.action = lambda: None
    fitted.work()
    assert isinstance(fitted.end(), FittingFound)


def test_a_refused_or_deleted_video_refuses_the_search(shop: Workshop):
    for end, code in (("reject", "video_rejected"), ("delete", "video_deleted")):
        fitted = Fitted(shop)
        fitted.story.process(fitted.image)
        if end == "reject":
            fitted.story.reject(fitted.video)
        else:
            fitted.story.give(commands.DeleteMedia, media_id=fitted.video)
        fitted.work()
        refused = fitted.end()
        assert isinstance(refused, FittingRefused)
        assert refused.reason.code == code


def test_a_video_that_failed_fails_the_search(fitted: Fitted):
    fitted.story.process(fitted.image)
    fitted.story.fail(fitted.video)
    fitted.work()
    end = fitted.end()
    assert isinstance(end, FittingFailed)
    assert end.reason.code == "video_failed"


def test_a_marker_deleted_during_the_search_records_nothing(fitted: Fitted):
    fitted.fitter.action = lambda: fitted.story.give(commands.DeleteMarker, marker_id=fitted.marker)
    fitted.ready().work()
    assert fitted.shop.topics(fitted.marker) == ["fitting.requested", "marker.deleted"]
    fitted.work()
    assert fitted.fitter.runs == 1


def test_the_child_finds_a_picture_that_lies_turned_in_a_larger_scene(shop: Workshop, tmp_path: Path):
    pair = Pair("coffee", size=0.7, turn=90.0, behind="brick", seconds=0.5)
    told, png = cv2.imencode(".png", picture("coffee"))
    assert told
    fitted = Fitted(shop, png.tobytes(), write(pair, tmp_path / "a.mp4").read_bytes()).ready()
    fitted.work(ChildFitter())
    end = fitted.end()
    assert isinstance(end, FittingFound)
    assert end.fit.rotation == pytest.approx(270, abs=0.1)
    assert (end.fit.offset_x, end.fit.offset_y) == pytest.approx((0, 0), abs=0.002)
    assert (end.fit.start, end.fit.error < 0.01) == (0, True)
