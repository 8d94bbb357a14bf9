"""The compiler of MindAR's targets beside MindAR's own: ``python -m benchmarks.mind``."""
