"""A real nginx with the guide's settings before servers of the test: own ports, own folder, own certificate."""

import ssl
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.servers.daemons import ended, listens, program_of, started

SITE = "loa-xa.example.vn"
SUBJECT = ("-subj", f"/CN={SITE}", "-addext", f"subjectAltName=DNS:{SITE}", "-days", "2")
FOLDERS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def nginx(settings: str, ports: Mapping[str, int]) -> Iterator[ssl.SSLContext]:
    """Run nginx with the site's ``settings``; ``ports`` has the port that stands for each one that they name.

    Lends what a client needs to trust the certificate.
    """
    with tempfile.TemporaryDirectory(prefix="loaxa-nginx-") as name:
        home = Path(name)
        certificate = _certificate(home)
        (home / "nginx.conf").write_text(_frame(home, _site(settings, home, ports)))
        command = [program_of("nginx"), "-p", name, "-c", str(home / "nginx.conf")]
        port = ports["listen 443"]
        process = started(command, home=home, is_up=lambda: listens(port))
        try:
            yield ssl.create_default_context(cadata=certificate)
        finally:
            ended(process)


def _site(settings: str, home: Path, ports: Mapping[str, int]) -> str:
    """Return the settings with ports and files of the test; this machine may know no IPv6."""
    site = settings.replace(f"/etc/letsencrypt/live/{SITE}", str(home))
    for named, port in ports.items():
        front, _sign, _old = named.rpartition(" " if named.startswith("listen") else ":")
        assert named in site, named
        site = site.replace(named, f"{front}{_sign}{port}")
    return "".join(line for line in site.splitlines(keepends=True) if "listen [::]" not in line)


def _frame(home: Path, site: str) -> str:
    kept = "".join(f"    {name}_temp_path {home}/{name};\n" for name in FOLDERS)
    return (
        f"daemon off;\npid {home}/pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\n    access_log off;\n{kept}{site}\n}}\n"
    )


def _certificate(home: Path) -> str:
    certificate = home / "fullchain.pem"
    words = ("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    command = [*words, *SUBJECT, "-keyout", str(home / "privkey.pem"), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate.read_text()
