"""Options that choose which of our clips are made."""

from __future__ import annotations

import argparse

from benchmarks.tracking import pictures
from benchmarks.tracking.segments import QUICK, story
from benchmarks.tracking.story import Story

FEW = ("page", "logo", "astronaut")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--pictures, --segments, --seed, --portrait and --quick."""
    parser.add_argument("--pictures", type=known, help=f"of {', '.join(pictures.names())}; all when left out")
    parser.add_argument("--segments", help="beginnings of segment names, with commas; all when left out")
    parser.add_argument("--seed", type=int, default=1, help="varies poses, backdrops and hands")
    parser.add_argument("--portrait", action="store_true", help="480x640")
    parser.add_argument("--quick", action="store_true", help=f"only {', '.join(FEW)} and a quarter of the segments")


def known(text: str) -> list[str]:
    """Names of pictures; for the parser, which ends with 2 when there is none of that name."""
    names = listed(text)
    if unknown := [name for name in names if name not in pictures.names()]:
        raise argparse.ArgumentTypeError(f"no such picture: {', '.join(unknown)}")
    return names


def stories(options: argparse.Namespace) -> dict[str, Story]:
    """A story for each picture."""
    names = options.pictures or (list(FEW) if options.quick else pictures.names())
    only = listed(options.segments) or (list(QUICK) if options.quick else [])
    return {name: told(name, options, only) for name in names}


def told(name: str, options: argparse.Namespace, only: list[str]) -> Story:
    height, width = pictures.picture(name).shape[:2]
    return story(height / width, seed=options.seed, only=only, portrait=options.portrait)


def listed(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]
