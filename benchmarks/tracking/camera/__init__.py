"""A synthetic camera whose every frame's corners are known.

Units: the picture is 1 wide and lies around the origin of its own plane, x right, y down; frame pixels count from
their edges (the first pixel covers 0 .. 1); time is in seconds, 0 at the middle of a clip's first frame.
"""
