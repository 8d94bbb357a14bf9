"""Whether a server answers in its own protocol, by plain sockets; each ping takes at most half a second."""

from __future__ import annotations

import socket
import ssl
import struct
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPSConnection

PATIENCE = 0.5


def postgres(port: int, host: str = "127.0.0.1") -> bool:
    """Send a StartupMessage (protocol 3.0): an authentication request ``R`` means ready, an error ``E`` still starting.

    The message asks for user and database ``argument`` and is never completed with a password.
    """
    body = struct.pack("!I", 3 << 16) + b"user\0argument\0database\0argument\0\0"
    return _exchange(host, port, struct.pack("!I", len(body) + 4) + body).startswith(b"R")


def redis(port: int, password: str, host: str = "127.0.0.1") -> bool:
    """AUTH and PING (RESP2); a server that still loads its data answers ``-LOADING``."""
    return b"+PONG" in _exchange(host, port, _command("AUTH", password) + _command("PING"), until=b"+PONG")


def http(port: int, path: str, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> bool:
    """GET answers 200."""
    try:
        with closing(_connection(host, port, tls)) as connection:
            connection.request("GET", path)
            return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False


def _connection(host: str, port: int, tls: ssl.SSLContext | None) -> HTTPConnection:
    if tls is None:
        return HTTPConnection(host, port, timeout=PATIENCE)
    return HTTPSConnection(host, port, timeout=PATIENCE, context=tls)


def _command(*words: str) -> bytes:
    return b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(w.encode()), w.encode()) for w in words)


def _exchange(host: str, port: int, message: bytes, until: bytes = b"") -> bytes:
    try:
        with socket.create_connection((host, port), timeout=PATIENCE) as connection:
            connection.sendall(message)
            answer = connection.recv(512)
            while until and until not in answer and b"-" not in answer and (more := connection.recv(512)):
                answer += more
            return answer
    except OSError:
        return b""
