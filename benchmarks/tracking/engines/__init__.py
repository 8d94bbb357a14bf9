"""Runs tracking engines on clips in a real, headless Chromium."""

from benchmarks.tracking.engines.live import run_live
from benchmarks.tracking.engines.prepare import NAMES
from benchmarks.tracking.engines.run import EngineFailed, EngineRun, FrameAnswer, LiveFrame, LiveRun, Options
from benchmarks.tracking.engines.seq import run_seq

__all__ = [
    "NAMES",
    "EngineFailed",
    "EngineRun",
    "FrameAnswer",
    "LiveFrame",
    "LiveRun",
    "Options",
    "run_live",
    "run_seq",
]
