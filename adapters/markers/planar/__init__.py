"""The planar target: one small file by which the tracking core finds and follows a picture.

Pure functions on arrays. Whatever a phone computes too (features, the coded template) is computed by the core's own
code, in its workbench module.
"""
