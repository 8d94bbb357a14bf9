"""What children load NumPy, msgspec and OpenCV by leaves them as they are for whoever uses them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAD = f"""
import sys
sys.path[:0] = {sys.path[1:]!r}
sys.path.insert(0, {str(ROOT)!r})
from adapters.sandbox.lightly import StandIn, load_lightly
load_lightly()
"""


def said(code: str) -> str:
    """What a fresh process prints that loads lightly, without site-packages but those of this one, as children are."""
    command = [sys.executable, "-I", "-S", "-c", HEAD + code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_arrays_are_computed_with_pickled_and_annotated() -> None:
    code = """
import pickle
import numpy as np
from numpy.typing import DTypeLike, NDArray
whole = pickle.loads(pickle.dumps(np.linalg.inv(np.array([[2.0, 0], [0, 4]]))))
print(whole.tolist(), NDArray[np.uint8] is not None, np.linalg.norm([3, 4]), np.linalg.__name__)
"""
    assert said(code) == "[[0.5, 0.0], [0.0, 0.25]] True 5.0 numpy.linalg\n"


def test_structs_are_checked_and_coded() -> None:
    code = """
import msgspec
class Pair(msgspec.Struct):
    one: int
    other: str | None = None
print(msgspec.json.decode(b'{"one": 1}', type=Pair), list(msgspec.json.schema(Pair)))
"""
    assert said(code) == "Pair(one=1, other=None) ['$ref', '$defs']\n"


def test_pictures_are_coded_and_resized_by_the_extension_itself() -> None:
    code = """
import cv2, numpy as np
small = cv2.resize(np.full((40, 60), 7, np.uint8), (6, 4), interpolation=cv2.INTER_AREA)
print(cv2.imdecode(cv2.imencode(".png", small)[1], cv2.IMREAD_UNCHANGED).tolist()[0], cv2.error.__name__)
print(cv2.__file__.rpartition("/")[2].split(".")[0], hasattr(cv2, "OpenCV_LOADER"))
"""
    assert said(code) == "[7, 7, 7, 7, 7, 7] error\ncv2 False\n"


def test_other_modules_find_the_standard_library_as_it_is() -> None:
    code = """
import msgspec, numpy, pathlib
import ast, inspect, pickle, platform, textwrap, typing_extensions, urllib.parse
print([m for m in (ast, inspect, pickle, platform, textwrap, urllib.parse) if isinstance(m, StandIn)])
print(inspect.cleandoc(" a\\n   b"), inspect.signature(numpy.sum).parameters["axis"], pathlib.Path("/a b").as_uri())
print(numpy.__loader__ is numpy.__spec__.loader, type(numpy.__loader__).__name__)
"""
    assert said(code) == "[]\na\nb axis=None file:///a%20b\nTrue SourceFileLoader\n"


def test_a_stand_in_that_is_asked_for_more_makes_way() -> None:
    code = """
import numpy as np
from numpy.typing import NBitBase
print(isinstance(NBitBase, type), isinstance(sys.modules["numpy.typing"], StandIn))
"""
    assert said(code) == "True False\n"


@pytest.mark.parametrize("name", ["numpy", "msgspec", "pathlib"])
def test_what_stood_in_is_gone_when_loading_fails(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.py").write_text("import inspect, textwrap, platform\nraise RuntimeError('broken')\n")
    code = f"""
sys.path.insert(0, {str(tmp_path)!r})
try:
    import {name}
except RuntimeError as error:
    print(error, [n for n, m in sys.modules.items() if isinstance(m, StandIn) and not n.startswith("{name}.")])
"""
    assert said(code) == "broken []\n"


def test_a_package_without_the_extension_is_loaded_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "cv2").mkdir()
    (tmp_path / "cv2" / "__init__.py").write_text("name = 'another'\n")
    code = f"sys.path.insert(0, {str(tmp_path)!r})\nimport cv2\nprint(cv2.name)\n"
    assert said(code) == "another\n"
