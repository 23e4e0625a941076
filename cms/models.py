"""What the site itself keeps: how often something changed that the public reads."""

from django.db import models


class SiteChange(models.Model):
    """Part of the count of changes; the sum over all rows only ever grows (see ``cms.caching.watching``).

    The database counts by itself, in the transaction of each change. There is one row on SQLite, and on PostgreSQL as
    many as transactions ever counted at the same moment: none waits for another.
    """

    number = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return str(self.number)
