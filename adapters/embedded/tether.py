"""Runs a command that must not outlive its parent, where the kernel has no parent-death signal (macOS).

``python -I tether.py PARENT SIGNAL COMMAND...`` is started in place of the command. Standard library only.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

LOOK = 0.5
GRACE = 5.0


def main() -> int:
    """Hand signals on, watch the parent, end with the command's code."""
    parent, number, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    child = subprocess.Popen(command)
    for caught in (signal.SIGTERM, signal.SIGINT):
        signal.signal(caught, lambda received, _frame: child.send_signal(received))
    while child.poll() is None:
        if os.getppid() != parent:
            child.send_signal(number)
            try:
                return child.wait(GRACE)
            except subprocess.TimeoutExpired:
                child.kill()
        time.sleep(LOOK)
    return child.returncode


if __name__ == "__main__":
    sys.exit(main())
