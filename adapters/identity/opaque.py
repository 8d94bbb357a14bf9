"""Opaque secrets: random or derived text that means nothing by itself and is stored only as its hash."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

KEY_PREFIX = "arg_"


def random_token() -> str:
    """256 random bits as URL-safe text."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> bytes:
    """What is stored of a secret. A plain hash is enough for 256 random bits."""
    return hashlib.sha256(token.encode()).digest()


def successor(secret_key: str, token: str) -> str:
    """The refresh token that follows this one.

    It is derived, not drawn, so that two requests that use the same token at once get the same successor although
    only hashes are stored.
    """
    mac = hmac.new(secret_key.encode(), b"refresh:" + token.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()


def api_key() -> str:
    """A new API key; the part before the second underscore is its prefix in lists."""
    return f"{KEY_PREFIX}{secrets.token_hex(4)}_{secrets.token_urlsafe(32)}"


def key_prefix(key: str) -> str:
    """The part of an API key that may be shown."""
    return key[: len(KEY_PREFIX) + 8]
