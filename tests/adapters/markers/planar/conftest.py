from __future__ import annotations

import numpy as np
import pytest

from adapters.tracking.workbench import Workbench
from tests.adapters.markers.pictures import texture


@pytest.fixture(scope="session")
def bench() -> Workbench:
    return Workbench()


@pytest.fixture(scope="session")
def busy() -> np.ndarray:
    return texture(300, 400)
