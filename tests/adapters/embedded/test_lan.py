from __future__ import annotations

import ipaddress
import socket
import ssl
import stat
import threading
from datetime import timedelta
from pathlib import Path

from cryptography import x509

from adapters.embedded import lan
from adapters.embedded.home import Home

HOST = ipaddress.IPv4Address("192.168.7.20")


def certify(tmp_path: Path, *hosts: str) -> tuple[Path, Path, Path]:
    home = Home(tmp_path)
    home.create()
    return lan.certify(home, [ipaddress.IPv4Address(host) for host in hosts])


def life(path: Path) -> timedelta:
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    return certificate.not_valid_after_utc - certificate.not_valid_before_utc


def test_a_browser_that_trusts_the_authority_accepts_the_machine(tmp_path: Path):
    authority, certificate, key = certify(tmp_path, str(HOST))
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(certificate, key)
    outside = ssl.create_default_context(cafile=authority)
    for name in (str(HOST), "127.0.0.1", "localhost"):
        ours, theirs = socket.socketpair()
        server = threading.Thread(target=lambda ours=ours: inside.wrap_socket(ours, server_side=True).close())
        server.start()
        with outside.wrap_socket(theirs, server_hostname=name) as connection:
            assert connection.version() == "TLSv1.3"
        server.join()


def test_the_authority_lasts_and_the_certificate_is_short_enough_for_phones(tmp_path: Path):
    authority, certificate, _ = certify(tmp_path, str(HOST))
    assert life(authority) > timedelta(days=3650)
    assert timedelta(days=300) < life(certificate) <= timedelta(days=397)


def test_the_same_addresses_keep_the_certificate_and_new_ones_renew_it_under_the_same_authority(tmp_path: Path):
    authority, certificate, _ = certify(tmp_path, str(HOST))
    before = authority.read_bytes(), certificate.read_bytes()
    certify(tmp_path, str(HOST))
    assert (authority.read_bytes(), certificate.read_bytes()) == before
    certify(tmp_path, str(HOST), "10.0.0.9")
    assert authority.read_bytes() == before[0]
    assert certificate.read_bytes() != before[1]


def test_keys_are_for_their_owner_only(tmp_path: Path):
    certify(tmp_path, str(HOST))
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "lan").glob("*.key")}
    assert modes == {"ca.key": 0o600, "server.key": 0o600}


def test_the_addresses_are_those_that_others_can_reach():
    assert not [address for address in lan.addresses() if address.is_loopback or address.is_link_local]
