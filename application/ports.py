"""What the system needs of the outside world, each a small Protocol named by its role.

Tools work on local files; what they make is described by the structs below and stored by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

import msgspec

from domain.quality import Limit, Proposal, Score
from domain.values import Ending, VideoFit

Progress = Callable[[str, float], None]
"""Called with the step's name and the share done, 0-1, of the whole work."""


class InputRejected(Exception):
    """The input's fault; final. ``code`` is stable, ``detail`` is for the owner."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class WorkFailed(Exception):
    """Not the input's fault; the work may be tried again."""


class Produced(msgspec.Struct, frozen=True, kw_only=True):
    """A file that a tool wrote into its output folder."""

    role: str
    name: str
    content_type: str
    width: int = 0
    height: int = 0


class ProcessedImage(msgspec.Struct, frozen=True, kw_only=True):
    """Sides are those of the upright picture. Roles: master (private), display, display-jpeg, thumbnail."""

    width: int
    height: int
    format: str
    files: tuple[Produced, ...]
    warnings: tuple[str, ...] = ()


class ProcessedVideo(msgspec.Struct, frozen=True, kw_only=True):
    """Sides are those of the upright video. Roles: 720p, poster."""

    width: int
    height: int
    duration: float
    fps: float
    has_audio: bool
    files: tuple[Produced, ...]
    warnings: tuple[str, ...] = ()


class CompiledMarker(msgspec.Struct, frozen=True, kw_only=True):
    """Sides are those of the picture that was compiled. ``engines`` has the files of at least one engine by its name.

    ``refused`` says why an engine has none. ``keypoints``, ``points`` and ``score`` are those of the first engine.
    Roles: planar of planar, iset, fset and fset3 of nft, mind of mind (names ``target.iset`` and so on).
    """

    width: int
    height: int
    dpi: int
    keypoints: int
    points: int
    score: Score
    engines: dict[str, tuple[Produced, ...]]
    refused: dict[str, Ending] = {}
    cpu_seconds: float = 0.0


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """``rate`` (0-1) of the simulated camera views in which the tracker found the picture, and its 95 % interval.

    ``strata``: by name ``rate``, ``found`` and ``views``. ``views`` counts all that were looked at, ``wrong`` those in
    which the picture was seen where it is not. ``method`` names the views and what is made of them.
    """

    rate: float
    low: float
    high: float
    strata: dict[str, dict[str, float]]
    limits: tuple[Limit, ...]
    views: int
    wrong: int = 0
    core_version: str
    method: str
    cpu_seconds: float = 0.0


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """How much another picture looks like this one: ``name`` is the file's it was compared by, ``likeness`` 0-1."""

    name: str
    likeness: float
    turned: bool = False


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """Proposals, the best first, and the pictures that look alike, the most alike first."""

    proposals: tuple[Proposal, ...] = ()
    alike: tuple[Likeness, ...] = ()
    cpu_seconds: float = 0.0


class ImageTools(Protocol):
    """Decodes a picture and makes its renditions. Raises InputRejected or WorkFailed."""

    def process(self, source: Path, out: Path, progress: Progress) -> ProcessedImage: ...


class VideoTools(Protocol):
    """Probes a video and makes its renditions. Raises InputRejected or WorkFailed."""

    def process(self, source: Path, out: Path, progress: Progress) -> ProcessedVideo: ...


class MarkerCompiler(Protocol):
    """Makes the tracking files of a picture. Raises InputRejected when it is nothing for any engine, or WorkFailed."""

    def compile(self, picture: Path, out: Path, progress: Progress) -> CompiledMarker: ...


class MarkerProver(Protocol):
    """Lets the tracker look for a picture. Raises InputRejected or WorkFailed, and whatever ``progress`` raises.

    A proof is good for the same target file and the same ``version()``.
    """

    def version(self) -> str: ...
    def prove(self, picture: Path, target: Path, progress: Progress) -> Proof: ...


class MarkerAdvisor(Protocol):
    """Tells what would make a picture better, and does it. Raises InputRejected or WorkFailed.

    ``others`` is a folder of other target files. ``change`` writes a PNG file.
    """

    def advise(self, picture: Path, target: Path, others: Path, progress: Progress) -> Advice: ...
    def change(self, picture: Path, proposal: Proposal, out: Path) -> None: ...


class VideoFitter(Protocol):
    """Finds the picture inside a video. Raises InputRejected when its place there is not sure, or WorkFailed."""

    def fit(self, picture: Path, video: Path, progress: Progress) -> VideoFit: ...


class ObjectInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a stored object without reading it. ``etag`` has no quotes."""

    size: int
    content_type: str
    etag: str


class ObjectStore(Protocol):
    """Bytes by key. Putting the same key again replaces it; deleting what is gone is no error.

    Every method raises ConnectionError when the store does not answer.
    """

    def put(self, key: str, data: BinaryIO, size: int, content_type: str) -> None: ...
    def put_file(self, key: str, path: Path, content_type: str) -> None: ...
    def get_file(self, key: str, path: Path) -> None: ...
    def read(self, key: str, start: int = 0, length: int = 0) -> Iterator[bytes]:
        """Chunks from ``start``; ``length`` 0 means to the end. Raises KeyError when the key is not there."""
        ...

    def stat(self, key: str) -> ObjectInfo | None: ...
    def delete(self, key: str) -> None: ...
    def keys(self, prefix: str) -> Iterator[str]: ...


class Live(Protocol):
    """Hints to whoever watches a project: never the truth, only a reason to look again."""

    def publish(self, project_id: UUID, hint: dict[str, object]) -> None: ...
