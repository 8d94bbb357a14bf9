"""Between a similarity in pixels and the settings by which the viewer lays a video on the picture.

A similarity is a 2 x 3 matrix without reflection that takes pixels of the picture to pixels of the video, both with
the origin in the middle of the top left pixel, x right, y down.
"""

from __future__ import annotations

import math

import numpy as np

from adapters.markers.fitting.arrays import Matrix, Points, Size
from domain.values import VideoFit

WHOLE = (0.0, 0.0, 1.0, 1.0)
DIGITS = 6


def corners(size: Size) -> Points:
    """The outline of an image of this size (width, height): TL TR BR BL."""
    width, height = size
    return np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64) - 0.5


def mapped(matrix: Matrix, points: Points) -> Points:
    """The points after a 2 x 3 matrix."""
    return points @ matrix[:, :2].T + matrix[:, 2]


def inverse(matrix: Matrix) -> Matrix:
    """Of a 2 x 3 matrix."""
    turned = np.asarray(np.linalg.inv(matrix[:, :2]), np.float64)
    return np.hstack([turned, -turned @ matrix[:, 2:]])


def grown(small: Size, large: Size) -> Matrix:
    """From pixels of an image to those of the same image at another size, 3 x 3: outlines meet, not middles."""
    x, y = large[0] / small[0], large[1] / small[1]
    return np.array([(x, 0, 0.5 * x - 0.5), (0, y, 0.5 * y - 0.5), (0, 0, 1)])


def similarity_of(source: Points, target: Points) -> Matrix:
    """The similarity that takes ``source`` to ``target`` with the least squared distance (Umeyama, 1991)."""
    a, b = source.mean(axis=0), target.mean(axis=0)
    z, w = ((points - middle) @ (1, 1j) for points, middle in ((source, a), (target, b)))
    factor = np.vdot(z, w) / np.vdot(z, z)
    turned = np.array([[factor.real, -factor.imag], [factor.imag, factor.real]])
    return np.hstack([turned, (b - turned @ a)[:, None]])


def size_in_video(matrix: Matrix) -> float:
    """How many pixels of the video one pixel of the picture takes."""
    return float(math.sqrt(abs(np.linalg.det(matrix[:, :2]))))


def fit_of(matrix: Matrix, picture: Size, video: Size, *, start: float, error: float) -> VideoFit:
    """The settings that lay a video of this size so that what ``matrix`` says comes true; ``error`` goes with them.

    They mean what they mean with ``contain``: scale 1 is the largest size at which the whole video lies within the
    picture, offsets move its middle in shares of the picture's sides, rotation is degrees clockwise.
    """
    back = inverse(matrix)
    middle = mapped(back, corners(video).mean(axis=0)) + 0.5
    contained = min(picture[0] / video[0], picture[1] / video[1])
    turn = math.degrees(math.atan2(back[1, 0], back[0, 0])) % 360
    return VideoFit(
        scale=round(size_in_video(back) / contained, DIGITS),
        offset_x=round(float(middle[0]) / picture[0] - 0.5, DIGITS),
        offset_y=round(float(middle[1]) / picture[1] - 0.5, DIGITS),
        rotation=round(turn, DIGITS) % 360,
        crop=crop_of(matrix, picture, video),
        start=round(start, 3),
        error=round(error, DIGITS),
    )


def matrix_of(fit: VideoFit, picture: Size, video: Size) -> Matrix:
    """The similarity from the picture to the video that these settings stand for: as the viewer lays the video."""
    size = fit.scale * min(picture[0] / video[0], picture[1] / video[1])
    turn = math.radians(fit.rotation)
    turned = size * np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    middle = np.array([picture[0] * (0.5 + fit.offset_x), picture[1] * (0.5 + fit.offset_y)]) - 0.5
    return inverse(np.hstack([turned, (middle - turned @ corners(video).mean(axis=0))[:, None]]))


def crop_of(matrix: Matrix, picture: Size, video: Size) -> tuple[float, float, float, float]:
    """The part of the video around the picture, as shares of its sides: left, top, width, height."""
    outline = (mapped(matrix, corners(picture)) + 0.5) / video
    low, high = np.clip(outline.min(axis=0), 0, 1), np.clip(outline.max(axis=0), 0, 1)
    left, top, width, height = (round(float(value), DIGITS) for value in (*low, *(high - low)))
    return left, top, width, height


def visible(matrix: Matrix, picture: Size, video: Size, count: int = 24) -> Points:
    """Points of the picture, of a grid of ``count`` x ``count`` over it with its corners, that the video shows."""
    width, height = picture
    x, y = np.meshgrid(np.linspace(0, width, count), np.linspace(0, height, count))
    grid = np.column_stack([x.ravel(), y.ravel()]) - 0.5
    seen = mapped(matrix, grid) + 0.5
    return grid[((seen >= -1e-6) & (seen <= np.array(video) + 1e-6)).all(axis=1)]
