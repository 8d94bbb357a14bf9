"""Measures tracking engines against the truth.

``python -m benchmarks.tracking [--pictures page,logo] [--segments dark,tilt] [--engines planar,nft,mind] [--out DIR]``
runs them on clips of its own; ``python -m benchmarks.tracking --clip DIR --picture FILE --json`` on a clip that is
already there. Ends with 2 for a clip, picture or option that cannot be used, with 1 when an engine failed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.tracking import chosen, goals, lively, plots, running, speed, studio, tables
from benchmarks.tracking.clips import BadClip, Clip
from benchmarks.tracking.engines import NAMES, EngineFailed, Options, run_seq
from benchmarks.tracking.results import Result, as_json
from benchmarks.tracking.running import Sequenced, size_of

USUAL = "planar,nft,mind"
MODES = (
    "every frame; a camera in real time; how fast both builds of our core are in a worker, ten targets at once and "
    "capture included; the same on the page's main thread, slowed four times"
)


def tell(line: str) -> None:
    """Progress; standard output belongs to the result."""
    print(line, file=sys.stderr, flush=True)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="python -m benchmarks.tracking", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--clip", type=Path, help="a folder with frames/ and truth.json")
    made.add_argument("--picture", type=Path, help="what that clip films")
    made.add_argument("--engines", help=f"of {', '.join(NAMES)}; {USUAL} when left out")
    made.add_argument("--mode", choices=("seq", "live", *speed.MODES), default="seq", help=MODES)
    made.add_argument("--seconds", type=float, default=20.0, help="that the camera films in live mode")
    made.add_argument("--json", action="store_true", help="one object on standard output, and nothing else")
    made.add_argument("--out", type=Path, help="a folder for plots (PNG) and results.json")
    chosen.add_arguments(made)
    return made


def main(arguments: Sequence[str] | None = None, run: Sequenced = run_seq) -> int:
    """``run``: what stands for the engines. Returns the exit code."""
    options = parser().parse_args(arguments)
    if (options.clip is None) != (options.picture is None):
        tell("--clip and --picture go together")
        return 2
    try:
        if options.mode in speed.MODES:
            return fast(options)
        return live(options) if options.mode == "live" else seq(options, run)
    except BadClip as problem:
        tell(str(problem))
        return 2
    except EngineFailed as problem:
        tell(str(problem))
        return 1


def engines(options: argparse.Namespace) -> list[str]:
    """Raises BadClip for a name that there is not."""
    names = chosen.listed(options.engines or USUAL)
    if unknown := [name for name in names if name not in NAMES]:
        raise BadClip(f"no such engine: {', '.join(unknown)}; there are {', '.join(NAMES)}")
    return names


def settings(options: argparse.Namespace) -> Options:
    return Options(explicit=options.engines is not None, live_seconds=options.seconds)


def seq(options: argparse.Namespace, run: Sequenced) -> int:
    """Every frame through every engine."""
    names = engines(options)
    if options.clip:
        results = running.one(options.clip, options.picture, names, settings(options), run)
    else:
        clips = studio.clips_of(chosen.stories(options), tell=tell)
        results = running.own(clips, names, settings(options), tell, run)
    show(results, options)
    return 0


def show(results: dict[str, Result], options: argparse.Namespace) -> None:
    """Tables or JSON, and plots where asked for."""
    if options.json:
        print(json.dumps(as_json(results)))
    else:
        console = Console(width=max(150, Console().width))
        for table in (tables.by_picture, tables.by_segment, tables.overall, tables.times):
            console.print(table(results))
        if goals.OWN in results and not options.clip:
            console.print(goals.table(results))
        for note in dict.fromkeys(note for result in results.values() for note in result.notes):
            console.print(note, highlight=False)
    if options.out:
        for path in plots.draw_all(results, options.out):
            tell(f"wrote {path}")
        (options.out / "results.json").write_text(json.dumps(as_json(results), indent=1))


def live(options: argparse.Namespace) -> int:
    """A camera in real time: frames are missed where an engine is slow."""
    names = engines(options)
    clips, pictures = filmed(options)
    runs = running.live(clips, pictures, names, settings(options), tell)
    judged = {
        (clip, name): (run, running.filmed(run, clips[clip].truth, size_of(pictures[clip])))
        for clip, by_name in runs.items()
        for name, run in by_name.items()
    }
    if options.json:
        print(json.dumps(lively.as_json(judged)))
    else:
        Console(width=150).print(lively.table(judged))
    return 0


def filmed(options: argparse.Namespace) -> tuple[dict[str, Clip], dict[str, Path]]:
    """Clips and their pictures by name: the one that is given, or our own. Raises BadClip."""
    if options.clip:
        clip, _ = running.foreign(options.clip, options.picture)
        return {options.clip.name: clip}, {options.clip.name: options.picture}
    clips = studio.clips_of(chosen.stories(options), tell=tell)
    return clips, {name: studio.picture_file(clip.folder) for name, clip in clips.items()}


def fast(options: argparse.Namespace) -> int:
    """The core's own speed."""
    clips, pictures = filmed(options)
    pairs = {name: (clip.folder, pictures[name]) for name, clip in clips.items()}
    speeds = speed.measure(options.mode, pairs, settings(options))
    if options.json:
        print(json.dumps(speed.as_json(speeds)))
    else:
        for table in speed.shown(speeds):
            Console(width=150).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
