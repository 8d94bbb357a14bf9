"""Why a video is not fitted by itself: codes for programs, sentences for owners."""

from __future__ import annotations

from application.ports import InputRejected

Refused = InputRejected

REASONS = {
    "few_details": "The picture has too few details to be looked for in a video.",
    "not_in_video": "The video does not show the picture.",
    "other_pixels": "The video shows something like the picture, but not the picture itself.",
    "mirrored": "The video shows the picture mirrored.",
    "ambiguous": "The picture repeats itself: it fits in more than one place.",
    "slanted": "The video shows the picture at a slant or stretched: it would not lie flat on the print.",
    "too_small": "The picture is too small in the video, or only a small part of it is shown.",
    "unsure": "The place of the picture in the video is not certain.",
}


def refusal(code: str) -> Refused:
    """The refusal with its sentence."""
    return Refused(code, REASONS[code])
