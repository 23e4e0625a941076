"""Which TCP ports are free on this machine."""

import socket


def is_free(host: str, port: int) -> bool:
    """Say whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError):
            return False
    return True


def first_free(host: str, start: int, *, tries: int = 50) -> int:
    """Return the first free port from ``start`` upwards; raises LookupError when none of ``tries`` is."""
    for port in range(start, min(start + tries, 65536)):
        if is_free(host, port):
            return port
    raise LookupError(f"no free port from {start} on")
