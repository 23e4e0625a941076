"""The commune's dictionary: how words are said; an entry is never changed or deleted, only removed and followed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DictionaryEntry(models.Model):
    """How one written form is said, from ``added_at`` until ``removed_at``.

    ``key`` is the written form under which spellings of one word meet (NFC, one kind of dash and tone mark).
    A story's own readings are not here but in the story: they are part of what is submitted and approved.
    """

    class Kind(models.TextChoices):
        """What sort of word it is; it decides in which cases it is found."""

        ABBREVIATION = "abbreviation", _("abbreviation")
        PLACE = "place", _("name of a place")
        PERSON = "person", _("name of a person")
        FOREIGN = "foreign", _("foreign word")

    class Scope(models.TextChoices):
        """Where it holds."""

        EVERYWHERE = "everywhere", pgettext_lazy("dictionary", "shipped")
        COMMUNE = "commune", pgettext_lazy("dictionary", "the commune's own")

    class Certainty(models.TextChoices):
        """Whether it is simply said so, or asked each time."""

        SAFE = "safe", _("always read so")
        AMBIGUOUS = "ambiguous", _("ask each time")

    written = models.CharField(_("written"), max_length=80)
    key = models.CharField(max_length=80, editable=False)
    spoken = models.CharField(_("read aloud as"), max_length=200)
    choices = models.JSONField(_("other readings"), default=list, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ABBREVIATION)
    scope = models.CharField(max_length=12, choices=Scope, default=Scope.COMMUNE, editable=False)
    certainty = models.CharField(max_length=12, choices=Certainty, default=Certainty.SAFE)
    note = models.CharField(_("note"), max_length=200, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_by_name = models.CharField(max_length=120, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("dictionary entry")
        verbose_name_plural = _("dictionary entries")
        ordering = ["key", "-pk"]
        permissions = [("keep_dictionary", "Can add and change words of the dictionary")]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "key"],
                condition=models.Q(removed_at=None),
                name="one_entry_in_force_per_word",
            ),
            models.CheckConstraint(condition=~models.Q(spoken=""), name="an_entry_says_something"),
        ]

    def __str__(self) -> str:
        return self.written

    @property
    def is_shipped(self) -> bool:
        """Whether it came with the program; it can be overruled, not changed."""
        return self.scope == self.Scope.EVERYWHERE

    @property
    def is_asked(self) -> bool:
        """Whether a person is asked each time."""
        return self.certainty == self.Certainty.AMBIGUOUS

    @property
    def readings(self) -> tuple[str, ...]:
        """All readings, the best first."""
        return tuple(dict.fromkeys((self.spoken, *self.choices)))
