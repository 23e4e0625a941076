"""Listens to Django's own signals: whoever changes people or signs in, by whatever door, leaves a row."""

from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.http import HttpRequest
from django.utils.translation import gettext as _

from newsroom.models import User
from newsroom.security import events, guessing, sessions
from newsroom.security.events import Kind

WATCHED = ("password", "is_active", "is_superuser")
BEFORE = "_watched_before"


def plug() -> None:
    """Connect every receiver, once."""
    user_logged_in.connect(_signed_in, dispatch_uid="newsroom.security.in")
    user_logged_out.connect(_signed_out, dispatch_uid="newsroom.security.out")
    pre_save.connect(_remember, sender=User, dispatch_uid="newsroom.security.before")
    post_save.connect(_compare, sender=User, dispatch_uid="newsroom.security.after")
    post_delete.connect(_deleted, sender=User, dispatch_uid="newsroom.security.deleted")
    m2m_changed.connect(_roles, sender=User.groups.through, dispatch_uid="newsroom.security.roles")


def _signed_in(request: HttpRequest, user: User, **_signal: Any) -> None:
    sessions.begin(request, user)
    events.record(Kind.SIGNED_IN, actor=user, request=request)


def _signed_out(request: HttpRequest, user: User | None, **_signal: Any) -> None:
    if user is not None:
        events.record(Kind.SIGNED_OUT, actor=user, request=request)


def _remember(instance: User, update_fields: frozenset[str] | None = None, **_signal: Any) -> None:
    """Keep what the row held, where something that matters may be written."""
    watched = update_fields is None or bool(set(WATCHED) & set(update_fields))
    before = User.objects.filter(pk=instance.pk).values(*WATCHED).first() if watched and instance.pk else None
    setattr(instance, BEFORE, before)


def _compare(instance: User, created: bool, **_signal: Any) -> None:
    actor, before = events.acting(), getattr(instance, BEFORE, None)
    if created:
        events.record(Kind.ACCOUNT_MADE, actor=actor, subject=instance)
    if before is None:
        return
    # Django stores a password anew, unchanged, when its way of hashing becomes stronger; ``_password`` is empty then.
    if before["password"] != instance.password and instance._password is not None:  # type: ignore[attr-defined]
        _new_password(instance, actor)
    if before["is_active"] != instance.is_active:
        events.record(
            Kind.ACCOUNT_OPENED if instance.is_active else Kind.ACCOUNT_CLOSED, actor=actor, subject=instance
        )
    if not instance.is_active:
        sessions.end(sessions.of_person(instance))
    if before["is_superuser"] != instance.is_superuser:
        given = _("given every right") if instance.is_superuser else _("no longer has every right")
        events.record(Kind.ROLES_CHANGED, actor=actor, subject=instance, detail=given)


def _new_password(person: User, actor: User | None) -> None:
    """End every session (Django keeps the one at hand, under a new key) and let the name be tried again."""
    sessions.end(sessions.of_person(person))
    guessing.forgive(person.get_username())
    events.record(Kind.PASSWORD_CHANGED, actor=actor or person, subject=person)


def _deleted(instance: User, **_signal: Any) -> None:
    events.record(Kind.ACCOUNT_DELETED, actor=events.acting(), subject=instance)


def _roles(instance: Any, action: str, pk_set: set[int] | None, **_signal: Any) -> None:
    """Tell which groups a person was given or lost; Wagtail sets them from the person's side and the group's."""
    if action == "pre_clear":
        pk_set = set(instance.groups.values_list("pk", flat=True)) if isinstance(instance, User) else set()
    sentence = {
        "post_add": _("given: %(names)s"),
        "post_remove": _("taken away: %(names)s"),
        "pre_clear": _("taken away: %(names)s"),
    }.get(action)
    if not sentence or not pk_set:
        return
    if isinstance(instance, User):
        names = ", ".join(Group.objects.filter(pk__in=pk_set).order_by("name").values_list("name", flat=True))
        people = [instance]
    else:
        names, people = instance.name, list(User.objects.filter(pk__in=pk_set))
    for person in people:
        events.record(
            Kind.ROLES_CHANGED, actor=events.acting(), subject=person, detail=sentence % {"names": names}
        )
