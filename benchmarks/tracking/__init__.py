"""Tracking engines against the truth: clips of a synthetic camera, whose every corner is known, and what is measured.

``python -m benchmarks.tracking --help`` says how to run it; docs/tracking.md what came out.
"""
