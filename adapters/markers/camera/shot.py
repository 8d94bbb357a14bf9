"""One frame of a picture under the conditions of a view."""

from __future__ import annotations

import math

import cv2
import msgspec
import numpy as np

from adapters.markers.camera.backdrops import behind
from adapters.markers.camera.covers import cover
from adapters.markers.camera.geometry import HEIGHT, WIDTH, Floats, Size, homography, outline, seen
from adapters.markers.camera.sensor import BLINDING, Kernel, blurred, lit, pressed, sensed, spot_light
from adapters.markers.camera.sheet import Image, Sheet
from adapters.markers.camera.view import View

TREMOR = (0.004, 0.004, 0.5)
"""What a calm hand does to x, y (shares of the frame) and roll (degrees) from one frame to the next."""

BLIND = 128 / BLINDING
"""Share of full glare from which little is seen any more: white and mid grey differ no longer."""


class Frame(msgspec.Struct, frozen=True, eq=False):
    """``corners`` TL TR BR BL (4 x 2), pixels of which the first covers 0..1, are where the picture truly is."""

    image: Image
    corners: Floats
    view: View


def render(picture: Image | Sheet, view: View, *, moment: int = 0, size: Size = (WIDTH, HEIGHT)) -> Frame:
    """What a camera with frames of ``size`` (width, height) sees of a grey or BGR picture; always the same.

    ``moment`` counts frames of the same view: a hand trembles, the grain is another. About 10 ms grey; a
    :class:`Sheet` saves shrinking the picture for every frame. Raises ValueError when a part of it would be behind the
    camera.
    """
    sheet = picture if isinstance(picture, Sheet) else Sheet(picture)
    view = trembled(view, moment)
    matrix = homography(view, sheet.size, size)
    dice = np.random.default_rng([23, view.seed])
    frame = behind(dice, size, coloured=sheet.coloured)
    drawn, share, box = sheet.draw(matrix, size)
    if not box.empty:
        frame[box.part] = cv2.blendLinear(drawn, frame[box.part], share, 1 - share)
    spot, angle = dice.uniform(0.2, 0.8, 2), float(dice.uniform(0, math.pi))
    if view.covered > 0:
        cover(frame, matrix, sheet.size, view.covered, dice)
    soft = blurred(frame, view.blur, view.motion, angle)
    bright = lit(soft, view.light, reflection(view, matrix, sheet.size, spot, size))
    image = pressed(sensed(bright, view.noise, np.random.default_rng([29, view.seed, moment])), view.quality)
    return Frame(image, seen(matrix, outline(sheet.size)), view)


def trembled(view: View, moment: int) -> View:
    """The view as a hand holds it at another moment."""
    if not moment:
        return view
    x, y, roll = np.random.default_rng([31, view.seed, moment]).uniform(-1, 1, 3) * TREMOR
    return msgspec.structs.replace(view, x=view.x + float(x), y=view.y + float(y), roll=view.roll + float(roll))


def reflection(view: View, matrix: Floats, picture: Size, spot: Floats, frame: Size) -> Kernel | None:
    """Light around a spot of the picture (in shares of its sides) that blinds as much of it as the view says."""
    if view.glare <= 0:
        return None
    x, y = seen(matrix, np.array([spot * picture]))[0]
    area = cv2.contourArea(seen(matrix, outline(picture)).astype(np.float32))
    blinded = math.sqrt(view.glare * area / math.pi)
    return spot_light((frame[1], frame[0]), (float(x), float(y)), blinded / math.sqrt(-math.log(BLIND)))
