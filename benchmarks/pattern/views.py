"""Corners of a picture seen twice: upright, and by a camera that tilts, turns, blurs, darkens and adds noise."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from adapters.tracking.workbench import Workbench

TURNS, RADIUS = 64, 15
WIDTH, HEIGHT = 640, 480
SIDE = 560
"""Pixels of a picture's longer side before it is seen."""

NEAR = 2.2
"""Pixels of their level that two sightings of one corner are apart at most."""

STRAIGHT = 3
"""TURNS by which orientation may be wrong: beyond them no comparison could tell that both are the same."""

Grey = NDArray[np.uint8]


class Sightings(NamedTuple):
    """Patches (N x 2 x 31 x 31, fine and coarse) of one corner each in both views, and their orientations."""

    first: Grey
    second: Grey
    first_turn: NDArray[np.int64]
    second_turn: NDArray[np.int64]


def scaled(picture: Grey, share: float) -> Grey:
    """Resized with a blur that leaves no more detail than the new size holds."""
    sigma = 0.45 * max(0.0, share**-2 - 1) ** 0.5
    blurred = cv2.GaussianBlur(picture, (0, 0), sigma) if sigma > 0.1 else picture
    return np.asarray(cv2.resize(blurred, None, fx=share, fy=share), np.uint8)


def homography(random: np.random.Generator, view: Grey) -> NDArray[np.float64]:
    """From the view to a frame: 0.85 .. 1.18 of its size, tilted by up to 45 degrees, turned by any angle."""
    tilt, axis, roll = random.uniform(0, np.pi / 4), *random.uniform(0, 2 * np.pi, 2)
    about = lambda angle: cv2.Rodrigues(np.array([0, 0, angle]))[0]  # noqa: E731 # a name for one formula
    rotation = about(roll - axis) @ cv2.Rodrigues(np.array([tilt, 0, 0]))[0] @ about(axis)
    focal, distance = 600.0, 600 / random.uniform(0.85, 1.18)
    to_middle = np.array([[1, 0, -view.shape[1] / 2], [0, 1, -view.shape[0] / 2], [0, 0, 1]])
    place = np.column_stack([rotation[:, :2], (0, 0, distance)])
    return np.array([[focal, 0, WIDTH / 2], [0, focal, HEIGHT / 2], [0, 0, 1]]) @ place @ to_middle


def worsened(random: np.random.Generator, frame: NDArray) -> Grey:
    """Out of focus, moved, dark or noisy, each in one frame of five."""
    kind = random.integers(5)
    if kind == 1:
        frame = cv2.GaussianBlur(frame, (0, 0), random.uniform(0.6, 1.3))
    if kind == 2:
        length = int(random.integers(3, 8))
        frame = cv2.blur(frame, (length, 1) if random.random() < 0.5 else (1, length))
    light = random.uniform(0.3, 0.45) if kind == 3 else random.uniform(0.75, 1.1)
    noise = random.normal(0, random.uniform(3, 6) if kind == 4 else random.uniform(1.5, 3), frame.shape)
    return np.clip(frame * light + random.uniform(0, 12) + noise, 0, 255).astype(np.uint8)


def projected(points: NDArray, matrix: NDArray) -> NDArray:
    """Points (N x 2) under a homography."""
    return cv2.perspectiveTransform(points[None].astype(np.float64), matrix)[0]


def softened(blurred: Grey) -> Grey:
    """As image_soften in viewer/core/image.c, for a picture whose border is cut off by two pixels."""
    down = mean(mean(blurred[:-4], blurred[4:]), blurred[2:-2])
    return mean(mean(down[:, :-4], down[:, 4:]), down[:, 2:-2])


def mean(first: Grey, second: Grey) -> Grey:
    """Rounded up."""
    return (first // 2 + second // 2 + ((first | second) & 1)).astype(np.uint8)


def patches(frame: Grey, features: NDArray) -> Grey:
    """What the descriptor sees: the feature's level, blurred and softened, not turned."""
    out = np.zeros((len(features), 2, 2 * RADIUS + 1, 2 * RADIUS + 1), np.uint8)
    reach = RADIUS + 2
    for level in range(int(features["level"].max(initial=0)) + 1):
        blurred = cv2.GaussianBlur(frame, (5, 5), 0, borderType=cv2.BORDER_REPLICATE)
        fine = np.asarray(cv2.copyMakeBorder(blurred, reach, reach, reach, reach, cv2.BORDER_REPLICATE), np.uint8)
        both = np.stack([fine[2:-2, 2:-2], softened(fine)])
        for i in np.nonzero(features["level"] == level)[0]:
            x, y = int(features["x"][i]) >> level, int(features["y"][i]) >> level
            out[i] = both[:, y : y + 2 * RADIUS + 1, x : x + 2 * RADIUS + 1]
        frame = np.asarray(cv2.pyrDown(frame, borderType=cv2.BORDER_REPLICATE), np.uint8)
    return out


def same_corners(first: NDArray, second: NDArray, matrix: NDArray) -> NDArray[np.int64]:
    """Pairs of rows that show one corner, on one level, with about the same orientation."""
    places = np.column_stack([first["x"], first["y"]])
    angles = first["turn"] * (2 * np.pi / TURNS)
    there = projected(places, matrix)
    ahead = projected(places + 4 * np.column_stack([np.cos(angles), np.sin(angles)]), matrix) - there
    expected = np.arctan2(ahead[:, 1], ahead[:, 0]) * TURNS / (2 * np.pi)
    apart = np.linalg.norm(there[:, None] - np.column_stack([second["x"], second["y"]])[None], axis=2)
    apart /= 1 << second["level"].astype(int)
    alike = (first["level"][:, None] == second["level"]) & (first["bright"][:, None] == second["bright"])
    apart[~alike] = np.inf
    nearest = apart.argmin(1)
    off = np.abs((second["turn"][nearest] - expected + TURNS / 2) % TURNS - TURNS / 2)
    rows = np.nonzero((apart[np.arange(len(first)), nearest] < NEAR) & (off < STRAIGHT))[0]
    return np.column_stack([rows, nearest[rows]])


def sightings(random: np.random.Generator, workbench: Workbench, picture: Grey) -> Sightings | None:
    """One pair of views of a picture, unless they have no corner in common."""
    picture = scaled(picture, SIDE / max(picture.shape))
    view = scaled(picture, random.uniform(0.45, 0.8))
    matrix = homography(random, view)
    frame = worsened(random, cv2.warpPerspective(view, matrix, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT))
    first, second = workbench.extract(view, levels=2, most=500), workbench.extract(frame, levels=2, most=900)
    if not len(first) or not len(second):
        return None
    pairs = same_corners(first, second, matrix)
    first, second = first[pairs[:, 0]], second[pairs[:, 1]]
    turns = first["turn"].astype(np.int64), second["turn"].astype(np.int64)
    return Sightings(patches(view, first), patches(frame, second), *turns) if len(pairs) else None
