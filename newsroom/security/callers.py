"""Where a request comes from: the address behind our own proxies, and the browser in words."""

import ipaddress
import re

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

BROWSERS = (
    ("Cốc Cốc", r"coc_coc|coccoc"),
    ("Zalo", r"zalo"),
    ("Edge", r"edg(e|a|ios)?/"),
    ("Opera", r"opr/|opera"),
    ("Samsung Internet", r"samsungbrowser"),
    ("Firefox", r"firefox|fxios"),
    ("Chrome", r"chrome|crios|chromium"),
    ("Safari", r"safari"),
)
SYSTEMS = (
    ("iPad", r"ipad"),
    ("iPhone", r"iphone"),
    ("Android", r"android"),
    ("Windows", r"windows"),
    ("Mac", r"macintosh|mac os"),
    ("Linux", r"linux|x11"),
)


def address_of(request: HttpRequest) -> str:
    """Return the caller's address; what a caller may have written into X-Forwarded-For himself is not believed.

    Each of the ``TRUSTED_PROXIES`` of ours adds one address at the right end, so the caller's is that many from there.
    """
    proxies: int = settings.TRUSTED_PROXIES
    if proxies:
        told = [
            each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if each.strip()
        ]
        if len(told) >= proxies:
            return _address(told[-proxies])
    return _address(request.META.get("REMOTE_ADDR", ""))


def _address(told: str) -> str:
    try:
        return str(ipaddress.ip_address(told))
    except ValueError:
        return ""


def network_of(address: str) -> str:
    """Return what one subscriber holds: an IPv4 address, or the /64 of an IPv6 address."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if known.version == 4:
        return str(known)
    return str(ipaddress.ip_network(f"{known}/64", strict=False).network_address)


def device_of(request: HttpRequest) -> str:
    """Return browser and system as a person says them."""
    agent = request.META.get("HTTP_USER_AGENT", "").lower()
    browser, system = _first(BROWSERS, agent), _first(SYSTEMS, agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("unknown device")


def _first(names: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, agent)), "")
