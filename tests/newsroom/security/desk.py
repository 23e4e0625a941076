"""A person at the sign-in form, and the app on the phone."""

import time
from typing import Any

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from newsroom.models import SecurityEvent, User
from newsroom.security import second_step

PASSWORD = "mot-mat-khau-dai"
AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


class QuickHasher(PBKDF2PasswordHasher):
    """Django's own, with fewer rounds."""

    iterations = 1000


def give_password(person: User, password: str = PASSWORD) -> User:
    """Let the person sign in at the form."""
    person.set_password(password)
    person.save()
    return person


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: Any) -> HttpResponse:
    """Send the form."""
    fields = {"username": username, "password": password, "next": "", **more.pop("fields", {})}
    answer: Any = client.post(reverse("wagtailadmin_login"), fields, **more)
    return answer


def digits(device: TOTPDevice, *, steps: int = 0) -> str:
    """Return what the app shows now, or some half minutes later."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + steps * device.step
    return f"{totp.token():06d}"


def wrong(device: TOTPDevice) -> str:
    """Return digits that the app does not show."""
    near = {digits(device, steps=step) for step in range(-2, 3)}
    return next(
        code for code in ("000000", "111111", "222222", "333333", "444444", "555555") if code not in near
    )


def with_app(person: User) -> tuple[TOTPDevice, list[str]]:
    """Give the person an app that was set up some minutes ago, and the codes on paper."""
    device = second_step.prepare(person)
    device.confirmed = True
    device.save()
    return device, second_step.new_codes(person)


def kinds() -> list[str]:
    """Return what was written down, the oldest first."""
    return list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True))


def is_signed_in(client: Client) -> bool:
    """Return whether the admin opens."""
    return client.get(reverse("wagtailadmin_home")).status_code == 200
