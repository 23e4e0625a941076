"""Pictures and documents; a file that was submitted for approval is never replaced, nor its words meanwhile."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

import rfc8785
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, SourceImageIOError
from wagtail.models import WorkflowState

from newsroom.bare_pictures import without_metadata
from newsroom.models.approval import Submission, granted
from newsroom.models.frozen_text import FrozenText


class Frozen(ValidationError):
    """Somebody tried to replace a file that stands in a submission."""


class FrozenFile(models.Model):
    """The rule that both kinds of file share: once ``frozen_sha256`` is set, the bytes stay."""

    frozen_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    file: Any
    title: Any
    shown_words: tuple[str, ...] = ("title",)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Tell a form beside its file field what ``save`` would refuse."""
        super().clean()
        try:
            self.refuse_replacement()
        except Frozen as refusal:
            self.file = type(self)._default_manager.get(pk=self.pk).file
            raise ValidationError({"file": refusal.messages}) from refusal
        try:
            self.refuse_rewording()
        except Frozen as refusal:
            raise ValidationError({"title": refusal.messages}) from refusal

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, unless it would put other bytes under a frozen row."""
        written = kwargs.get("update_fields")
        if written is None or "file" in written:
            self.refuse_replacement()
        if written is None or set(written) & set(self.shown_words):
            self.refuse_rewording()
        # A row that was read before it was submitted must not unfreeze it.
        self.frozen_sha256 = self.stored_sha256() or self.frozen_sha256
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, unless it was ever submitted."""
        if self.stored_sha256():
            raise Frozen(_("This file was submitted for approval and is kept."))
        return super().delete(*args, **kwargs)

    def erase(self) -> None:
        """Delete it although it was submitted: a recorded order removed the story that it stood in."""
        super().delete()

    def stored_sha256(self) -> str:
        """Return the digest under which the row is frozen in the database, empty when it is not."""
        stored = type(self)._default_manager.filter(pk=self.pk).values_list("frozen_sha256", flat=True)
        return stored.first() or "" if self.pk else ""

    def facts(self) -> dict[str, Any]:
        """Return what a submission freezes of the file: its bytes by their digest, and the words shown with it."""
        return {
            "id": self.pk,
            "sha256": self.frozen_sha256 or digest_of(self.file),
            "title": self.title,
            "description": getattr(self, "description", ""),
        }

    def has_approved_bytes(self) -> bool:
        """Whether the file that lies in the storage is still the one that was submitted."""
        try:
            return bool(self.frozen_sha256) and digest_of(self.file) == self.frozen_sha256
        except OSError:
            return False

    def refuse_replacement(self) -> None:
        """Raise ``Frozen`` when the stored row is frozen and the bytes at hand differ."""
        if self.pk is None:
            return
        frozen = self.stored_sha256()
        if frozen and digest_of(self.file) != frozen:
            raise Frozen(
                _("This file was submitted for approval and cannot be replaced. Add a new one instead.")
            )

    def refuse_rewording(self) -> None:
        """Raise ``Frozen`` when words or crop change while a submission with the file waits or is in force."""
        if self.pk is None:
            return
        names = (*self.shown_words, "frozen_sha256")
        stored = type(self)._default_manager.filter(pk=self.pk).values(*names).first()
        if stored is None or not stored["frozen_sha256"]:
            return
        reworded = any(getattr(self, name) != stored[name] for name in self.shown_words)
        if reworded and _is_in_use(stored["frozen_sha256"]):
            raise Frozen(
                _(
                    "This file stands in a story that waits for approval or was approved, so its name and "
                    "description stay. Add it again as a new file to describe it otherwise."
                )
            )


def _is_in_use(sha256: str) -> bool:
    """Whether a submission that names these bytes waits for a decision or is approved and in force."""
    texts = FrozenText.objects.filter(text__contains=sha256).values_list("pk", flat=True)
    named = list(texts)
    naming = Submission.objects.filter(Q(digests__site__in=named) | Q(digests__board__in=named))
    if naming.filter(granted()).exists():
        return True
    waiting = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    return naming.filter(workflow_state_id__in=waiting.values("pk")).exists()


def digest_of(file: Any) -> str:
    """Return the SHA-256 of a stored file or of one that was just uploaded; the latter stays open to be saved."""
    if not file._committed:
        return _digest(file.chunks(), after=lambda: file.seek(0))
    with file.storage.open(file.name) as stored:
        return _digest(stored.chunks())


def _digest(chunks: Iterable[bytes], after: Callable[[], object] = lambda: None) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    after()
    return digest.hexdigest()


class Picture(FrozenFile, AbstractImage):
    """A picture; what it shows must be said in words, for those who cannot see it."""

    credit = models.CharField(_("credit"), max_length=160, blank=True)
    # What an infographic was drawn from: template, values, look; written once, by ``newsroom.drawing``.
    made_from = models.JSONField(default=dict, blank=True, editable=False)
    shown_words = (
        "made_from",
        "title",
        "description",
        "credit",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def facts(self) -> dict[str, Any]:
        """Add the digest of the data that an infographic was drawn from."""
        if not self.made_from:
            return super().facts()
        return {**super().facts(), "made_from": hashlib.sha256(rfc8785.dumps(self.made_from)).hexdigest()}

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> Any:
        """Make a size, but never from bytes that were put in the place of submitted ones.

        What the camera wrote into it (the place, too) is not for the public.
        """
        if self.frozen_sha256 and not self.has_approved_bytes():
            raise SourceImageIOError("the picture's file is not the one that was submitted")
        file = super().generate_rendition_file(filter, source=source)
        file.seek(0)
        bare = ContentFile(without_metadata(file.read()), name=file.name)
        file.close()
        return bare

    def forget_sizes(self) -> None:
        """Drop what was made from an earlier file; it is made again when a page wants it."""
        self.renditions.all().delete()


class PictureRendition(AbstractRendition):
    """A picture at one size."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class SourceDocument(FrozenFile, AbstractDocument):
    """A document as it came in: kept as evidence, and offered for download."""

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
