"""The sample: a picture that the project draws itself, and the film in which it comes alive.

Cut paper at dusk: everything is irregular and nothing repeats, so that a camera finds it from near and far. All
measures are in units of the picture, 1200 x 900, whatever size is drawn.
"""

WIDTH, HEIGHT = 1200, 900
