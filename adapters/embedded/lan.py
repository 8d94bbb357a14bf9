"""HTTPS on the local network: an authority of our own and a certificate for this machine's addresses.

A browser gives a page the camera only in a secure context, and no public authority signs for 192.168.x.y. The authority
stays in ``DATA/lan`` (keys mode 600) for ten years, so that a phone trusts it once; the certificate is made anew when
the machine's addresses change or it nears its end.
"""

from __future__ import annotations

import ipaddress
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from adapters.embedded.home import Home, write_private

AUTHORITY_DAYS = 3652
CERTIFICATE_DAYS = 397
"""The longest life that Apple's and Google's browsers accept."""
RENEW_DAYS = 30
SKEW = timedelta(days=1)
"""A phone's clock may be behind ours."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def addresses() -> list[ipaddress.IPv4Address]:
    """This machine's addresses on networks, the one that leads outside first; empty without a network."""
    found = {
        ipaddress.IPv4Address(entry.address)
        for entries in psutil.net_if_addrs().values()
        for entry in entries
        if entry.family is socket.AF_INET
    }
    outside = _outside()
    usable = [address for address in found if not address.is_loopback and not address.is_link_local]
    return sorted(usable, key=lambda address: (address != outside, not address.is_private, address))


def certify(home: Home, hosts: list[ipaddress.IPv4Address]) -> tuple[Path, Path, Path]:
    """Paths of the authority's certificate, ours and our key; ours names the hosts, this machine and the loopback."""
    folder = home.folder("lan")
    authority, certificate, key = folder / "ca.crt", folder / "server.crt", folder / "server.key"
    if not authority.exists():
        _make_authority(folder)
    names = _names(hosts)
    if not key.exists() or _is_stale(certificate, names):
        _make_certificate(folder, names)
    return authority, certificate, key


def _outside() -> ipaddress.IPv4Address | None:
    """The address a packet to the outside would carry; connecting a datagram socket sends none (TEST-NET-1)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return ipaddress.IPv4Address(probe.getsockname()[0])
        except OSError:
            return None


def _names(hosts: list[ipaddress.IPv4Address]) -> x509.SubjectAlternativeName:
    machine = socket.gethostname().partition(".")[0]
    words = [x509.DNSName(name) for name in ("localhost", machine, f"{machine}.local")]
    return x509.SubjectAlternativeName([*words, *map(x509.IPAddress, [ipaddress.IPv4Address("127.0.0.1"), *hosts])])


def _is_stale(certificate: Path, names: x509.SubjectAlternativeName) -> bool:
    if not certificate.exists():
        return True
    made = x509.load_pem_x509_certificate(certificate.read_bytes())
    held = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return set(held) != set(names) or made.not_valid_after_utc < datetime.now(UTC) + timedelta(days=RENEW_DAYS)


def _make_authority(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"ARgument on {socket.gethostname()}")
    builder = _builder(name, name, key, AUTHORITY_DAYS)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(authority=True), critical=True)
    write_private(folder / "ca.key", _private(key))
    (folder / "ca.crt").write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))


def _make_certificate(folder: Path, names: x509.SubjectAlternativeName) -> None:
    authority = x509.load_pem_x509_certificate((folder / "ca.crt").read_bytes())
    signer = serialization.load_pem_private_key((folder / "ca.key").read_bytes(), None)
    assert isinstance(signer, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _builder(_name(socket.gethostname()), authority.subject, key, CERTIFICATE_DAYS - SKEW.days)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(authority=False), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    builder = builder.add_extension(names, critical=False)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    certificate = builder.add_extension(identifier, critical=False).sign(signer, hashes.SHA256())
    write_private(folder / "server.key", _private(key))
    (folder / "server.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, days: int
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - SKEW).not_valid_after(now + timedelta(days=days))
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common[:64])])


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _private(key: ec.EllipticCurvePrivateKey) -> str:
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain).decode()
