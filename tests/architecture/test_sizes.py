"""Files and functions stay small enough to be read in one go."""

from __future__ import annotations

from statistics import median, quantiles

from tests.architecture.source import BESIDE, PACKAGES, files, functions, name

CODE = (".py", ".ts", ".mjs", ".css", ".html", ".sql")


def test_no_file_is_longer_than_300_lines():
    long = {name(path): lines for path in files(*CODE) if (lines := len(path.read_text().splitlines())) > 300}
    assert not long


def test_most_files_fit_on_a_page():
    sizes = [len(path.read_text().splitlines()) for path in files(*CODE, within=PACKAGES)]
    assert median(sizes) <= 80
    assert quantiles(sizes, n=10)[-1] <= 200


def test_most_functions_fit_in_one_look():
    lengths = [lines for path in files(".py", within=PACKAGES) for _, lines in functions(path)]
    assert median(lengths) <= 8
    assert quantiles(lengths, n=10)[-1] <= 25


def test_no_function_needs_scrolling():
    long = {
        where: lines
        for path in files(".py", within=(*PACKAGES, *BESIDE))
        for where, lines in functions(path)
        if lines > 60
    }
    assert not long
