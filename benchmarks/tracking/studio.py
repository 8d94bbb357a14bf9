"""Makes clips of stories on every core, and keeps them: the same story of the same picture is filmed once."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import cv2

from benchmarks.tracking import film, pictures
from benchmarks.tracking.clips import Clip, FrameTruth, Truth, rounded, write_truth
from benchmarks.tracking.story import Story

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".cache" / "benchmarks" / "tracking" / "clips"
SOURCES = ("camera/*.py", "film.py", "story.py", "drawings.py", "pictures.py")
"""Files that a clip's pixels or truth depend on."""
KEPT = 2 * 24 * 3600
"""Seconds that a clip is kept after its last use."""
Told = Callable[[str], None]


def clips_of(stories: dict[str, Story], *, root: Path | None = None, tell: Told = lambda _: None) -> dict[str, Clip]:
    """Clips by picture: from the cache (or ``root``), or filmed now by as many processes as there are cores."""
    folders = {name: (root or CACHE) / f"{name}-{fingerprint(name, story)}" for name, story in stories.items()}
    wanted = {name: story for name, story in stories.items() if not (folders[name] / "truth.json").is_file()}
    if wanted:
        forget(root or CACHE)
        filmed(wanted, folders, tell)
    for folder in folders.values():
        folder.touch()
    return {name: Clip(folder) for name, folder in folders.items()}


def filmed(stories: dict[str, Story], folders: dict[str, Path], tell: Told) -> None:
    """Every segment is a task of its own; a clip is made aside and takes its place when it is whole."""
    aside = {name: folders[name].with_name(f".{folders[name].name}-{os.getpid()}") for name in stories}
    shots = {name: film.shots(story) for name, story in stories.items()}
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"), initializer=alone) as pool:
        parts = {
            name: [pool.submit(filmed_segment, shot, name, aside[name]) for shot in row] for name, row in shots.items()
        }
        for number, (name, story) in enumerate(stories.items(), 1):
            write_picture(name, aside[name])
            frames = [frame for part in parts[name] for frame in part.result()]
            truth = Truth(story.width, story.height, story.fps, frames, "edges", story.kinds())
            write_truth(aside[name], truth)
            placed(aside[name], folders[name])
            tell(f"filmed {name} ({number}/{len(stories)}, {len(frames)} frames)")


def placed(made: Path, folder: Path) -> None:
    """Another process may have been faster; its clip is the same."""
    try:
        made.rename(folder)
    except OSError:
        shutil.rmtree(made)


def alone() -> None:
    """One thread a process: there are as many processes as cores."""
    cv2.setNumThreads(1)


def filmed_segment(shot: film.Shot, name: str, folder: Path) -> list[FrameTruth]:
    """Writes the frames of one segment and tells their truth."""
    (folder / "frames").mkdir(parents=True, exist_ok=True)
    told = []
    for index, frame in enumerate(film.film(shot, name), shot.first):
        quality = [cv2.IMWRITE_JPEG_QUALITY, shot.segment.look.quality]
        cv2.imwrite(str(folder / "frames" / f"{index:06}.jpg"), frame.image, quality)
        told.append(judged(frame))
    return told


def judged(frame: film.Frame) -> FrameTruth:
    """Visible from ``film.SEEN`` of the picture on, absent without any of it, ignored in between."""
    if frame.share >= film.SEEN:
        corners, fit = rounded(frame.corners), rounded(frame.fit)
        return FrameTruth(True, frame.segment, corners, fit=fit, share=round(frame.share, 3))
    some = frame.share > 0
    return FrameTruth(False, frame.segment, ignored=some, share=round(frame.share, 3) if some else None)


def write_picture(name: str, folder: Path) -> None:
    """The picture beside its clip, as it would be uploaded."""
    folder.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(picture_file(folder)), pictures.picture(name))


def picture_file(folder: Path) -> Path:
    """What a clip of ours films."""
    return folder / "picture.png"


def fingerprint(name: str, story: Story) -> str:
    """Of all that decides a clip: the story, the picture, and the code that films."""
    parts = [repr(story).encode(), pictures.picture(name).tobytes(), sources()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


@cache
def sources() -> bytes:
    found: Iterable[Path] = (path for pattern in SOURCES for path in sorted(HERE.glob(pattern)))
    return hashlib.sha256(b"".join(path.read_bytes() for path in found)).digest()


def forget(root: Path) -> None:
    """Removes clips that nobody used for a while, and what was left half made."""
    for old in root.glob("*-*"):
        if time.time() - old.stat().st_mtime > KEPT:
            shutil.rmtree(old, ignore_errors=True)
