"""Draws a flat or bent texture into a frame without aliasing: several samples a pixel, then their mean."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.tracking.camera.optics import Camera, homography, looked_up, project
from benchmarks.tracking.camera.pose import Move
from benchmarks.tracking.camera.texture import Texture

Image = NDArray[Any]
Box = tuple[int, int, int, int]
HALF = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
"""OpenCV counts from the middle of a pixel, all else here from its edge."""
MESH = 8
"""Samples between points at which a bent or distorted mapping is computed exactly."""
DELTA = 1e-3


def draw(camera: Camera, move: Move, time: float, texture: Texture, *, samples: int | None = None) -> tuple[Image, Box]:
    """Coverage-weighted BGRA of the box (left, top, right, bottom) of the frame that the texture can touch.

    Exact to 0.01 px in position. ``samples`` a pixel and direction: as many as it needs, or as given.
    """
    box = touched(camera, move, time, texture)
    left, top, right, bottom = box
    if right <= left or bottom <= top:
        return np.zeros((0, 0, 4), np.uint8), (0, 0, 0, 0)
    level, enough = texture.fitting(*footprint(camera, move, time, texture))
    samples = samples or enough
    size = ((right - left) * samples, (bottom - top) * samples)
    fine = (flat if camera.plain else bent)(camera, move, time, texture, level, box, samples, size)
    return (fine if samples == 1 else cv2.resize(fine, (right - left, bottom - top), interpolation=cv2.INTER_AREA)), box


def touched(camera: Camera, move: Move, time: float, texture: Texture) -> Box:
    """The part of the frame in which the texture can be seen."""
    pixels = project(camera, move, time, texture.grid())
    low, high = np.floor(pixels.min(0) - 2), np.ceil(pixels.max(0) + 2)
    left, top = np.clip(low, 0, [camera.width, camera.height]).astype(int)
    right, bottom = np.clip(high, 0, [camera.width, camera.height]).astype(int)
    return int(left), int(top), int(right), int(bottom)


def footprint(camera: Camera, move: Move, time: float, texture: Texture) -> tuple[float, float]:
    """Least and most picture widths a frame pixel, over the points and directions in view."""
    points = texture.grid(5)
    pixels = project(camera, move, time, points)
    across = (project(camera, move, time, np.add(points, (DELTA, 0))) - pixels) / DELTA
    down = (project(camera, move, time, np.add(points, (0, DELTA))) - pixels) / DELTA
    scale = np.linalg.svd(np.stack([across, down], 2), compute_uv=False)
    frame = np.array([camera.width, camera.height])
    near = ((pixels > -0.25 * frame) & (pixels < 1.25 * frame)).all(1)
    scale = scale[near] if near.any() else scale
    return float(1 / scale[:, 0].max()), float(1 / max(scale[:, 1].min(), 1.0))


def flat(
    camera: Camera, move: Move, time: float, texture: Texture, level: Image, box: Box, samples: int, size: Any
) -> Image:
    """By the one homography of a plain camera."""
    into = np.array([[samples, 0, -samples * box[0]], [0, samples, -samples * box[1]], [0, 0, 1]])
    matrix = into @ homography(camera, move, time) @ np.linalg.inv(texture.to_texels(level))
    return cv2.warpPerspective(level, np.linalg.inv(HALF) @ matrix @ HALF, size, flags=cv2.INTER_LINEAR)


def bent(
    camera: Camera, move: Move, time: float, texture: Texture, level: Image, box: Box, samples: int, size: Any
) -> Image:
    """By looking up every MESH-th sample exactly and those between linearly."""
    count = [-(-side // MESH) + 2 for side in size]
    x, y = ((np.arange(n) - 0.5) * MESH / samples + start for n, start in zip(count, box[:2], strict=True))
    mesh = looked_up(camera, move, time, x, y)
    scale = texture.to_texels(level)
    texels = mesh * scale[[0, 1], [0, 1]] + scale[:2, 2] - 0.5
    fine = cv2.resize(texels.astype(np.float32), None, fx=MESH, fy=MESH, interpolation=cv2.INTER_LINEAR)
    inner = fine[MESH : MESH + size[1], MESH : MESH + size[0]]
    u, v = (np.ascontiguousarray(inner[..., axis]) for axis in (0, 1))
    return cv2.remap(level, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)


def laid(over: Image, box: Box, frame: Image) -> None:
    """Puts coverage-weighted BGRA over the frame (BGRA of 8 bits), in place."""
    left, top, right, bottom = box
    if right > left:
        part = frame[top:bottom, left:right]
        through = cv2.cvtColor(cv2.bitwise_not(cv2.extractChannel(over, 3)), cv2.COLOR_GRAY2BGRA)
        cv2.insertChannel(cv2.extractChannel(through, 0), through, 3)
        frame[top:bottom, left:right] = cv2.add(over, cv2.multiply(part, through, scale=1 / 255))
