"""Why a picture is hard to find, in plain words, each from a measured quantity.

Thresholds come from spoiling six good pictures step by step (four photographs, a rocket before an even sky, a page of
text; found in 96, 78, 84, 88, 75 and 62 of 100 views of the synthetic camera, ``adapters/markers/quality/proof``) and
proving each again: a threshold is about where most of them lose a fifth of their views. Those that no spoiling tells
come from the true rates of 160 pictures of the corpus in ``benchmarks/score``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adapters.markers.advice.details import Details
from adapters.markers.advice.measures.measured import Measures, measured
from adapters.markers.arrays import Grey
from domain.quality import Reason

SHIFT, TWINS, SHARP = 0.85, 0.7, 30.0
"""Chessboards, tiles, dots, slats, waves and a printed motif (found in 0-8 %) have at least 0.91 and 0.75, and 37
squares. A road under an even sky has 0.82 and 0.62, broad stripes 0.83 and 0.82, lines of text at most 0.68 and 0.49
(13, 38 and 55-60 %); an even glow has 0.90 and 0.95, but 6 squares to repeat.
"""

LEAST_SQUARES, LEAST_DISTINCT, ENOUGH_SQUARES = 60.0, 150, 150.0
"""Pictures of fewer than 60 squares were found in 3-82 %, mostly below 65; of 60-110, in 35-95 %, mostly above 70.
Simple shapes have 65-184 distinct features and 60-126 squares (55-85 %); with 202 squares they are found in 95 %."""

EXCELLENT = 0.85
"""A rate at which details are not few: five stars."""

LEAST_LIGHT = 70.0
"""Darkened until their 98th percentile was at 49-69, the six lose 19-33 of 100 views; at 76-127, 5-27."""

LEAST_CONTRAST = 70.0
"""Greys of 66-69 between the percentiles cost three pictures 23-34 of 100 views, 49-60 four of them 25-39; 98-120 cost
10-16."""

LEAST_LONGEST = 160
"""Shrunk to 128 pixels, five of the six lose 7-40 of 100 views; to 192, one loses 17 and the others 4 at most."""

THINNEST = 4.0
"""Long side over short side. Cut to 3, they lose 7-13 of 100 views, one 46; to 4, 8-29, one 47; to 6, 13-53."""

THIRD = 0.36
"""Where nine tenths of the detail must end to be in a third. Covering all but a half costs the six 0-16 of 100 views,
all but a third 2-23.
"""

LEAST_FILLED = 0.15
"""Of the area. Laid on plain paper at 0.4 of its side (0.16 of the area), the six lose 0-17 of 100 views, at 0.3
10-26.
"""

LETTERS, LETTERED = 80, 0.5
"""Printed pages have 175-650 letters in rows, 61-74 % of all that might be letters; photographs at most 9 %."""

WEAK = 0.3
"""An engine's expected detection rate below which it is said to be weak: one star."""

Rule = Callable[[Measures, Mapping[str, float]], Reason | None]


def reasons(grey: Grey, known: Details | None, *, rates: Mapping[str, float] | None = None) -> tuple[Reason, ...]:
    """The most important first. ``grey`` is the picture as cameras see it (height x width), ``known`` its target.

    ``rates`` are engines' expected detection rates, 0 of one that refused the picture; few_for_nft is said only
    where nft is known to be weak, nothing else says why and planar takes the picture, text_for_nft unless nft is known
    not to be weak.
    """
    return told(measured(grey, known), rates or {})


def told(seen: Measures, rates: Mapping[str, float]) -> tuple[Reason, ...]:
    """As :func:`reasons`, of what was measured."""
    found = tuple(reason for rule in RULES if (reason := rule(seen, rates)))
    unexplained = None if found else _few_for_nft(seen, rates)
    return (unexplained,) if unexplained else found


def _repeating(seen: Measures, _: Mapping[str, float]) -> Reason | None:
    if not _repeats(seen):
        return None
    text = "A repeating pattern: its parts look alike, so a camera cannot tell which one it sees. "
    return Reason(code="repeating", text=text + "Use a picture without a grid or tiles, or put a frame around it.")


def _symmetric(seen: Measures, _: Mapping[str, float]) -> Reason | None:
    if not seen.turned:
        return None
    text = f"Symmetric: the tracker may lock on to it turned by {seen.turned} degrees. "
    return Reason(code="symmetric", text=text + "Add something to one side only, such as a title or a frame.")


