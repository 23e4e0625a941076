"""A real Mosquitto of our own behind TLS, set up as docs/DEPLOYING.md says; a test may stop it and start it again."""

import datetime
import ipaddress
import re
import signal
import socket
import ssl
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.servers.daemons import START_WITHIN_S, ended, free_port, nobody, program_of, started
from tests.servers.postgres import DidNotStart

GUIDE = Path(__file__).parents[2] / "docs" / "DEPLOYING.md"
BLOCK = re.compile(r"^```\w+ file=/etc/mosquitto/conf.d/loa-xa.conf\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CERTIFICATES, FILES = "/etc/mosquitto/certs/", "/var/lib/loa-xa/mqtt/"


class Mosquitto:
    """The broker; ``port`` stays the same over its lives, ``files`` is where it reads who may what."""

    def __init__(self, home: Path) -> None:
        self._home, self.port, self.files = home, free_port(), home / "mqtt"
        self.authority, self.other_authority = home / "ca.pem", home / "other-ca.pem"
        self.files.mkdir()
        key, certificate = authority()
        self.authority.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        self.other_authority.write_bytes(authority()[1].public_bytes(serialization.Encoding.PEM))
        certify(home, key, certificate)
        found = BLOCK.search(GUIDE.read_text())
        assert found is not None
        written = found[1].replace(CERTIFICATES, f"{home}/").replace(FILES, f"{self.files}/")
        (home / "mosquitto.conf").write_text(
            written.replace("listener 8883", f"listener {self.port} 127.0.0.1")
        )

    def start(self) -> None:
        command = [program_of("mosquitto"), "-c", str(self._home / "mosquitto.conf")]
        self._process = started(command, home=self._home, is_up=self._greets)

    def _greets(self) -> bool:
        """Say whether it shakes hands: it listens before it minds signals, and one that comes between ends it."""
        context = ssl.create_default_context(cafile=self.authority)
        with (
            suppress(OSError),
            socket.create_connection(("127.0.0.1", self.port), timeout=5) as line,
            context.wrap_socket(line, server_hostname="127.0.0.1"),
        ):
            return True
        return False

    def stop(self) -> None:
        ended(self._process)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(10)

    def reload(self) -> None:
        """Let it read again who may what, as ``systemctl reload mosquitto`` does; return when it does so."""
        nobody(self._home)
        before = self._reloads()
        self._process.send_signal(signal.SIGHUP)
        limit = time.monotonic() + START_WITHIN_S
        while self._reloads() == before:
            if time.monotonic() > limit or self._process.poll() is not None:
                raise DidNotStart((self._home / "log").read_text(errors="replace")[-2000:])
            time.sleep(0.01)

    def _reloads(self) -> int:
        return (self._home / "log").read_bytes().count(b"Reloading config.")


def authority() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """Make somebody whom certificates are believed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Loa Xa tests")])
    built = _dated(name, name, key.public_key()).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    usage = dict.fromkeys(
        ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
         "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    built = built.add_extension(x509.KeyUsage(key_cert_sign=True, crl_sign=True, **usage), critical=True)
    return key, built.sign(key, hashes.SHA256())


def certify(home: Path, key: ec.EllipticCurvePrivateKey, issuer: x509.Certificate) -> None:
    """Lay down the broker's own key and certificate, for 127.0.0.1 and no other name."""
    own = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "broker")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.IPv4Address("127.0.0.1"))])
    built = _dated(name, issuer.subject, own.public_key()).add_extension(here, critical=False)
    found = built.sign(key, hashes.SHA256())
    (home / "fullchain.pem").write_bytes(found.public_bytes(serialization.Encoding.PEM))
    (home / "privkey.pem").write_bytes(
        own.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def _dated(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now, day = datetime.datetime.now(datetime.UTC), datetime.timedelta(days=1)
    return x509.CertificateBuilder(
        subject_name=subject, issuer_name=issuer, public_key=key, serial_number=x509.random_serial_number(),
        not_valid_before=now - day, not_valid_after=now + day,
    )  # fmt: skip


@contextmanager
def mosquitto() -> Iterator[Mosquitto]:
    """Run one while it is needed; who may what is written before it starts."""
    with tempfile.TemporaryDirectory(prefix="loaxa-mosquitto-") as name:
        yield Mosquitto(Path(name))
