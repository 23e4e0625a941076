"""A real Icecast of our own, in a temporary directory, on a free port; a test may stop it and start it again."""

import base64
import http.client
import shutil
import ssl
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from xml.etree import ElementTree

from tests.servers.daemons import ended, free_port, listens, program_of, started

PASSWORD = "nguồn của thôn"
ADMIN = "Basic " + base64.b64encode(b"admin:quantri").decode()
CONFIGURATION = """<icecast>
 <location>xa</location><admin>quantri</admin>
 <limits><clients>50</clients><sources>5</sources><queue-size>524288</queue-size>
  <header-timeout>15</header-timeout><source-timeout>10</source-timeout>
  <burst-on-connect>0</burst-on-connect></limits>
 <authentication><source-password>{password}</source-password>
  <admin-user>admin</admin-user><admin-password>quantri</admin-password></authentication>
 <hostname>localhost</hostname>
 <listen-socket><port>{port}</port><bind-address>127.0.0.1</bind-address><ssl>{is_secure}</ssl></listen-socket>
 <paths><basedir>{home}</basedir><logdir>{home}</logdir><webroot>/usr/share/icecast2/web</webroot>
  <adminroot>/usr/share/icecast2/admin</adminroot><ssl-certificate>{certificate}</ssl-certificate></paths>
 <logging><accesslog>access.log</accesslog><errorlog>error.log</errorlog><loglevel>2</loglevel></logging>
 <security><chroot>0</chroot></security>
</icecast>"""


class Icecast:
    """The server; ``port`` stays the same over its lives. ``certificate``: a PEM with its key, for TLS."""

    def __init__(self, home: Path, *, certificate: Path | None = None) -> None:
        self._home, self.port, self._certificate = home, free_port(), certificate
        written = CONFIGURATION.format(
            password=PASSWORD,
            port=self.port,
            home=home,
            is_secure=int(certificate is not None),
            certificate=home / "certificate.pem",
        )
        if certificate is not None:
            shutil.copy(certificate, home / "certificate.pem")  # where the server's user may read it
        (home / "icecast.xml").write_text(written)
        self.start()

    def start(self) -> None:
        command = [program_of("icecast2"), "-c", str(self._home / "icecast.xml")]
        self._process = started(command, home=self._home, is_up=self._is_up)

    def _is_up(self) -> bool:
        """Say whether it answers; with TLS by a whole call, since it dislikes lines without a handshake."""
        if self._certificate is None:
            return listens(self.port)
        with suppress(OSError), self._asked("/status-json.xsl") as answer:
            return bool(answer.status == 200)
        return False

    def _asked(self, path: str) -> "http.client.HTTPResponse":
        asked = urllib.request.Request(self.url(path), headers={"Authorization": ADMIN})
        trusted = ssl.create_default_context(cafile=self._certificate) if self._certificate else None
        answer: http.client.HTTPResponse = urllib.request.urlopen(asked, timeout=5, context=trusted)
        return answer

    def stop(self) -> None:
        ended(self._process)

    def mounts(self) -> dict[str, dict[str, str]]:
        """Return what the server tells of each mount that has a source, by its path."""
        with suppress(OSError), self._asked("/admin/stats") as answer:
            sources = ElementTree.fromstring(answer.read()).iter("source")
            return {each.attrib["mount"]: {part.tag: part.text or "" for part in each} for each in sources}
        return {}

    def url(self, path: str) -> str:
        return f"http{'s' if self._certificate else ''}://127.0.0.1:{self.port}{path}"


@contextmanager
def icecast(*, certificate: Path | None = None) -> Iterator[Icecast]:
    """Run one while it is needed, with TLS when it has a certificate."""
    with tempfile.TemporaryDirectory(prefix="loaxa-icecast-") as name:
        server = Icecast(Path(name), certificate=certificate)
        try:
            yield server
        finally:
            server.stop()
