"""The ``.mind`` file of MindAR 1.2: levels of the picture, key points of each in trees, and two images to follow by.

Pure functions on arrays.
"""
