"""What was ever booked for the air, folded for the desk's search: small letters, no marks, words set apart."""

from django.db import models


class AirWords(models.Model):
    """The words of one programme. It proposes and decides nothing; when it is missing it is made again."""

    programme = models.OneToOneField(
        "broadcast.Programme", primary_key=True, on_delete=models.CASCADE, related_name="air_words"
    )
    title = models.TextField()
    words = models.TextField()

    def __str__(self) -> str:
        return f"{self.programme_id}"
