"""Access tokens: short-lived signed statements of who an account is (RFC 9068, RFC 8725)."""

from __future__ import annotations

import time
from uuid import UUID

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from joserfc.jws import JWSRegistry
from joserfc.jwt import JWTClaimsRegistry

ALGORITHM = "HS256"
TYPE = "at+jwt"
AUDIENCE = "argument-api"
ISSUER = "argument"
LIFETIME = 15 * 60
"""Seconds."""
LEEWAY = 30
"""Seconds by which two clocks may differ."""
LONGEST = 4_096


class BadToken(Exception):
    """The token proves nothing; why is not told to whoever sent it."""


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """What a token proves."""

    account_id: UUID
    role: str


class AccessTokens:
    """Issues and checks tokens with one key and one algorithm, whatever a token's header asks for."""

    def __init__(self, secret_key: str) -> None:
        self._key = OctKey.import_key(secret_key.encode())
        self._headers = JWSRegistry(algorithms=[ALGORITHM])

    def issue(self, identity: Identity) -> str:
        """A token that is good for LIFETIME seconds."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(identity.account_id),
            "role": identity.role,
            "iat": now,
            "exp": now + LIFETIME,
        }
        return jwt.encode({"alg": ALGORITHM, "typ": TYPE}, claims, self._key)

    def verify(self, text: str) -> Identity:
        """Raises BadToken unless signature, type, issuer, audience and times are all right.

        joserfc checks the signature when it decodes and the claims only when they are validated.
        """
        if len(text) > LONGEST:
            raise BadToken
        registry = JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": ISSUER},
            aud={"essential": True, "value": AUDIENCE},
            sub={"essential": True},
            role={"essential": True, "values": ["user", "admin"]},
            iat={"essential": True},
            exp={"essential": True},
        )
        try:
            token = jwt.decode(text, self._key, algorithms=[ALGORITHM], registry=self._headers)
            registry.validate(token.claims)
            if token.header.get("typ") != TYPE:
                raise BadToken
            return Identity(account_id=UUID(token.claims["sub"]), role=token.claims["role"])
        except (JoseError, ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
            raise BadToken from error
