"""Accounts, their tokens, keys and quotas: tables of migration 0002, which can be erased row by row."""

from psycopg import InterfaceError, OperationalError
from psycopg_pool import PoolClosed, PoolTimeout

from adapters.accounts.accounts import Account, Accounts, EmailTaken, normalised
from adapters.accounts.idempotency import IdempotencyKeys
from adapters.accounts.keys import ApiKeys
from adapters.accounts.quotas import Limits, Quotas, Used
from adapters.accounts.refresh import RefreshTokens
from adapters.accounts.sweep import sweep

UNAVAILABLE = (OperationalError, InterfaceError, PoolTimeout, PoolClosed, ConnectionError)
"""What is raised when Postgres does not answer."""

__all__ = [
    "UNAVAILABLE",
    "Account",
    "Accounts",
    "ApiKeys",
    "EmailTaken",
    "IdempotencyKeys",
    "Limits",
    "Quotas",
    "RefreshTokens",
    "Used",
    "normalised",
    "sweep",
]
