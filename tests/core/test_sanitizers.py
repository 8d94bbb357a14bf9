"""Neither the reader nor the tracker does what C leaves undefined, whatever a target file holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.markers.planar.compile import compile_planar
from adapters.tracking.workbench import Workbench
from tests.adapters.markers.pictures import texture
from tests.adapters.markers.planar.test_repeats import tiled
from tests.core import native
from tests.core.files import whole
from tests.core.parts import Parts

pytestmark = pytest.mark.timeout(900)
"""The first time on a machine Zig compiles the runtime of its checks: half a minute of a processor's time."""


@pytest.fixture
def small(builds: dict[str, Parts], tmp_path: Path) -> list[Path]:
    """Files of a few hundred bytes, so that a change often hits a field."""
    bench, made = Workbench(), []
    for seed, size in enumerate([(32, 32), (40, 64), (57, 47)]):
        made.append(tmp_path / f"{seed}.planar")
        made[-1].write_bytes(whole(bench, seed=seed, size=size, features=3 * seed))
    return made


def test_the_reader_does_nothing_undefined(small: list[Path], tmp_path: Path):
    program = native.harness(native.ZIG, "undefined", "target", native.reader(), tmp_path / "reader")
    assert native.complaint(program, 2000, small) == ""


def test_the_reader_stays_in_its_memory(small: list[Path], tmp_path: Path):
    if not native.has_address_sanitizer(tmp_path):
        pytest.skip("there is no gcc with an address sanitizer")
    program = native.harness(("gcc",), "address,undefined", "target", native.reader(), tmp_path / "reader")
    assert native.complaint(program, 2000, small) == ""


def test_the_tracker_does_nothing_undefined_with_any_target(builds: dict[str, Parts], tmp_path: Path):
    pictures = {"texture": texture(180, 240), "wallpaper": tiled()}
    targets = [tmp_path / f"{name}.planar" for name in pictures]
    for target, picture in zip(targets, pictures.values(), strict=True):
        target.write_bytes(compile_planar(picture, progress=lambda *_: None).data)
    program = native.harness(native.ZIG, "undefined", "session", native.core(), tmp_path / "session")
    assert native.complaint(program, 40, targets) == ""


def test_a_fault_would_be_seen(small: list[Path], tmp_path: Path):
    fault = tmp_path / "fault.c"
    fault.write_text("int LLVMFuzzerTestOneInput(const char *b, unsigned long n) { return 1 << (n ? b[n - 1] : 0); }")
    files = [fault, native.FUZZ / "replay.c"]
    program = native.compiled(native.ZIG, "undefined", files, tmp_path / "fault")
    assert "shift" in native.complaint(program, 100, small)
