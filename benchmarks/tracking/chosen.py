"""Options that choose which of our clips are made."""

from __future__ import annotations

import argparse

from benchmarks.tracking import pictures
from benchmarks.tracking.segments import QUICK, story
from benchmarks.tracking.story import Story

FEW = ("page", "logo", "astronaut")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--pictures, --segments, --seed, --portrait and --quick."""
    parser.add_argument("--pictures", help=f"of {', '.join(pictures.names())}; all when left out")
    parser.add_argument("--segments", help="beginnings of segment names, with commas; all when left out")
    parser.add_argument("--seed", type=int, default=1, help="varies poses, backdrops and hands")
    parser.add_argument("--portrait", action="store_true", help="480x640")
    parser.add_argument("--quick", action="store_true", help=f"only {', '.join(FEW)} and a quarter of the segments")


def stories(options: argparse.Namespace) -> dict[str, Story]:
    """A story for each picture. Raises SystemExit for a picture that there is not."""
    names = listed(options.pictures) or (list(FEW) if options.quick else pictures.names())
    unknown = [name for name in names if name not in pictures.names()]
    if unknown:
        raise SystemExit(f"no such picture: {', '.join(unknown)}; there are {', '.join(pictures.names())}")
    only = listed(options.segments) or (list(QUICK) if options.quick else [])
    return {name: told(name, options, only) for name in names}


def told(name: str, options: argparse.Namespace, only: list[str]) -> Story:
    height, width = pictures.picture(name).shape[:2]
    return story(height / width, seed=options.seed, only=only, portrait=options.portrait)


def listed(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]
