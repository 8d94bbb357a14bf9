"""The catalogue: every condition, one picture's story after another, varied by seed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.tracking.camera.effects import Look
from benchmarks.tracking.camera.pose import Shake, View
from benchmarks.tracking.story import Lens, Segment, Story

QUICK = ("absent-alike", "frontal", "slow", "tilt60", "far20", "cut", "occluded", "dark", "fast")
"""Enough to see whether something broke."""
BACKDROPS = ("desk", "photos", "text", "shapes", "blank")
CUT = 0.65
"""How often a harsh condition begins with a cut, so that engines must search under it."""


@dataclass(frozen=True)
class Frame:
    """The frame's size and the picture's aspect (height over width), on which sizes depend."""

    width: int
    height: int
    aspect: float

    def fit(self, share: float) -> float:
        """The width at which the picture takes ``share`` of the frame in the direction that it fills first."""
        return share * min(1.0, self.height / self.width / self.aspect)

    def close(self, size: float, inside: float) -> float:
        """``size``, or less where less than ``inside`` of the picture would be in the frame."""
        while min(1.0, 1 / size) * min(1.0, self.height / self.width / self.aspect / size) < inside:
            size *= 0.98
        return size


def story(aspect: float, *, seed: int = 1, only: Sequence[str] = (), portrait: bool = False) -> Story:
    """The whole story for a picture of this aspect; ``only`` segments whose name starts with one of these."""
    width, height = (480, 640) if portrait else (640, 480)
    frame = Frame(width, height, aspect)
    told = [part for part in (*calm(frame, seed), *harsh(frame, seed)) if not only or part[0].startswith(tuple(only))]
    focal = round(float(luck(seed, "focal").uniform(0.88, 1.05)) * 640, 1)
    return Story(tuple(segment for _, parts in told for segment in parts), seed, width, height, focal)


def luck(seed: int, *of: object) -> np.random.Generator:
    """Dice for one thing alone, so that other segments may come and go around it."""
    return np.random.default_rng([seed, zlib.crc32(repr(of).encode())])


Part = tuple[str, tuple[Segment, ...]]
"""The name of a condition, and the segments that it takes."""


def calm(frame: Frame, seed: int) -> Iterator[Part]:
    """Segments that go on from each other; alone they begin where the one before would have ended."""
    last: View | None = None
    for index, segment in enumerate((*opening(frame), *moving(frame), *away(frame))):
        made = varied(segment, luck(seed, segment.name, index, round(frame.aspect, 3)))
        if made.end and not made.start:
            made = replace(made, start=last)
        yield segment.name, (made,)
        last = made.end


def harsh(frame: Frame, seed: int) -> Iterator[Part]:
    """Segments that each begin after a gap, or after a gap and some calm frames."""
    for index, segment in enumerate((*lit(frame), *covered(frame), *seen_badly(frame), *bent(frame), *beyond(frame))):
        dice = luck(seed, segment.name, index, round(frame.aspect, 3))
        made = varied(segment, dice)
        gap = Segment("absent", "absent", 6, backdrop=str(dice.choice(BACKDROPS)))
        settle = Segment("settle", "planar", 6, made.start, made.start)
        yield segment.name, (gap, made) if dice.random() < CUT else (gap, settle, made)


def varied(segment: Segment, dice: np.random.Generator) -> Segment:
    """Other places and turns for every seed; what the segment is named for stays."""
    if not segment.end:
        return segment
    moved = replace(segment.end, **nudges(segment.end, dice))
    if segment.start and segment.start is not segment.end:
        return replace(segment, start=replace(segment.start, **nudges(segment.start, dice)), end=moved)
    return replace(segment, start=moved if segment.start else None, end=moved)


def nudges(view: View, dice: np.random.Generator) -> dict[str, float]:
    """Small steps, smaller for a picture that fills the frame."""
    free = max(0.0, 0.05 * (1 - view.size))
    x, y, turn = (float(part) for part in dice.uniform(-1, 1, 3))
    return {"x": view.x + free * x, "y": view.y + free * y, "roll": view.roll + 6 * turn}


def opening(frame: Frame) -> Iterator[Segment]:
    """Nothing there, and then what every engine can do."""
    front = View(size=frame.fit(0.75))
    yield Segment("absent", "absent", 12, backdrop="desk")
    yield Segment("absent-photos", "absent", 20, backdrop="photos")
    yield Segment("absent-text", "absent", 20, backdrop="text")
    yield Segment("absent-blank", "absent", 10, backdrop="blank")
    yield Segment("absent-alike", "absent", 24, alike=True)
    yield Segment("frontal", "planar", 24, front, front)
    yield Segment("slow", "planar", 30, None, View(0.44, 0.54, frame.fit(0.6), yaw=12, pitch=-8, roll=8))


def moving(frame: Frame) -> Iterator[Segment]:
    """Turned, tilted, far, near."""
    far, tilted = frame.fit(0.62), frame.fit(0.85)
    yield Segment("roll", "planar", 36, None, View(size=far, roll=180))
    yield Segment("tilt42", "planar", 24, View(size=tilted), View(size=tilted, yaw=42), backdrop="shapes")
    yield Segment("tilt50", "planar", 24, None, View(size=tilted, yaw=50, roll=10), backdrop="shapes")
    yield Segment("tilt50", "planar", 20, View(size=tilted, pitch=-50), View(size=tilted, pitch=-50, roll=20))
    yield Segment("tilt60", "planar", 24, View(size=tilted, yaw=-50), View(size=tilted, yaw=-60, pitch=5))
    yield Segment("tilt60", "planar", 20, View(size=tilted, pitch=60), View(size=tilted, pitch=60, roll=-12))
    yield Segment("far30", "planar", 20, View(size=0.45), View(0.4, 0.45, 0.30), backdrop="photos")
    yield Segment("far20", "planar", 20, None, View(0.55, 0.55, 0.20), backdrop="photos")
    yield Segment("absent", "absent", 6, backdrop="photos")
    yield Segment("far20", "planar", 20, View(0.35, 0.6, 0.20, yaw=15), View(0.6, 0.4, 0.20, roll=20))
    near, nearer = frame.close(0.9, 0.5), frame.close(1.3, 0.4)
    yield Segment("near90", "planar", 20, View(size=frame.fit(0.9)), View(size=near, yaw=8), backdrop="shapes")
    yield Segment("near130", "planar", 24, None, View(0.48, 0.52, nearer, pitch=6), backdrop="shapes")
    yield Segment("absent", "absent", 6, backdrop="blank")
    yield Segment("near130", "planar", 16, View(size=nearer, roll=10), View(size=nearer, yaw=-8))


def away(frame: Frame) -> Iterator[Segment]:
    """Cuts, leaving and coming back, and what is only partly there."""
    size = frame.fit(0.7)
    poses = (View(0.4, 0.45, size, roll=40), View(0.6, 0.55, size * 0.7, yaw=35), View(size=size, pitch=-35, roll=-90))
    for pose in poses:
        yield Segment("cut", "planar", 8, pose, replace(pose, x=pose.x + 0.02))
    yield Segment("leave", "planar", 30, View(size=size), View(1.55, 0.5, size), backdrop="text")
    yield Segment("gone", "absent", 14, backdrop="text")
    yield Segment("return", "planar", 30, View(-0.5, 0.5, size), View(0.5, 0.5, size), backdrop="text")
    edge = View(0.78, 0.62, frame.fit(1.0), roll=12)
    yield Segment("partial", "planar", 20, edge, replace(edge, x=0.24, y=0.4), backdrop="shapes")


def lit(frame: Frame) -> Iterator[Segment]:
    """Light that is little, much, uneven or coloured."""
    here = View(0.48, 0.5, frame.fit(0.75), yaw=10)
    there = View(0.54, 0.52, frame.fit(0.65), yaw=-15, pitch=10, roll=12)
    yield Segment("dark", "planar", 24, here, there, look=Look(gain=0.3), exposure=0.5)
    yield Segment("bright", "planar", 20, here, there, look=Look(gain=1.5, gamma=0.85))
    yield Segment("tint", "planar", 20, here, there, look=Look(tint=(0.65, 0.95, 1.2), gamma=1.25))
    yield Segment("glare", "planar", 24, here, there, look=Look(glare=210))
    yield Segment("shadow", "planar", 24, here, there, look=Look(shadow=0.4))


def covered(frame: Frame) -> Iterator[Segment]:
    """A hand or a card before it."""
    here, there = View(0.5, 0.48, frame.fit(0.8), yaw=-8), View(0.52, 0.5, frame.fit(0.7), yaw=12, roll=-10)
    yield Segment("occluded", "planar", 24, here, there, covered=1 / 3, cover="hand")
    yield Segment("occluded", "planar", 24, there, here, covered=1 / 3, cover="card")


def seen_badly(frame: Frame) -> Iterator[Segment]:
    """Out of focus, pressed, noisy, off a screen."""
    here, there = View(0.5, 0.5, frame.fit(0.72), yaw=-12), View(0.47, 0.52, frame.fit(0.65), pitch=15, roll=9)
    yield Segment("defocus", "planar", 20, here, there, look=Look(defocus=2.2), backdrop="shapes")
    yield Segment("jpeg30", "planar", 20, here, there, look=Look(quality=30))
    yield Segment("noise8", "planar", 20, here, there, look=Look(noise=5, shot=9))
    yield Segment("screen", "planar", 24, here, there, look=Look(banding=0.25), display=True)


def bent(frame: Frame) -> Iterator[Segment]:
    """No homography of the picture: a phone's lens and shutter, a sheet that does not lie flat (3 % of its width)."""
    here, there = View(0.46, 0.5, frame.fit(0.85), yaw=10), View(0.54, 0.5, frame.fit(0.75), yaw=-18, pitch=12)
    yield Segment("lens", "distorted", 24, here, there, lens=Lens(k1=-0.06, k2=0.01), backdrop="shapes")
    sway = Shake(reach=0.035, hertz=1.6)
    yield Segment("rolling", "distorted", 24, here, there, lens=Lens(readout=0.024), shake=sway)
    yield Segment("curl", "distorted", 24, here, there, lens=Lens(bend=0.25), backdrop="photos")
    yield Segment("curl", "distorted", 20, here, there, lens=Lens(bend=-0.2), backdrop="photos")


