from __future__ import annotations

import socket
from pathlib import Path

from adapters.embedded.home import Home
from adapters.embedded.ports import GRPC, HIGHEST, LOWEST, Ports, is_free


def test_a_port_is_taken_again_while_it_is_free(tmp_path: Path):
    home = Home(tmp_path)
    first = Ports(home)
    port = first.take("postgres")
    first.save()
    assert Ports(home).take("postgres") == port
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        assert not is_free(port)
        assert Ports(home).take("postgres") != port


def test_ports_and_their_grpc_twins_stay_below_the_ephemeral_range(tmp_path: Path):
    ports = Ports(Home(tmp_path))
    taken = [ports.take(f"engine {n}", grpc=True) for n in range(20)]
    assert len(set(taken)) == 20
    assert all(LOWEST <= port <= HIGHEST for port in taken)
    assert HIGHEST + GRPC < 32_768
