"""The array types of this package."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
"""Rows by columns of an 8-bit grey picture."""

Floats = NDArray[np.floating]
"""float32, as the trackers compute, where nothing else is said."""

Ints = NDArray[np.intp]

Flags = NDArray[np.bool_]
