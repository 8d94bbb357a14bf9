"""Environment variables to one frozen struct. The same names are used by `argument up`, compose and any other host."""

from __future__ import annotations

import os
from collections.abc import Mapping

import msgspec

MINIMUM_SECRET = 32
SAMPLE_SLUG = "try-it"
"""The link of the sample that `argument up` publishes and the start page shows."""


class SettingsError(Exception):
    """A variable is missing or wrong; the text says which and what it should be."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Where the engines are and how the service behaves. Addresses carry their credentials."""

    database_url: str
    redis_url: str
    clickhouse_url: str
    s3_endpoint: str
    s3_access_key: str
    s3_secret_key: str
    s3_bucket: str = "argument"
    s3_region: str = "us-east-1"
    secret_key: str
    public_url: str = "http://127.0.0.1:8000"
    asset_base_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    tls_cert: str = ""
    tls_key: str = ""
    lan_ca: str = ""
    """Path of the authority's certificate that phones may download; empty when the LAN mode is off."""
    registration_open: bool = False
    api_rate_per_minute: int = 100
    """Requests of one account to the authenticated API; operators get twenty times as many."""
    public_rate_per_minute: int = 6_000
    """Requests of one address to links and assets: a museum is one address."""
    trusted_proxies: str = ""
    """Addresses, separated by commas, whose X-Forwarded-For is believed; empty believes nobody."""
    marker_max_side: int = 1024
    """Longest side, in pixels, of the picture that markers are compiled from: docs/adr/0015 has the measurements."""
    log_level: str = "INFO"
    data_dir: str = ""
    """Where the embedded stack lives; empty when the engines are real servers."""

    @property
    def assets_url(self) -> str:
        """The base of public assets, without a slash at its end: a CDN or bucket when ASSET_BASE_URL is set."""
        return (self.asset_base_url or f"{self.public_url}/api/v1/assets").rstrip("/")


def load_settings(env: Mapping[str, str] | None = None) -> Settings:
    """Reads every field from the variable of its name in upper case. Raises SettingsError."""
    source = os.environ if env is None else env
    given = {name: source[name.upper()] for name in Settings.__struct_fields__ if source.get(name.upper())}
    missing = [
        field.name.upper() for field in msgspec.structs.fields(Settings) if field.required and field.name not in given
    ]
    if missing:
        raise SettingsError(f"Set {', '.join(missing)}. `argument up` sets all of them by itself.")
    if len(given["secret_key"]) < MINIMUM_SECRET:
        raise SettingsError(f"SECRET_KEY needs at least {MINIMUM_SECRET} characters.")
    given["public_url"] = given.get("public_url", f"http://127.0.0.1:{given.get('port', 8000)}").rstrip("/")
    try:
        return msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(f"A setting is wrong: {error}.") from error
