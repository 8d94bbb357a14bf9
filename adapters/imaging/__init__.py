"""Pictures: a real decode decides what a file is; what is published is drawn anew from the pixels, without metadata."""

from adapters.imaging.tools import PillowImageTools

__all__ = ["PillowImageTools"]
