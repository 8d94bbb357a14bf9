"""``run/NAME.json``: what runs for a data directory, for ``status`` and for the next start."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from adapters.embedded.birth import birth
from adapters.embedded.home import Home


class Record(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A program's last known state. ``state``: waiting, starting, ready, done, restarting, stopped, failed."""

    name: str
    state: str
    pid: int = 0
    birth: str = ""
    port: int = 0
    restarts: int = 0
    stop_signal: int = 15
    detail: str = ""

    def alive(self) -> bool:
        """Whether exactly this process still runs."""
        return bool(self.pid and self.birth) and birth(self.pid) == self.birth


def write_record(home: Home, record: Record) -> None:
    """Replace the file in one step."""
    fresh = home.run / f".{record.name}.new"
    fresh.write_bytes(msgspec.json.encode(record))
    fresh.replace(home.run / f"{record.name}.json")


def read_records(home: Home) -> Iterator[Record]:
    """All that can be read; a torn file is no record."""
    for file in sorted(home.run.glob("*.json")):
        try:
            yield msgspec.json.decode(file.read_bytes(), type=Record)
        except (OSError, msgspec.MsgspecError):
            continue


def clear_records(home: Home) -> None:
    """Forget them all."""
    for file in home.run.glob("*.json"):
        file.unlink(missing_ok=True)
