"""Whose address a request has, and what it comes from."""

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from newsroom.security.callers import address_of, device_of


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, "1.2.3.4", "10.0.0.1"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.9", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.1"),
        (1, "nonsense", ""),
        (1, "", "10.0.0.1"),
    ],
)
def test_only_what_our_proxies_add_is_believed(
    settings: Settings, proxies: int, told: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=told)

    assert address_of(request) == address


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36", ("Chrome", "Android")),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1",
            ("Safari", "iPhone"),
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/120.0 Chrome/114.0", ("Cốc Cốc", "Windows")),
    ],
)
def test_a_browser_is_told_in_words(agent: str, words: tuple[str, str]) -> None:
    told = device_of(RequestFactory().get("/", HTTP_USER_AGENT=agent))

    assert all(word in told for word in words)
