"""One file per engine: how its server is prepared, started, pinged and ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adapters.embedded.credentials import Credentials
from adapters.embedded.engines import clickhouse, postgres, seaweed, valkey
from adapters.embedded.home import Home
from adapters.embedded.ports import Ports
from adapters.embedded.program import Engine

_PLANS: dict[str, Callable[[Home, Credentials, Ports], Engine]] = {
    "CLICKHOUSE_URL": clickhouse.plan,
    "S3_ENDPOINT": seaweed.plan,
    "REDIS_URL": valkey.plan,
    "DATABASE_URL": postgres.plan,
}


def plan_engines(home: Home, credentials: Credentials, ports: Ports, env: Mapping[str, str]) -> list[Engine]:
    """The engines to start, slowest first; one whose address ``env`` gives is a real server and is left out."""
    return [plan(home, credentials, ports) for name, plan in _PLANS.items() if not env.get(name)]
