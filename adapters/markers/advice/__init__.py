"""Why a picture is hard to find, and what to do about it: reasons, a heat map, better versions, look-alikes.

Pure functions on arrays. All speak of what the default engine really uses of a picture: its planar target.
"""
