"""Where on a picture the default engine finds something to go by, drawn over the picture."""

from adapters.markers.advice.heat.png import heat_png
from adapters.markers.advice.heat.svg import heat_svg

__all__ = ["heat_png", "heat_svg"]
