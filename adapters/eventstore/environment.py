"""Settings to the variables by which the event sourcing library configures itself."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from adapters.eventstore import bounded, codec

MAPPER = {"MAPPER_TOPIC": f"{codec.__name__}:{codec.MsgspecMapper.__qualname__}"}


def in_memory() -> dict[str, str]:
    """Events live as long as the process: for tests of decisions and handlers."""
    return {"PERSISTENCE_MODULE": "eventsourcing.popo", **MAPPER}


def postgres(database_url: str, *, pool: int = 5) -> dict[str, str]:
    """Events in Postgres, with every wait bounded.

    Tables come from a migration only: creating them from several processes at once fails. Database functions stay
    off: with them the library appends without its lock, and a follower misses events (ADR 0001).
    """
    url = urlsplit(database_url)
    return {
        "PERSISTENCE_MODULE": f"{bounded.__name__}:{bounded.BoundedFactory.__qualname__}",
        "POSTGRES_DBNAME": url.path.lstrip("/"),
        "POSTGRES_HOST": url.hostname or "127.0.0.1",
        "POSTGRES_PORT": str(url.port or 5432),
        "POSTGRES_USER": unquote(url.username or ""),
        "POSTGRES_PASSWORD": unquote(url.password or ""),
        "POSTGRES_POOL_SIZE": str(pool),
        "POSTGRES_MAX_OVERFLOW": "2",
        "POSTGRES_CONNECT_TIMEOUT": "1",  # the library tries ten times: a call ends within twelve seconds
        "POSTGRES_LOCK_TIMEOUT": "5",
        "POSTGRES_IDLE_IN_TRANSACTION_SESSION_TIMEOUT": "5",
        "CREATE_TABLE": "n",
        **MAPPER,
    }
