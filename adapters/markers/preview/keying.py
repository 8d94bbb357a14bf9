"""Where a video's still is seen through, by its settings: as the viewer does it (``viewer/ar/render/keying.ts``)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.values import ChromaKey, MarkerSettings

Pixels = NDArray[np.uint8]
"""Rows x columns x (blue, green, red), or with opacity as a fourth."""

CHROMA = np.array([[0.5, -0.331264, -0.168736], [-0.081312, -0.418688, 0.5]])
"""ITU-R BT.601: (Cb, Cr) of (blue, green, red), -0.5 to 0.5."""
LUMA = np.array([0.114, 0.587, 0.299])
COLOUR = np.array([[1.772, 0.0], [-0.344136, -0.714136], [0.0, 1.402]])
"""Back to (blue, green, red) without their luma."""
GREY = 0.05
"""Below it a key has no tint to speak of."""


def keyed(still: Pixels, settings: MarkerSettings) -> Pixels:
    """What is to be seen of the still: with opacity when the settings say that it is seen through."""
    if settings.alpha == "stacked" and len(still) > 1:
        half = len(still) // 2
        mask = cv2.cvtColor(still[half : 2 * half], cv2.COLOR_BGR2GRAY)
        return np.dstack([still[:half], mask]).astype(np.uint8)
    if settings.alpha == "chroma" and settings.chroma_key is not None:
        return without(still, settings.chroma_key)
    return still


def without(still: Pixels, key: ChromaKey) -> Pixels:
    """Seen through where it has the key's colour, and elsewhere without the light that the key throws on it."""
    pixels = still / 255.0
    target = np.frombuffer(bytes.fromhex(key.color[1:]), np.uint8)[::-1] / 255.0 @ CHROMA.T
    chroma = pixels @ CHROMA.T
    length = float(np.hypot(*target))
    distance = np.linalg.norm(chroma - target, axis=2) / max(GREY, length)
    share = ((distance - key.similarity) / max(key.smoothness, 1e-3)).clip(0, 1)
    opacity = share * share * (3 - 2 * share)
    tint = target / length if length > GREY else np.zeros(2)
    across = np.abs(chroma[..., 1] * tint[0] - chroma[..., 0] * tint[1])
    less = key.spill * np.maximum(0, chroma @ tint - across)
    clean = (pixels @ LUMA)[..., None] + (chroma - less[..., None] * tint) @ COLOUR.T
    return np.round(np.dstack([clean.clip(0, 1), opacity]) * 255).astype(np.uint8)
