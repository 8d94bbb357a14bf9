"""How long the kernels of the tracking core take."""
