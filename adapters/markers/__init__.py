"""The marker compilers: a picture becomes the files that a tracking engine loads.

Pure functions on numpy arrays with OpenCV; only ``picture``, ``writing`` and the child's entry touch files. The
package and ``compiler`` import neither numpy nor OpenCV, so that a parent process which only starts the child stays
small.
"""