def beyond(frame: Frame) -> Iterator[Segment]:
    """Made to be missed, or to be seen wrong: the share found here tells engines apart."""
    size, tilted = frame.fit(0.7), frame.fit(0.95)
    front = View(size=size)
    fast = Shake(reach=0.16, hertz=2.4, roll=9)
    yield Segment("fast", "hard", 30, front, front, shake=fast, exposure=0.55, lens=Lens())
    here, there = View(0.48, 0.5, frame.fit(0.85), yaw=10), View(0.54, 0.5, frame.fit(0.75), yaw=-18, pitch=12)
    yield Segment("wide", "hard", 24, here, there, lens=Lens(k1=-0.18, k2=0.03), backdrop="shapes")
    yield Segment("rolled", "hard", 24, here, there, lens=Lens(bend=0.6), backdrop="photos")
    yield Segment("half", "hard", 24, View(0.5, 0.48, size), View(0.5, 0.5, size, yaw=12), covered=0.5, cover="card")
    yield Segment("half", "hard", 24, View(0.5, 0.48, size), View(0.5, 0.5, size, roll=12), covered=0.5, cover="hand")
    yield Segment("tilt70", "hard", 24, View(size=tilted, yaw=64), View(size=tilted, yaw=70), backdrop="shapes")
    yield Segment("far12", "hard", 24, View(0.45, 0.5, 0.14), View(0.55, 0.5, 0.12), backdrop="photos")
    yield Segment("verydark", "hard", 24, View(size=size), View(0.52, 0.5, size, yaw=12), look=Look(gain=0.15))
