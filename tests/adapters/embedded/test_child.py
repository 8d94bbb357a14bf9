from __future__ import annotations

from pathlib import Path

from adapters.embedded.child import LOG_MOST, shorten


def test_a_long_log_is_kept_once_and_goes_on_in_the_same_file(tmp_path: Path):
    log = tmp_path / "api.log"
    with log.open("ab", buffering=0) as process:
        process.write(b"old\n" * (LOG_MOST // 4 + 1))
        shorten(log)
        process.write(b"new\n")
        shorten(log)
    assert log.read_bytes() == b"new\n"
    assert (tmp_path / "api.log.1").stat().st_size > LOG_MOST
