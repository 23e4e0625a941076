"""Pictures and documents; a file that was submitted for approval is never replaced."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from newsroom.bare_pictures import without_metadata


class Frozen(ValidationError):
    """Somebody tried to replace a file that stands in a submission."""


class FrozenFile(models.Model):
    """The rule that both kinds of file share: once ``frozen_sha256`` is set, the bytes stay."""

    frozen_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    file: Any

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, unless it would put other bytes under a frozen row."""
        written = kwargs.get("update_fields")
        if written is None or "file" in written:
            self.refuse_replacement()
        super().save(*args, **kwargs)

    def refuse_replacement(self) -> None:
        """Raise ``Frozen`` when the stored row is frozen and the bytes at hand differ."""
        if self.pk is None:
            return
        frozen = (
            type(self)._default_manager.filter(pk=self.pk).values_list("frozen_sha256", flat=True).first()
        )
        if frozen and digest_of(self.file) != frozen:
            raise Frozen(
                _("This file was submitted for approval and cannot be replaced. Add a new one instead.")
            )


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

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> Any:
        """Make a size of the picture; what the camera wrote into it (the place, too) is not for the public."""
        file = super().generate_rendition_file(filter, source=source)
        file.seek(0)
        bare = ContentFile(without_metadata(file.read()), name=file.name)
        file.close()
        return bare

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]


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
