"""Finds the picture of a marker inside one of its videos, so that the video can be laid on the print exactly."""
