"""The second step: an app or a code on paper, once each, and never without the password."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from newsroom.models import CommuneSettings, SecurityEvent, User
from newsroom.security import second_step
from tests.newsroom.security.desk import (
    PASSWORD,
    digits,
    give_password,
    is_signed_in,
    kinds,
    sign_in,
    with_app,
    wrong,
)

CODE, SET_UP = reverse("sign_in:code"), reverse("sign_in:set_up")


@pytest.fixture
def boss(leader: User) -> User:
    """Return a leader with a password, and nothing written down yet."""
    give_password(leader)
    SecurityEvent.objects.all().delete()
    return leader


@pytest.fixture
def required(settings: Settings) -> None:
    """The station wants two steps."""
    settings.TWO_FACTOR = "required"


def test_without_a_switch_a_leader_signs_in_with_a_password(client: Client, boss: User) -> None:
    sign_in(client, boss.username)

    assert is_signed_in(client)
    assert reverse("newsroom:second_step") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_who_has_an_app_is_not_signed_in_by_the_password_alone(client: Client, boss: User) -> None:
    with_app(boss)

    answer = sign_in(client, boss.username)

    assert answer.headers["Location"] == CODE
    assert not is_signed_in(client)


def test_the_right_digits_sign_in(client: Client, boss: User) -> None:
    device, _codes = with_app(boss)
    sign_in(client, boss.username)

    client.post(CODE, {"code": digits(device)})

    assert is_signed_in(client)
    assert kinds()[-1] == "second_step_used"


def test_wrong_digits_do_not_and_are_written_down(client: Client, boss: User) -> None:
    device, _codes = with_app(boss)
    sign_in(client, boss.username)

    answer = client.post(CODE, {"code": wrong(device)})

    assert answer.status_code == 422
    assert kinds() == ["second_step_failed"]
    assert not is_signed_in(client)


def test_digits_that_were_used_once_are_refused(client: Client, boss: User) -> None:
    device, _codes = with_app(boss)
    used = digits(device)
    sign_in(client, boss.username)
    client.post(CODE, {"code": used})
    client.post(reverse("wagtailadmin_logout"))
    sign_in(client, boss.username)

    answer = client.post(CODE, {"code": used})

    assert answer.status_code == 422
    assert not is_signed_in(client)


def test_a_recovery_code_works_once_whatever_way_it_is_typed(client: Client, boss: User) -> None:
    _device, codes = with_app(boss)
    sign_in(client, boss.username)
    client.post(CODE, {"code": codes[0].lower().replace("-", " ")})
    assert is_signed_in(client)
    assert second_step.codes_left(boss) == second_step.CODES - 1
    client.post(reverse("wagtailadmin_logout"))
    sign_in(client, boss.username)

    assert client.post(CODE, {"code": codes[0]}).status_code == 422


def test_codes_are_not_guessed_faster_than_passwords(client: Client, boss: User) -> None:
    device, _codes = with_app(boss)
    sign_in(client, boss.username)
    for _guess in range(5):
        client.post(CODE, {"code": wrong(device)})

    answer = client.post(CODE, {"code": digits(device)})

    assert answer.status_code == 429
    assert not is_signed_in(client)


def test_typing_the_password_again_does_not_open_the_lock_of_the_codes(client: Client, boss: User) -> None:
    device, _codes = with_app(boss)
    for _guess in range(5):
        sign_in(client, boss.username)
        client.post(CODE, {"code": wrong(device)})
    sign_in(client, boss.username)

    assert client.post(CODE, {"code": digits(device)}).status_code == 429


def test_the_time_between_the_steps_is_short(client: Client, boss: User) -> None:
    device, _codes = with_app(boss)
    sign_in(client, boss.username)

    with time_machine.travel(timezone.now() + second_step.HELD_FOR + timedelta(minutes=1), tick=False):
        answer = client.post(CODE, {"code": digits(device)})

    assert answer.headers["Location"] == reverse("wagtailadmin_login")
    assert not is_signed_in(client)


def test_a_password_changed_between_the_steps_ends_the_attempt(client: Client, boss: User) -> None:
    device, _codes = with_app(boss)
    sign_in(client, boss.username)
    give_password(boss, "mat-khau-moi-dai")

    client.post(CODE, {"code": digits(device)})

    assert not is_signed_in(client)


def test_nobody_reaches_the_second_step_without_the_first(client: Client, boss: User) -> None:
    device, _codes = with_app(boss)

    for address in (CODE, SET_UP):
        answer = client.post(address, {"code": digits(device)})
        assert answer.headers["Location"] == reverse("wagtailadmin_login")
    assert not is_signed_in(client)


# ---------------------------------------------------------------- setting up


def test_where_it_is_required_a_leader_is_led_to_set_up_and_then_in(
    client: Client, boss: User, required: None
) -> None:
    answer = sign_in(client, boss.username)
    assert answer.headers["Location"] == SET_UP
    assert not is_signed_in(client)

    page = client.get(SET_UP).content.decode()
    device = TOTPDevice.objects.get(user=boss, confirmed=False)
    assert second_step.secret_of(device) in page
    assert "<svg" in page
    done = client.post(SET_UP, {"code": digits(device)}).content.decode()

    assert is_signed_in(client)
    assert done.count("<li>") == second_step.CODES
    assert "second_step_set" in kinds()


def test_wrong_digits_at_set_up_keep_the_secret_that_was_scanned(
    client: Client, boss: User, required: None
) -> None:
    sign_in(client, boss.username)
    client.get(SET_UP)
    device = TOTPDevice.objects.get(user=boss)

    answer = client.post(SET_UP, {"code": wrong(device)})

    assert answer.status_code == 422
    assert second_step.secret_of(device) in answer.content.decode()
    assert not is_signed_in(client)


def test_the_communes_own_switch_requires_it_too(client: Client, boss: User) -> None:
    CommuneSettings.objects.update(two_factor_required=True)

    assert sign_in(client, boss.username).headers["Location"] == SET_UP


def test_other_roles_are_not_asked(client: Client, editor: User, required: None) -> None:
    give_password(editor)

    sign_in(client, editor.username)

    assert is_signed_in(client)


def test_who_has_set_it_up_cannot_be_led_to_another_secret_by_the_password_alone(
    client: Client, boss: User, required: None
) -> None:
    with_app(boss)
    sign_in(client, boss.username)

    assert client.get(SET_UP).headers["Location"] == reverse("wagtailadmin_login")


def test_a_session_from_before_the_switch_ends(client: Client, boss: User, settings: Settings) -> None:
    sign_in(client, boss.username)
    settings.TWO_FACTOR = "required"

    answer = client.get(reverse("wagtailadmin_home"))

    assert answer.headers["Location"] == reverse("wagtailadmin_login")
    assert not is_signed_in(client)


def test_set_up_of_ones_own_free_will(client: Client, editor: User) -> None:
    client.force_login(editor)
    client.get(reverse("newsroom:second_step"))
    device = TOTPDevice.objects.get(user=editor)

    client.post(reverse("newsroom:second_step"), {"code": digits(device)})

    assert second_step.is_set_up(editor)
    assert SecurityEvent.objects.filter(kind="second_step_set", actor_id=editor.pk).exists()


def test_a_new_phone_replaces_the_old_one(client: Client, boss: User) -> None:
    old, codes = with_app(boss)
    client.force_login(boss)
    client.get(reverse("newsroom:second_step"))
    new = TOTPDevice.objects.get(user=boss, confirmed=False)
    client.post(reverse("newsroom:second_step"), {"code": digits(new)})

    assert second_step.verify(boss, digits(old, steps=1)) == ""
    assert second_step.verify(boss, codes[0]) == ""
    assert second_step.verify(boss, digits(new, steps=1)) == "app"


def test_it_cannot_be_switched_off_where_it_is_required(
    client: Client, boss: User, settings: Settings
) -> None:
    with_app(boss)
    client.force_login(boss)
    client.get(reverse("wagtailadmin_home"))
    settings.TWO_FACTOR = "required"
    client.post(reverse("newsroom:second_step_off"))
    assert second_step.is_set_up(boss)

    settings.TWO_FACTOR = "offered"
    client.post(reverse("newsroom:second_step_off"))
    assert not second_step.is_set_up(boss)


# ---------------------------------------------------------------- a lost phone


def test_an_administrator_resets_it_and_that_is_written_down(
    client: Client, boss: User, administrator: User
) -> None:
    with_app(boss)
    client.force_login(administrator)

    client.post(reverse("newsroom:person_reset", args=[boss.pk]))

    event = SecurityEvent.objects.get(kind="second_step_reset")
    assert (event.actor_id, event.subject_id) == (administrator.pk, boss.pk)
    assert not second_step.is_set_up(boss)


def test_nobody_resets_their_own(client: Client, administrator: User) -> None:
    with_app(administrator)
    client.force_login(administrator)

    answer = client.post(reverse("newsroom:person_reset", args=[administrator.pk]))

    assert answer.status_code in (302, 403)
    assert second_step.is_set_up(administrator)


def test_an_administrator_does_not_reset_who_has_every_right(
    client: Client, administrator: User, superuser: User
) -> None:
    with_app(superuser)
    client.force_login(administrator)

    client.post(reverse("newsroom:person_reset", args=[superuser.pk]))

    assert second_step.is_set_up(superuser)


def test_a_leader_does_not_reset_anybodys(client: Client, boss: User, administrator: User) -> None:
    with_app(administrator)
    client.force_login(boss)

    client.post(reverse("newsroom:person_reset", args=[administrator.pk]))

    assert second_step.is_set_up(administrator)


def test_the_password_is_asked_again_before_a_reset(client: Client, boss: User, administrator: User) -> None:
    with_app(boss)
    client.force_login(give_password(administrator))
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        answer = client.post(reverse("newsroom:person_reset", args=[boss.pk]))
        assert answer.headers["Location"].startswith(reverse("newsroom:password"))
        assert second_step.is_set_up(boss)

        client.post(reverse("newsroom:password"), {"password": PASSWORD})
        client.post(reverse("newsroom:person_reset", args=[boss.pk]))

    assert not second_step.is_set_up(boss)
