"""Versions of a picture that are found more often: cropped, with more contrast, in a frame."""

from adapters.markers.advice.proposals.propose import apply, propose

__all__ = ["apply", "propose"]
