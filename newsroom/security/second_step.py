"""The second step of signing in: an app that shows six digits, and ten codes on paper for the day the phone is gone."""

import secrets
import time
from dataclasses import dataclass
from datetime import timedelta

import segno
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from newsroom import roles
from newsroom.models import CommuneSettings, User

APP, RECOVERY = "app", "recovery"
NEEDED_BY = frozenset({roles.LEADER, roles.ADMINISTRATOR})
HELD, HELD_FOR = "loaxa_held", timedelta(minutes=15)
CODES = 10
# No 0/O, 1/I/L: they are typed from paper.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def is_required() -> bool:
    """Return whether the station wants it: the environment says so, or the commune's settings do."""
    return settings.TWO_FACTOR == "required" or CommuneSettings.load().two_factor_required


def concerns(user: User) -> bool:
    """Return whether this person's roles need a second step where the station wants it."""
    return bool(user.is_superuser or user.role_codes & NEEDED_BY)


def is_set_up(user: User) -> bool:
    """Return whether the person has an app that was tried once."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def must_set_up(user: User) -> bool:
    """Return whether this person may not go on without setting it up."""
    return concerns(user) and is_required() and not is_set_up(user)


# ---------------------------------------------------------------- between password and code


@dataclass(frozen=True, kw_only=True)
class Held:
    """Somebody whose password was right and who is not signed in yet."""

    user: User
    remember: bool
    then: str


def hold(request: HttpRequest, user: User, *, remember: bool, then: str) -> None:
    """Keep who typed the right password, for a few minutes, in a session of a new key that is nobody's."""
    request.session.flush()
    request.session[HELD] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "until": int(time.time() + HELD_FOR.total_seconds()),
        "remember": remember,
        "then": then,
    }


def held(request: HttpRequest) -> Held | None:
    """Return who is between the two steps; None after some minutes, a new password, or a closed account."""
    kept = request.session.get(HELD)
    if not kept or time.time() > kept["until"]:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not secrets.compare_digest(user.get_session_auth_hash(), kept["hash"]):
        return None
    return Held(user=user, remember=kept["remember"], then=kept["then"])


# ---------------------------------------------------------------- the app


def prepare(user: User) -> TOTPDevice:
    """Return the secret that waits to be tried; the same one until it was, so that a reload changes nothing."""
    device, _made = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "app"})
    return device


def secret_of(device: TOTPDevice) -> str:
    """Return the secret as one types it, in groups of four."""
    letters = str(device.config_url).partition("secret=")[2].partition("&")[0]
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def picture_of(device: TOTPDevice) -> str:
    """Return the QR code as SVG, without any style or script in it."""
    code = segno.make(device.config_url, error="m")
    return str(code.svg_inline(scale=1, border=4, dark="#000", light="#fff", omitsize=True, unit=None))


@transaction.atomic
def confirm(user: User, digits: str) -> list[str] | None:
    """Take the app into use when it shows the right digits, and return the codes for paper; None: wrong digits."""
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None or not device.verify_token(_plain(digits)):
        return None
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return new_codes(user)


@transaction.atomic
def verify(user: User, code: str) -> str:
    """Return by what the person passed: ``app``, ``recovery`` (that code is used up now), or an empty string.

    Each code of the app passes once: its time is kept, under a lock, with the row.
    """
    plain = _plain(code)
    for device in TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True):
        if device.verify_token(plain):
            return APP
    for paper in StaticDevice.objects.select_for_update().filter(user=user, confirmed=True):
        if paper.verify_token(plain):
            return RECOVERY
    return ""


@transaction.atomic
def new_codes(user: User) -> list[str]:
    """Make ten codes for paper; earlier ones are worth nothing any more."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="paper", confirmed=True)
    codes = ["".join(secrets.choice(LETTERS) for _letter in range(10)) for _code in range(CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=device, token=code) for code in codes])
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def codes_left(user: User) -> int:
    """Return how many codes on paper were not used."""
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def remove(user: User) -> bool:
    """Forget the app and the codes; return whether there was an app."""
    StaticDevice.objects.filter(user=user).delete()
    gone, _rows = TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    TOTPDevice.objects.filter(user=user).delete()
    return bool(gone)


def _plain(typed: str) -> str:
    return "".join(sign for sign in typed.upper() if sign.isalnum())[:20]
