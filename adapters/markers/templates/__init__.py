"""The points of ``.fset``: 45 x 45 templates that look like nothing else within reach of a small move."""
