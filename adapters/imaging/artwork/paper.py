"""A sheet to cut and glue paper on, drawn larger than needed and reduced at the end for smooth edges."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from adapters.imaging.artwork.outlines import Outline, Point, box_of
from adapters.imaging.artwork.palette import INK, Colour

SMOOTH = 3
Pattern = Callable[["Sheet", Outline], None]


class Sheet:
    """Transparent paper over the rectangle ``box`` of the picture; ``scale`` is pixels for each unit."""

    def __init__(self, box: tuple[float, float, float, float], scale: float, smooth: int = SMOOTH) -> None:
        self.left, self.top = box[0], box[1]
        self.scale, self.smooth = scale, smooth
        self.factor = scale * smooth
        size = (ceil((box[2] - box[0]) * scale) * smooth, ceil((box[3] - box[1]) * scale) * smooth)
        self.image = Image.new("RGBA", size)
        self.draw = ImageDraw.Draw(self.image)

    def fill(self, outline: Outline, colour: Colour, pattern: Pattern | None = None) -> None:
        """Glue a piece of paper on; a ``pattern`` is printed on it and does not leave it."""
        if pattern is None:
            self.draw.polygon(self._pixels(outline), fill=colour)
            return
        print_ = Sheet(box_of(outline), self.scale, self.smooth)
        print_.image.paste(colour, (0, 0, *print_.image.size))
        pattern(print_, outline)
        shape = Image.new("L", print_.image.size)
        ImageDraw.Draw(shape).polygon(print_._pixels(outline), fill=255)
        place = (round((print_.left - self.left) * self.factor), round((print_.top - self.top) * self.factor))
        self.image.paste(print_.image, place, ImageChops.multiply(shape, print_.image.getchannel("A")))

    def line(self, points: Outline, colour: Colour, width: float) -> None:
        """A stroke with round joints."""
        pixels = self._pixels(points)
        self.draw.line(pixels, fill=colour, width=max(1, round(width * self.factor)), joint="curve")

    def outline(self, points: Outline, colour: Colour = INK, width: float = 3.0) -> None:
        """The edge of a shape as a stroke."""
        self.line([*points, points[0], points[1]], colour, width)

    def finished(self, shadow: float = 0.0, depth: float = 0.45) -> Image.Image:
        """The sheet in its final size, ``shadow`` units above what lies below."""
        size = (self.image.width // self.smooth, self.image.height // self.smooth)
        image = self.image.resize(size, Image.Resampling.BOX)
        return cast_shadow(image, shadow * self.scale, depth) if shadow else image

    def _pixels(self, points: Outline) -> list[Point]:
        return [((x - self.left) * self.factor, (y - self.top) * self.factor) for x, y in points]


def cast_shadow(image: Image.Image, height: float, depth: float) -> Image.Image:
    """The image with its own soft shadow below, ``height`` pixels away."""
    alpha = image.getchannel("A")
    soft = Image.new("L", image.size)
    soft.paste(alpha, (round(height * 0.4), round(height)))
    soft = soft.filter(ImageFilter.GaussianBlur(height * 0.8))
    below = Image.new("RGBA", image.size, INK)
    below.putalpha(soft.point([round(value * depth) for value in range(256)]))
    return Image.alpha_composite(below, image)
