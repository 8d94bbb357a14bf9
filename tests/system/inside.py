"""Looks inside a running stack, past its API: the event store and the object store."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from adapters import wiring
from adapters.cli.client import Client
from adapters.cli.server import Server, find_server
from adapters.embedded.home import Home
from adapters.embedded.python import python_environment
from adapters.embedded.server import ServerFile, running
from adapters.settings import Settings, load_settings
from tests.stack import Stack


def server(stack: Stack) -> ServerFile:
    """What the stack says about itself."""
    found = running(Home(stack.data))
    assert found is not None
    return found


def settings(stack: Stack) -> Settings:
    """What the stack's own processes run with."""
    return load_settings(server(stack).settings)


def happened(stack: Stack, *ids: str) -> Counter[str]:
    """How often each kind of event is in the streams of these ids."""
    application = wiring.application(settings(stack), pool=1)
    try:
        return Counter(type(event).__name__ for id in ids for event in application.read(UUID(id)))
    finally:
        application.close()


def public_keys(stack: Stack) -> set[str]:
    """The objects that anybody may load."""
    return set(wiring.object_store(settings(stack)).keys("public/"))


@contextmanager
def owner(stack: Stack) -> Iterator[Client]:
    """The API as the stack's owner uses it."""
    with Client(lambda: find_server(None, stack.data, {})) as client:
        yield client


@contextmanager
def stranger(stack: Stack) -> Iterator[Client]:
    """The API as somebody else uses it, who has an account too."""
    email, password = f"{secrets.token_hex(4)}@example.org", secrets.token_urlsafe(16)
    env = python_environment({**server(stack).settings, "ACCOUNT_PASSWORD": password})
    made = [sys.executable, "-m", "adapters.first_account", "--email", email]
    subprocess.run(made, env=dict(os.environ) | env, check=True)
    with Client(lambda: Server(url=stack.url, email=email, password=password)) as client:
        yield client
