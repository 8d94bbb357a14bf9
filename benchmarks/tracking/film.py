"""Films a story: frames with their exact corners, segment by segment."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.tracking import pictures
from benchmarks.tracking.camera import backdrops, covers
from benchmarks.tracking.camera.drawing import draw, laid
from benchmarks.tracking.camera.effects import developed
from benchmarks.tracking.camera.optics import Camera, project
from benchmarks.tracking.camera.pose import Floats, Move, View
from benchmarks.tracking.camera.texture import Texture
from benchmarks.tracking.story import Segment, Story

Image = NDArray[Any]
SEEN = 0.35
"""Share of the picture in the frame from which it counts as visible; with less, but some, a frame is not judged."""
BLUR = 1.2
"""Pixels between the exposures that a moving picture's blur is the mean of."""
EXPOSURES = 20
VARIANTS = 3
"""Of each kind of backdrop, in one clip."""


@dataclass(frozen=True)
class Frame:
    """``corners``: TL TR BR BL as they are; ``fit``: of the homography nearest to a distorted picture."""

    image: Image
    segment: str
    share: float
    """How much of the picture is in the frame, 0..1."""
    corners: Floats | None = None
    fit: Floats | None = None


@dataclass(frozen=True)
class Shot:
    """One segment in its place: ``index`` in the story, ``first`` frame of the clip, ``start`` already known."""

    story: Story
    segment: Segment
    index: int
    first: int

    @property
    def camera(self) -> Camera:
        lens = self.segment.lens
        story = self.story
        return Camera(story.width, story.height, story.focal, lens.k1, lens.k2, lens.readout, lens.bend)

    @cached_property
    def move(self) -> Move:
        segment, fps = self.segment, self.story.fps
        start = segment.start or View()
        seconds = max(1, segment.frames) / fps
        return Move(start, segment.end or start, (self.first - 0.5) / fps, seconds, segment.shake)


def shots(story: Story) -> list[Shot]:
    """Every segment with its first frame, those that go on from the one before with its end as their start."""
    made: list[Shot] = []
    first, last = 0, None
    for index, segment in enumerate(story.segments):
        if segment.end and not segment.start:
            segment = settled(segment, last)
        made.append(Shot(story, segment, index, first))
        first, last = first + segment.frames, segment.end
    return made


def settled(segment: Segment, last: View | None) -> Segment:
    """With a start."""
    return Segment(**{**vars(segment), "start": last or segment.end})


def film(shot: Shot, name: str) -> Iterator[Frame]:
    """The frames of one segment of the picture ``name``; the same for the same story, picture and index."""
    dice = np.random.default_rng([shot.story.seed, shot.index, zlib.crc32(name.encode())])
    scene = Scene(shot, name, dice)
    for i in range(shot.segment.frames):
        yield scene.shoot(i)


@lru_cache(maxsize=4)
def texture(name: str, *, display: bool = False) -> Texture:
    """The picture, flat or on a display."""
    return (covers.Screen if display else Texture)(pictures.picture(name))


class Scene:
    """What lies before the camera during one segment."""

    def __init__(self, shot: Shot, name: str, dice: np.random.Generator) -> None:
        self.shot, self.dice = shot, dice
        segment = shot.segment
        self.camera, self.move = shot.camera, shot.move
        self.backdrop = backdrops.backdrop(segment.backdrop, shot.story.seed * 100 + shot.index % VARIANTS)
        self.picture = texture(name, display=segment.display) if segment.end else None
        self.other = Texture(pictures.alike(name)) if segment.alike else None
        self.cover = self.covering(segment, texture(name).aspect) if segment.covered else None
        self.phase = float(dice.uniform(0, 2 * np.pi))

    def covering(self, segment: Segment, aspect: float) -> Texture:
        if segment.cover == "hand":
            return covers.hand(segment.covered, aspect, self.dice)
        return covers.card(segment.covered, aspect, backdrops.surface(self.dice))

    def shoot(self, index: int) -> Frame:
        """Frame ``index`` of the segment."""
        segment, fps = self.shot.segment, self.shot.story.fps
        time = (self.shot.first + index) / fps
        share = index / max(1, segment.frames - 1)
        frame = self.exposed(time, segment.exposure / fps, share)
        spot, reach = self.reflection(time, share)
        image = developed(frame, segment.look, share, spot, reach, self.dice)
        return Frame(image, segment.name, *self.truth(time))

    def exposed(self, time: float, seconds: float, share: float) -> Image:
        """The mean of what is seen while the shutter is open, around ``time``; at once for what hardly moves."""
        corners = Texture.outline(self.picture or self.other or self.plain)
        ends = [project(self.camera, self.move, time + part * seconds, corners) for part in (-0.5, 0.5)]
        path = float(np.linalg.norm(ends[1] - ends[0], axis=1).max())
        count = int(np.clip(np.ceil(path / BLUR), 1, EXPOSURES))
        samples = None if count == 1 else 2 if count <= 4 else 1
        times = time + ((np.arange(count) + 0.5) / count - 0.5) * seconds
        total = self.drawn(times[0], share, samples).astype(np.float32)
        for moment in times[1:]:
            cv2.accumulate(self.drawn(moment, share, samples), total)
        return cv2.cvtColor(total, cv2.COLOR_BGRA2BGR) * np.float32(1 / count)

    @cached_property
    def plain(self) -> Texture:
        return Texture(np.zeros((8, 8, 3), np.uint8))

    def drawn(self, time: float, share: float, samples: int | None) -> Image:
        """All that is seen at one moment, BGRA."""
        frame = backdrops.behind(self.camera, self.backdrop, self.move.at(np.array([time]))[0])
        for texture in (self.picture or self.other, self.covering_now(share)):
            if texture:
                laid(*draw(self.camera, self.move, time, texture, samples=samples), frame)
        return frame

    def covering_now(self, share: float) -> Texture | None:
        """A card slides from side to side, a hand sways a little."""
        if self.cover is None or self.picture is None:
            return None
        swing = np.sin(self.phase + 2.4 * share)
        if self.shot.segment.cover == "card":
            return self.cover.moved_to(swing * (0.5 - self.cover.span / 2), 0.0)
        return self.cover.moved_to(self.cover.home[0] + 0.03 * swing, self.cover.home[1])

    def reflection(self, time: float, share: float) -> tuple[tuple[float, float], float]:
        """Where glare lies: it wanders over the picture as the camera moves."""
        aspect = self.picture.aspect if self.picture else 1.0
        at = np.array([[-0.3 + 0.6 * share, aspect * (0.25 - 0.5 * share)]])
        (x, y) = project(self.camera, self.move, time, at)[0]
        return (float(x), float(y)), 0.16 * self.camera.width * float(self.move.at(np.array([time]))[0, 2])

    def truth(self, time: float) -> tuple[float, Floats | None, Floats | None]:
        """Share in the frame, corners, and those of the nearest homography of a distorted picture."""
        if self.picture is None:
            return 0.0, None, None
        points = self.picture.grid(41)
        pixels = project(self.camera, self.move, time, points)
        inside = ((pixels > 0) & (pixels < [self.camera.width, self.camera.height])).all(1)
        outline = self.picture.outline()
        corners = project(self.camera, self.move, time, outline)
        fit = None if self.camera.plain else nearest(points, pixels, outline)
        return float(inside.mean()), corners, fit


def nearest(points: Floats, pixels: Floats, outline: Floats) -> Floats:
    """Where the outline lies under the homography with the least squares of distances over all points."""
    matrix, _ = cv2.findHomography(points, pixels, 0)
    return cv2.perspectiveTransform(outline[None], np.asarray(matrix))[0]
