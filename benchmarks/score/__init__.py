"""How well the marker score tells the detection rate: pictures, their true rates, the fit, and its evaluation.

``python -m benchmarks.score --help`` says how to run it; docs/score.md what came out.
"""
