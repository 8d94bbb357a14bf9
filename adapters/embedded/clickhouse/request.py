"""An HTTP request as the ClickHouse protocol means it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

import msgspec

from adapters.embedded.clickhouse.errors import QueryError

_NAME = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*$")

TRANSPORT = frozenset(
    "query user password database default_format session_id session_timeout session_check query_id quota_key role "
    "compress decompress wait_end_of_query buffer_size client_protocol_version enable_http_compression "
    "send_progress_in_http_headers http_headers_progress_interval_ms http_zlib_compression_level add_http_cors_header "
    "cancel_http_readonly_queries_on_client_close http_response_buffer_size stacktrace".split()
)
"""Parameters that steer the transport of a real server; they never reach the engine."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What to run. ``settings`` hold for this query alone; ``params`` are the ``{name:Type}`` values, still escaped."""

    query: bytes
    query_id: str
    database: str
    session_id: str
    session_timeout: float
    default_format: str
    whole: bool
    settings: Mapping[str, str]
    params: Mapping[str, str]


def read_params(query_string: bytes) -> dict[str, str]:
    """URL parameters; of a repeated one the last counts."""
    try:
        return dict(parse_qsl(query_string.decode("ascii"), keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError:
        raise QueryError(36, "BAD_ARGUMENTS", "URL parameters must be UTF-8") from None


def read_request(params: Mapping[str, str], headers: Mapping[str, str], query_id: str, database: str) -> Request:
    """Sorts URL parameters into transport, settings and query parameters. Raises QueryError."""
    if params.get("compress") in ("1", "true") or params.get("decompress") in ("1", "true"):
        raise QueryError(48, "NOT_IMPLEMENTED", "Native block compression is off here; use Content-Encoding")
    if params.get("database") == "default":
        raise QueryError(81, "UNKNOWN_DATABASE", "Database default does not exist")
    values = {k.removeprefix("param_"): v for k, v in params.items() if k.startswith("param_")}
    settings = {k: v for k, v in params.items() if k not in TRANSPORT and not k.startswith("param_")}
    for name in settings:
        if not _NAME.match(name):
            raise QueryError(115, "UNKNOWN_SETTING", "Unknown setting")
    return Request(
        query=params.get("query", "").encode(),
        query_id=params.get("query_id") or query_id,
        database=params.get("database") or headers.get("x-clickhouse-database") or database,
        session_id=params.get("session_id", ""),
        session_timeout=_seconds(params.get("session_timeout", "60")),
        default_format=headers.get("x-clickhouse-format") or params.get("default_format") or "TabSeparated",
        whole=params.get("wait_end_of_query") in ("1", "true"),
        settings=settings,
        params=values,
    )


def _seconds(text: str) -> float:
    if not text.isdigit() or int(text) > 3600:
        raise QueryError(36, "BAD_ARGUMENTS", "session_timeout must be 0 to 3600 seconds")
    return float(text)
