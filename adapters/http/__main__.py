"""``python -m adapters.http``: the API on uvicorn, one process. TLS when TLS_CERT is set; SIGTERM ends it gently."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import uvicorn

from adapters.http import logs
from adapters.sandbox.scratch import scratch
from adapters.settings import Settings, SettingsError, load_settings

FACTORY = "adapters.wiring:api"
"""Named, not imported: wiring knows the API, the API does not know wiring."""
GRACE = 4
"""Seconds for requests under way when the process is told to end."""
LARGEST_HINT = 65_536


def server_config(settings: Settings) -> uvicorn.Config:
    """How the server runs. X-Forwarded-For is believed only from the proxies that the settings name."""
    return uvicorn.Config(
        FACTORY,
        factory=True,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        ws_max_size=LARGEST_HINT,
        log_config=logs.config(settings.log_level),
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=GRACE,
        ssl_certfile=settings.tls_cert or None,
        ssl_keyfile=settings.tls_key or None,
    )


def main() -> int:
    """Exit 0 after a gentle end, 2 with a reason on stderr when the settings are wrong."""
    try:
        settings = load_settings()
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for told in (signal.SIGINT, signal.SIGTERM):  # uvicorn ends gently, then raises again what it was told
        signal.signal(told, lambda *_: sys.exit(0))
    server = uvicorn.Server(server_config(settings))
    with scratch(Path(settings.data_dir) / "tmp" if settings.data_dir else None):
        server.run()
    return 0 if server.started else 1


if __name__ == "__main__":
    sys.exit(main())
