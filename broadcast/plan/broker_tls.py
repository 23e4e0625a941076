"""TLS to a broker, for the station's line and the boxes' alike. Standard library only."""

import ssl
from pathlib import Path


class _Socket(ssl.SSLSocket):
    """Closes itself when the other side is not who it should be: the MQTT library leaves such a line open."""

    def do_handshake(self, block: bool = False) -> None:
        """Shake hands, or hang up."""
        try:
            super().do_handshake(block)
        except OSError:
            self.close()
            raise


def context(authority: Path | None) -> ssl.SSLContext:
    """Return whom to believe: the authority of this file alone, or those of the system; raises OSError."""
    found = ssl.create_default_context(cafile=authority)
    found.sslsocket_class = _Socket
    return found
