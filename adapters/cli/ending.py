"""How a command that talks to the server ends when it cannot do what was asked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from adapters.cli.client import Refused
from adapters.cli.exits import FAILED, REJECTED, stop
from adapters.cli.patience import Unreachable
from adapters.cli.server import NoServer
from adapters.cli.works import Rejected, TooLong

MORE = {
    401: " A key is read from ARGUMENT_API_KEY.",
    415: " On the command line the picture comes first, then its video.",
}
"""What helps here beside the server's own words, by status."""
UNUSABLE = {"unsupported_media_type", "empty_file", "payload_too_large"}
"""What the server says of a file before anybody works on it."""


@contextlib.contextmanager
def explained(*, as_json: bool) -> Iterator[None]:
    """Turn what goes wrong into a sentence on stderr, with ``--json`` an object on stdout, and an exit code.

    3 is for a picture or video that cannot be used, 1 for everything else.
    """
    try:
        yield
    except Rejected as error:
        stop(error.code, f"The {error.stage} was refused: {error.detail}", as_json, REJECTED if error.final else FAILED)
    except Refused as error:
        more = MORE.get(error.status, "")
        stop(error.code, f"{error.detail}{more}", as_json, REJECTED if error.code in UNUSABLE else FAILED)
    except NoServer as error:
        stop("no_server", str(error), as_json)
    except Unreachable as error:
        stop("unreachable", f"{error} Look at `argument status`.", as_json)
    except TooLong as error:
        stop("timed_out", str(error), as_json)