def _few_details(seen: Measures, rates: Mapping[str, float]) -> Reason | None:
    causes = (_repeating, _too_dark, _low_contrast, _too_small, _too_thin)
    if seen.squares is None or any(cause(seen, rates) for cause in causes):
        return None
    few = seen.squares < ENOUGH_SQUARES and (seen.distinct or 0) < LEAST_DISTINCT
    if not (few or seen.squares < LEAST_SQUARES) or rates.get("planar", 0.0) >= EXCELLENT:
        return None
    text = "Few distinct details: large plain or smooth areas, or simple shapes that look alike. "
    return Reason(code="few_details", text=text + "Use a busier picture, or add text or texture.")


def _too_dark(seen: Measures, _: Mapping[str, float]) -> Reason | None:
    if seen.light >= LEAST_LIGHT:
        return None
    text = f"Too dark: nearly all of it is below {100 * seen.light / 255:.0f} % of white. Brighten it before printing."
    return Reason(code="too_dark", text=text)


def _low_contrast(seen: Measures, rates: Mapping[str, float]) -> Reason | None:
    if seen.contrast >= LEAST_CONTRAST or _too_dark(seen, rates):
        return None
    text = f"Low contrast: its greys span only {100 * seen.contrast / 255:.0f} % of those from black to white. "
    return Reason(code="low_contrast", text=text + "Raise the contrast.")


def _too_small(seen: Measures, _: Mapping[str, float]) -> Reason | None:
    if max(seen.size) >= LEAST_LONGEST:
        return None
    text = f"Too small: {seen.size[0]} x {seen.size[1]} pixels hold little that a camera sees nearby. "
    return Reason(code="too_small", text=text + "Use a picture of 500 pixels or more.")


def _too_thin(seen: Measures, _: Mapping[str, float]) -> Reason | None:
    ratio = max(seen.size) / min(seen.size)
    if ratio < THINNEST:
        return None
    text = f"Too thin: {ratio:.0f} times as long as it is wide. Cut out a part, or add to the narrow sides."
    return Reason(code="too_thin", text=text)


def _one_sided(seen: Measures, _: Mapping[str, float]) -> Reason | None:
    where = _third(seen)
    if where is None:
        return None
    text = f"Points only in the {where}: the rest is plain, so the place of its far edges is guessed. "
    return Reason(code="one_sided", text=text + "Crop it, or put something into the empty part.")


def _empty_margins(seen: Measures, _: Mapping[str, float]) -> Reason | None:
    left, top, right, bottom = seen.box
    filled = (right - left) * (bottom - top)
    if filled >= LEAST_FILLED or _third(seen) is not None:
        return None
    text = f"Wide empty margins: nearly all detail lies in {100 * filled:.0f} % of the picture. Crop it."
    return Reason(code="empty_margins", text=text)


def _text_for_nft(seen: Measures, rates: Mapping[str, float]) -> Reason | None:
    if not _is_lettered(seen) or rates.get("nft", 0.0) >= WEAK:
        return None
    text = "A page of text: the nft engine hardly finds it, since letters are like one another. "
    return Reason(code="text_for_nft", text=text + "The planar engine, the default, does.")


def _few_for_nft(seen: Measures, rates: Mapping[str, float]) -> Reason | None:
    if _is_lettered(seen) or rates.get("nft", 1.0) >= WEAK or rates.get("planar", 1.0) == 0:
        return None
    text = "Little for the nft engine: it needs many blobs of strong contrast, large ones too. "
    return Reason(code="few_for_nft", text=text + "Use the planar engine, the default.")


def _is_lettered(seen: Measures) -> bool:
    return seen.letters >= LETTERS and seen.lettered >= LETTERED and not _repeats(seen)


def _repeats(seen: Measures) -> bool:
    return seen.shift >= SHIFT and seen.twins >= TWINS and (seen.squares or 0) >= SHARP


def _third(seen: Measures) -> str | None:
    """The side or corner that nine tenths of the detail lie in a third of."""
    left, top, right, bottom = seen.box
    across = "left" if right <= THIRD else "right" if left >= 1 - THIRD else ""
    down = "upper" if bottom <= THIRD else "lower" if top >= 1 - THIRD else ""
    if across and down:
        return f"{down} {across} corner"
    return f"{across or down} third" if across or down else None


RULES: tuple[Rule, ...] = (
    _repeating,
    _symmetric,
    _too_dark,
    _low_contrast,
    _few_details,
    _too_small,
    _one_sided,
    _empty_margins,
    _too_thin,
    _text_for_nft,
)
"""By importance: what lost most views when it was measured comes first."""
