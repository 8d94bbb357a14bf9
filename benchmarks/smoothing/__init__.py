"""How the corners that engines measure are best smoothed: calm at rest, on the picture in motion."""
