"""``python -m migrations``: brings Postgres, ClickHouse and the bucket to what this version needs. Safe to repeat."""

from __future__ import annotations

import logging
import sys

from adapters.settings import SettingsError, load_settings
from migrations import MigrationError, apply

log = logging.getLogger(__name__)


def main() -> int:
    """Exit 0 when everything is there, 1 with a reason on stderr otherwise."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    try:
        for name in apply(load_settings()):
            log.info("applied %s", name)
    except (SettingsError, MigrationError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
