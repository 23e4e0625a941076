"""Who signed in from where, what was changed about people, and who guesses passwords."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class SecurityEvent(models.Model):
    """One thing that concerns sign-in, people or the log itself; added, never changed, and kept without foreign keys.

    ``actor`` is who did it (empty: nobody who is known), ``subject`` whom it was done to when that is another person.
    """

    class Kind(models.TextChoices):
        """What happened."""

        SIGNED_IN = "signed_in", _("signed in")
        SIGN_IN_FAILED = "sign_in_failed", _("sign-in failed")
        SIGN_IN_LOCKED = "sign_in_locked", _("sign-in locked for a while")
        SIGNED_OUT = "signed_out", _("signed out")
        PASSWORD_CHANGED = "password_changed", _("password changed")
        PASSWORD_ASKED = "password_asked", _("wrong password when it was asked again")
        SECOND_STEP_SET = "second_step_set", _("two-step sign-in set up")
        SECOND_STEP_USED = "second_step_used", _("second step passed")
        SECOND_STEP_FAILED = "second_step_failed", _("second step failed")
        SECOND_STEP_REMOVED = "second_step_removed", _("two-step sign-in switched off")
        SECOND_STEP_RESET = "second_step_reset", _("two-step sign-in reset by an administrator")
        RECOVERY_CODES = "recovery_codes", _("new recovery codes made")
        SESSION_ENDED = "session_ended", _("session ended")
        ACCOUNT_MADE = "account_made", _("account made")
        ACCOUNT_CLOSED = "account_closed", _("account closed")
        ACCOUNT_OPENED = "account_opened", _("account opened again")
        ACCOUNT_DELETED = "account_deleted", _("account deleted")
        ROLES_CHANGED = "roles_changed", _("roles changed")
        AUDIT_EXPORTED = "audit_exported", _("log exported")

    at = models.DateTimeField()
    kind = models.CharField(max_length=24, choices=Kind)
    actor_id = models.PositiveBigIntegerField(null=True)
    actor_name = models.CharField(max_length=160, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)
    subject_name = models.CharField(max_length=160, blank=True)
    detail = models.CharField(max_length=400, blank=True)
    address = models.CharField(max_length=45, blank=True)
    device = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="events_newest_first"),
            models.Index(fields=["actor_id", "-at"], name="events_of_a_person"),
            models.Index(fields=["kind", "-at"], name="events_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.actor_name}"


class Guesses(models.Model):
    """How often a password or code was tried for one name, one address, or both, as keyed hashes, not words."""

    key = models.CharField(max_length=64, primary_key=True)
    about = models.CharField(max_length=64, blank=True, db_index=True)
    tried = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    locked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.tried}"


class SignedInSession(models.Model):
    """What a person is shown of a session; it goes when Django's session goes."""

    session = models.OneToOneField(
        Session, primary_key=True, on_delete=models.CASCADE, related_name="signed_in"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sessions")
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True)
    device = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-last_seen_at"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.device}"

    @property
    def handle(self) -> str:
        """A name for the session that is safe in a page: the session's own key opens it."""
        return salted_hmac("newsroom.session", str(self.pk)).hexdigest()[:20]
