"""The whole search: a picture and a video in, the fit out, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np

from adapters.markers.fitting.arrays import Grey
from adapters.markers.fitting.features import FEWEST, Guess, Marks, bent_by, guess, marks, shrunk, slanted
from adapters.markers.fitting.frames import Film, Moment, moments
from adapters.markers.fitting.layout import fit_of
from adapters.markers.fitting.likeness import Likeness, compare, rival
from adapters.markers.fitting.refine import Place, refined, sides
from adapters.markers.fitting.refusals import Refused, refusal
from application.ports import Progress
from domain.values import VideoFit

PICTURE_SIDE = 1280
"""Longest side of the picture that is worked with, pixels."""
WHOLE, TILES = 0.7, 0.55
"""Least correlation, and least share of tiles that are alike."""
SEEN = 0.2
"""Least share of the picture in sight."""
SURE, ALL = 0.9, 0.9
"""Correlation and share in sight with which the first moment is good enough to look no further."""
AS_GOOD = 0.03
"""An earlier moment is taken if it is worth no less than the best by this."""
LIT = 0.95
"""Contrast, compared with that of other moments as good, from which a fade is over."""
DIM, LIKER = 0.8, 0.005
"""The same for a moment whose correlation is this much higher."""
RIVAL = 0.92
"""Correlation elsewhere, compared with that here, from which the place is a guess."""
BEND = 0.02
DOUBT = 0.01
LAST_LOOKS = 4
"""Frames that are looked at once more, closer, and for a reason, when there is nothing else to see."""
SCALES = (0.1, 5.0)
"""What the settings allow."""


class Sight(msgspec.Struct, frozen=True):
    """The picture, seen at a moment. The frame that was looked at before was shown ``after`` so many seconds.

    ``closer``: it is only seen in a closer look.
    """

    moment: Moment
    after: float
    guess: Guess
    likeness: Likeness
    closer: bool = False


def find(picture: Grey, film: Film, progress: Progress) -> VideoFit:
    """Raises Refused when the place is not sure: see ``refusals`` for the reasons."""
    small = shrunk(picture, PICTURE_SIDE)
    own = marks(small)
    if len(own.points) < FEWEST:
        raise refusal("few_details")
    sights = list(looked(small, own, film, progress))
    good = [sight for sight in sights if alike(sight.likeness)]
    if not good:
        reason = why_not(small, own, film, sights)
        good = list(looked_closer(small, own, film)) if reason.code == "not_in_video" else []
        if not good:
            raise reason
    sight = first_frame(small, own, film, earliest(good))
    place = checked(small, sight)
    moment = sight.moment
    start = 0.0 if moment.at < 0.5 * moment.lasts else moment.at + 0.5 * moment.lasts
    fit = fit_of(place.matrix, sides(small), sides(moment.grey), start=start, error=place.doubt)
    if not SCALES[0] <= fit.scale <= SCALES[1]:
        raise refusal("too_small")
    return fit


def looked(picture: Grey, own: Marks, film: Film, progress: Progress) -> Iterator[Sight]:
    """Every moment at which the picture may be in sight, until one is beyond doubt and as bright as the one before."""
    times, light, before = moments(film), 0.0, 0.0
    for number, time in enumerate(times):
        progress("search", number / len(times))
        moment = film.at(time)
        if moment is None:
            return
        sight, before = seen(picture, own, moment, before), moment.at
        if sight:
            yield sight
            if sight.likeness.whole > SURE and sight.likeness.seen > ALL and alike(sight.likeness):
                if LIT * sight.likeness.contrast <= light:
                    return
                light = sight.likeness.contrast


def looked_closer(picture: Grey, own: Marks, film: Film) -> Iterator[Sight]:
    """The moments, among a few, at which a closer look shows the picture beyond doubt."""
    before = 0.0
    for moment in samples(film):
        sight = seen(picture, own, moment, before, closer=True)
        before = moment.at
        if sight and alike(sight.likeness) and sight.likeness.whole > SURE:
            yield sight


def seen(picture: Grey, own: Marks, moment: Moment, after: float, *, closer: bool = False) -> Sight | None:
    """The picture in this frame, where most points say that it is; pixels may disagree."""
    found = guess(own, marks(moment.grey, closer=closer))
    return found and Sight(moment, after, found, compare(picture, moment.grey, found.matrix), closer)


def alike(likeness: Likeness) -> bool:
    """Whether the pixels agree."""
    return likeness.whole >= WHOLE and likeness.tiles >= TILES and likeness.seen >= SEEN


def earliest(sights: list[Sight]) -> Sight:
    """The first that is about as good as the best, and not still fading in."""
    best = max(map(worth, sights))
    good = [sight for sight in sights if worth(sight) >= best - AS_GOOD]
    light = max(sight.likeness.contrast for sight in good)
    return next(sight for sight in good if sight.likeness.contrast >= LIT * light)


def worth(sight: Sight) -> float:
    """For choosing a moment."""
    return sight.likeness.worth


def first_frame(picture: Grey, own: Marks, film: Film, sight: Sight) -> Sight:
    """The frame from which on it looks like this or better, after the one that was looked at before."""
    before, known = sight.after, sight
    while known.moment.at - before > 1.5 * film.step:
        middle = film.at((before + known.moment.at) / 2)
        if middle is None or middle.at >= known.moment.at:
            break
        found = seen(picture, own, middle, before, closer=sight.closer)
        if found and alike(found.likeness) and as_good(found, known):
            known = found
        else:
            before = middle.at
    return known


def as_good(one: Sight, other: Sight) -> bool:
    """Whether a moment is worth about as much as another, and not still fading in; what moves may add contrast too."""
    light = DIM if one.likeness.whole > other.likeness.whole + LIKER else LIT
    return worth(one) >= worth(other) - AS_GOOD and one.likeness.contrast >= light * other.likeness.contrast


def checked(picture: Grey, sight: Sight) -> Place:
    """The place to a fraction of a pixel. Raises Refused when it is another than it seems, or no flat one."""
    frame = sight.moment.grey
    place = refined(picture, frame, sight.guess.matrix, bent_by(sight.guess, sides(picture)))
    if place.bend > BEND:
        raise refusal("slanted")
    after = compare(picture, frame, place.matrix)
    if place.doubt > DOUBT or after.whole < sight.likeness.whole - AS_GOOD or not alike(after):
        raise refusal("unsure")
    if rival(picture, frame, place.matrix) > RIVAL:
        raise refusal("ambiguous")
    return place


def why_not(picture: Grey, own: Marks, film: Film, sights: list[Sight]) -> Refused:
    """The reason when pixels agree at no moment."""
    sight = max(sights, key=lambda sight: len(sight.guess.source), default=None)
    mirrored = np.ascontiguousarray(picture[:, ::-1])
    theirs = marks(mirrored)
    for frame in [sight.moment.grey] if sight else [moment.grey for moment in samples(film)]:
        points = marks(frame)
        found = guess(theirs, points)
        if found and alike(compare(mirrored, frame, found.matrix)):
            return refusal("mirrored")
        if sight and sight.likeness.seen < SEEN:
            return refusal("too_small")
        if slanted(own, points):
            return refusal("slanted")
    return refusal("other_pixels" if sight else "not_in_video")


def samples(film: Film) -> Iterator[Moment]:
    """A few moments of the whole video."""
    for time in np.linspace(0, 0.9 * film.seconds, LAST_LOOKS):
        moment = film.at(float(time))
        if moment:
            yield moment
