"""What a person sees while the system starts and runs: a table on a terminal, else a line a change."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

from adapters.cli.console import coloured, plain_table
from adapters.embedded.child import Child
from adapters.embedded.home import Home

HEAD, TAIL = 80, 160
TROUBLE = ("restarting", "failed")


class Progress:
    """Follows the children's states. On a terminal the table stands until all are ready; later changes are lines."""

    def __init__(self, screen: Console, home: Home) -> None:
        self._screen = screen
        self._home = home
        self._live: Live | None = None
        self._children: Sequence[Child] = ()
        self._begun = time.monotonic()

    @contextlib.contextmanager
    def following(self, children: Sequence[Child]) -> Iterator[None]:
        """Show the table while the block runs."""
        self._children = children
        if not self._screen.is_terminal:
            self._screen.print(f"Starting on {self._home.root}")
            yield
            return
        with Live(self._table(), console=self._screen, auto_refresh=False) as self._live:
            yield
        self._live = None

    def changed(self, child: Child) -> None:
        """A child's state changed."""
        if self._live:
            self._live.update(self._table(), refresh=True)
        elif child.state != "starting":
            self._screen.print(self._line(child), soft_wrap=True)

    def explain(self, child: Child) -> None:
        """Why the start was given up."""
        self._screen.print(
            f"[red]{child.name} does not start: {child.detail}.[/] The end of {child.log}:", soft_wrap=True
        )
        self._screen.print(_last_lines(child), soft_wrap=True)

    def _line(self, child: Child) -> str:
        seconds = f" after {time.monotonic() - self._begun:.1f} s" if not child.restarts else ""
        detail = f" ({child.detail}, see {child.log})" if child.detail else ""
        return f"{child.name} {coloured(child.state)}{seconds}{detail}"

    def _table(self) -> RenderableType:
        table = plain_table("process", "state", "port", "pid", "")
        for child in self._children:
            port, pid = (str(number) if number else "" for number in (child.program.port, child.pid))
            table.add_row(child.name, coloured(child.state), port, pid, child.detail)
        looping = [child for child in self._children if child.state in TROUBLE or child.failures > 1]
        return Group(table, *(_last_lines(child) for child in looping))


def _last_lines(child: Child) -> Text:
    return Text("\n".join(f"{child.name}: {_cropped(line)}" for line in child.last_lines()), style="dim")


def _cropped(line: str) -> str:
    """The beginning and the end of a long line: a logged traceback names its error last."""
    return line if len(line) <= HEAD + TAIL else f"{line[:HEAD]} … {line[-TAIL:]}"
