"""The colours of the paper."""

from __future__ import annotations

Colour = tuple[int, int, int]

INK: Colour = (24, 22, 52)
NIGHT: Colour = (38, 35, 84)
PLUM: Colour = (98, 42, 100)
ROSE: Colour = (196, 67, 98)
CORAL: Colour = (240, 98, 77)
AMBER: Colour = (248, 168, 60)
SUN: Colour = (255, 214, 102)
CREAM: Colour = (255, 246, 222)
MINT: Colour = (158, 220, 196)
TEAL: Colour = (26, 132, 136)
DEEP: Colour = (12, 74, 96)
LEAF: Colour = (64, 146, 82)
MOSS: Colour = (22, 84, 66)
LIME: Colour = (186, 208, 84)
SKY: Colour = (104, 190, 220)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """``one`` with ``share`` of the ``other``."""
    r, g, b = (round(a + (z - a) * share) for a, z in zip(one, other, strict=True))
    return r, g, b
