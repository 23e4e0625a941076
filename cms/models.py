"""What the site itself keeps: how often something changed that the public reads."""

from django.db import models

from cms.push.models import Asked, Delivery, Notice, PushReminder, StaffDevice, Telephone

__all__ = [
    "Asked",
    "Delivery",
    "Notice",
    "PushReminder",
    "SearchText",
    "SiteChange",
    "StaffDevice",
    "Telephone",
]


class SiteChange(models.Model):
    """Part of the count of changes; the sum over all rows only ever grows (see ``cms.caching.watching``).

    The database counts by itself, in the transaction of each change. There is one row on SQLite, and on PostgreSQL as
    many as transactions ever counted at the same moment: none waits for another.
    """

    number = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return str(self.number)


class SearchText(models.Model):
    """The words of one story on the site as search reads them, at one revision; it goes with its story.

    ``title`` and ``body`` are folded (small letters, no marks, no đ); ``marked`` keeps the marks, for who typed them.
    """

    story = models.OneToOneField(
        "newsroom.Story", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    revision_id = models.PositiveBigIntegerField()
    title = models.TextField()
    body = models.TextField()
    marked = models.TextField()

    def __str__(self) -> str:
        return self.title
