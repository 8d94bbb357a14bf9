from __future__ import annotations

from adapters.cli import plot, qr


def test_a_code_has_its_modules_and_a_light_border():
    lines = qr.drawn("http://192.168.1.20:8000/v/try-it").splitlines()
    assert len(lines) == (29 + 2 * qr.QUIET_ZONE + 1) // 2  # version 3 has 29 modules a side, two to a line


def test_the_largest_value_fills_the_height_and_nothing_is_empty():
    assert plot.columns([0, 4, 8], height=2) == ["  █", " ██"]


def test_no_values_are_an_empty_drawing():
    assert plot.columns([], height=2) == ["", ""]
