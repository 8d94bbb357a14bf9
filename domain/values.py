"""Value objects that events carry. Sizes are bytes, sides are pixels, times are seconds."""

from __future__ import annotations

from typing import Literal

import msgspec

MediaKind = Literal["image", "video"]
Fit = Literal["auto", "contain", "cover"]
Transparency = Literal["none", "stacked", "chroma"]
OnLoss = Literal["pause", "peel"]


class Rendition(msgspec.Struct, frozen=True, kw_only=True):
    """A stored file made from an upload. ``key`` is its content-addressed place in the object store."""

    role: str
    key: str
    content_type: str
    size: int
    width: int = 0
    height: int = 0


class ChromaKey(msgspec.Struct, frozen=True, kw_only=True):
    """The colour of a video that is seen through: ``color`` is ``#rrggbb``, the rest goes from 0 to 1.

    ``similarity`` and ``smoothness`` are distances of chroma, as shares of the colour's own distance from grey: up to
    the first all is seen through, over the second it fades in. ``spill`` is the share of the colour's tint that is
    taken out of what stays.
    """

    color: str
    similarity: float = 0.4
    smoothness: float = 0.1
    spill: float = 0.5


class CallToAction(msgspec.Struct, frozen=True, kw_only=True):
    """A button over the video, shown from the second ``at`` on, or when the video has ended."""

    label: str
    url: str
    at: float | None = None


class MarkerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How the video lies on the picture. Offsets are shares of the picture's sides, rotation is degrees clockwise.

    With ``fit`` auto, a video that shows the picture is laid on it exactly, and cut off at its outline unless
    ``overflow`` lets it reach beyond; any other is shown whole. ``alpha`` says how the video tells where it is seen
    through: not at all, by a mask below its colours (stacked), or by a key colour (chroma). With ``adapt_light`` it
    takes on the light of the scene. ``on_loss``: when the picture leaves the view, it pauses or goes on on the screen.
    """

    scale: float = 1.0
    offset_x: float = 0.0
    offset_y: float = 0.0
    rotation: float = 0.0
    opacity: float = 1.0
    autoplay: bool = True
    loop: bool = False
    muted: bool = True
    fit: Fit = "auto"
    overflow: bool = False
    alpha: Transparency = "none"
    chroma_key: ChromaKey | None = None
    adapt_light: bool = True
    on_loss: OnLoss = "pause"
    call_to_action: CallToAction | None = None


class VideoFit(msgspec.Struct, frozen=True, kw_only=True):
    """How a video lies on the picture that it shows, so that the still melts into motion.

    ``scale``, offsets and ``rotation`` mean what they mean in the settings with ``contain``. ``crop`` is the part of
    the video around the picture: left, top, width and height as shares of the video's sides. ``start`` is when it
    shows the picture, in seconds. ``error`` is the expected distance from the right place, as a share of the
    picture's diagonal.
    """

    scale: float
    offset_x: float
    offset_y: float
    rotation: float
    crop: tuple[float, float, float, float]
    start: float
    error: float


class EngineFiles(msgspec.Struct, frozen=True, kw_only=True):
    """What one tracking engine loads: ``base`` is a key prefix, ``files`` the endings that follow it."""

    base: str
    files: tuple[str, ...]


class Ending(msgspec.Struct, frozen=True, kw_only=True):
    """Why work did not succeed: a stable code and a sentence for the person who reads it."""

    code: str
    detail: str
