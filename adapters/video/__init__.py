"""Videos: probed, bounded, and written anew as one fast-start MP4 that any phone can play as a texture."""

from adapters.video.tools import FfmpegVideoTools

__all__ = ["FfmpegVideoTools"]
