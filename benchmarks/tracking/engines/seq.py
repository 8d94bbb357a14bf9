"""`run_seq`: every frame of a clip through each engine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.tracking.engines.browser import Bench, open_bench
from benchmarks.tracking.engines.prepare import prepare_all
from benchmarks.tracking.engines.run import EngineRun, FrameAnswer, Options, State
from benchmarks.tracking.engines.setup import Refusal, Setup

DEFAULT = Options()


def run_seq(clip: Path, picture: Path, names: Sequence[str], *, options: Options = DEFAULT) -> dict[str, EngineRun]:
    """Runs by engine, in the order of ``names``; peers that cannot be had are missing unless asked for explicitly.

    ``clip`` holds frames/000000.jpg ... and truth.json. An engine that refuses the picture finds it in no frame. Raises
    EngineFailed.
    """
    facts = clip_facts(clip)
    with open_bench() as bench:
        bench.site.mounts["frames"] = clip / "frames"
        setups = prepare_all(names, picture, bench, options)
        return {setup.name: sequence(bench, setup, facts, options) for setup in setups}


def clip_facts(clip: Path) -> dict[str, Any]:
    """What pages need to know of a clip whose frames are served as /frames."""
    truth = json.loads((clip / "truth.json").read_text())
    count = len(truth["frames"])
    return {"folder": "/frames", "count": count, **{key: truth[key] for key in ("width", "height", "fps")}}


def engine_job(bench: Bench, setup: Setup, script: str, **facts: Any) -> dict[str, Any]:
    """A job for an engine whose files are served from now on."""
    bench.site.mounts |= setup.mounts
    return {"script": script, "where": setup.where, "engine": {"module": setup.module, "config": setup.config}, **facts}


def sequence(bench: Bench, setup: Setup | Refusal, facts: dict[str, Any], options: Options) -> EngineRun:
    """One engine over the clip that is served as /frames. Raises EngineFailed."""
    if isinstance(setup, Refusal):
        nothing = FrameAnswer(found=False, corners=None, state="search", ms=0, capture_ms=0)
        return EngineRun(setup.name, [nothing] * facts["count"], 0, 0, "", setup.why)
    job = engine_job(bench, setup, "/pages/seq.js", clip=facts)
    result = bench.run(setup.name, job, seconds=options.seconds, total=facts["count"])
    frames = list(answers(result["frames"]))
    return EngineRun(setup.name, frames, result["initMs"], setup.weight, setup.version, setup.notes)


def answers(frames: Sequence[dict[str, Any]]) -> Iterator[FrameAnswer]:
    """What a page says of frames that followed one another."""
    state: State = "search"
    for frame in frames:
        found = frame["corners"] is not None
        yield FrameAnswer(found, frame["corners"], state, frame["ms"], frame["captureMs"], frame["confidence"])
        state = "track" if found else "search"
