"""Programmes, their takes, what people accepted, the renditions made of it, and the board items."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from broadcast.models.questions import BoardItemQuerySet, ProgrammeQuerySet, RecordingQuerySet
from broadcast.states import ProgrammeStatus, RecordingStatus
from newsroom.models.append_only import AppendOnly


class Programme(models.Model):
    """What will be said of one submission; it goes on air only with its approval.

    ``successor`` is the newest approved version of the same story, to which this one gives way.
    """

    station = models.ForeignKey("broadcast.Station", on_delete=models.PROTECT, related_name="programmes")
    submission = models.OneToOneField(
        "newsroom.Submission", on_delete=models.PROTECT, related_name="programme"
    )
    approval = models.OneToOneField(
        "newsroom.Approval", null=True, blank=True, on_delete=models.PROTECT, related_name="programme"
    )
    story_id = models.PositiveBigIntegerField(db_index=True)
    title = models.CharField(_("title"), max_length=255)
    script = models.TextField(_("script"))
    spoken = models.TextField(_("spoken text"))
    open_questions = models.JSONField(default=list, blank=True)
    zones = models.ManyToManyField("broadcast.Zone", blank=True, related_name="+")
    priority = models.CharField(_("priority"), max_length=12, default="normal")
    valid_until = models.DateTimeField(_("valid until"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors", editable=False
    )
    form = models.CharField(_("kind of programme"), max_length=12, default="bulletin")
    drill = models.BooleanField(default=False)
    status = models.CharField(
        _("status"), max_length=12, choices=ProgrammeStatus, default=ProgrammeStatus.RECEIVED, editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProgrammeQuerySet["Programme"].as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["status", "-id"], name="programmes_by_status")]

    def __str__(self) -> str:
        return self.title


class SecondHearingStatus(models.TextChoices):
    """Whether a machine has heard a recording again."""

    ABSENT = "absent", _("no machine to hear it")
    DONE = "done", _("heard by a machine")


class Recording(models.Model):
    """One take of a programme; every attempt is a row.

    ``picked``: for each sentence the announcer's ``SentenceTake``, or None where a voice reads; empty when nothing
    was picked. ``timeline``: for each sentence the seconds at which it begins and ends; empty when that is unknown.
    ``spoke`` names two voices that took turns as "one+other". ``delivery`` is empty until it is known: then the
    station's own holds.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="recordings")
    voice = models.CharField(_("voice"), max_length=60)
    spoke = models.CharField(_("voice that spoke"), max_length=120, blank=True)
    delivery = models.JSONField(_("delivery"), default=dict, blank=True)
    synthetic = models.BooleanField(default=True)
    notes = models.JSONField(default=list, blank=True)
    spoken_sha256 = models.CharField(max_length=64)
    upload = models.CharField(max_length=255, blank=True)
    picked = models.JSONField(default=list, blank=True)
    timeline = models.JSONField(default=list, blank=True)
    second_hearing = models.CharField(max_length=8, choices=SecondHearingStatus, blank=True)
    reused_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    master_sha256 = models.CharField(max_length=64, blank=True)
    device_sha256 = models.CharField(max_length=64, blank=True)
    waveform_sha256 = models.CharField(max_length=64, blank=True)
    duration_s = models.FloatField(null=True, blank=True)
    loudness_lufs = models.FloatField(null=True, blank=True)
    true_peak_dbtp = models.FloatField(null=True, blank=True)
    chapters = models.JSONField(default=list, blank=True)
    sentences_done = models.PositiveIntegerField(default=0)
    sentences_total = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    status = models.CharField(
        max_length=12, choices=RecordingStatus, default=RecordingStatus.REQUESTED, editable=False
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)

    objects = RecordingQuerySet["Recording"].as_manager()

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["status", "touched_at"], name="recordings_to_make")]
        constraints = [
            models.UniqueConstraint(
                fields=["programme"], condition=models.Q(status="accepted"), name="one_accepted_recording"
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}/{self.pk}"

    @property
    def is_mixed(self) -> bool:
        """Whether an announcer speaks some sentences and a synthetic voice the others."""
        return self.synthetic and any(pick is not None for pick in self.picked)


class Acceptance(AppendOnly):
    """The recording decision: a person listened to the end and accepts that master.

    ``waiver`` is set where nobody listened first: the emergency waiver accepts what the offline voice says.
    """

    entry = models.OneToOneField("newsroom.ChainEntry", on_delete=models.PROTECT, related_name="acceptance")
    recording = models.OneToOneField(Recording, on_delete=models.PROTECT, related_name="acceptance")
    approval = models.ForeignKey("newsroom.Approval", on_delete=models.PROTECT, related_name="acceptances")
    waiver = models.ForeignKey(
        "newsroom.Waiver", null=True, blank=True, on_delete=models.PROTECT, related_name="acceptances"
    )
    master_sha256 = models.CharField(max_length=64)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    accepted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("acceptance")

    def __str__(self) -> str:
        return f"{self.recording_id}"


class Rendition(models.Model):
    """A file made from another: which source, which recipe at which version, which bytes came out.

    ``about``: digest of the tags inside, where the recipe writes any (two programmes may share a source); for a sound
    with music under the words, the master of the music.
    """

    source_sha256 = models.CharField(max_length=64, db_index=True)
    recipe = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=64, blank=True)
    output_sha256 = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField(max_length=40)
    size_bytes = models.PositiveBigIntegerField()
    duration_s = models.FloatField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_sha256", "recipe", "version", "about"], name="one_rendition_per_recipe"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipe} {self.output_sha256[:8]}"


class BoardItem(models.Model):
    """What a board shows of one submission.

    ``source_sha256``: the PDF or the film that it is made of; ``fault`` says why nothing can be made of it
    (``board_files.FAULTS``), empty while it can.
    """

    class Shows(models.TextChoices):
        """What stands there beside the words."""

        WORDS = "words"
        DOCUMENT = "document"
        FILM = "film"
        COUNTDOWN = "countdown"

    station = models.ForeignKey("broadcast.Station", on_delete=models.PROTECT, related_name="board_items")
    submission = models.OneToOneField(
        "newsroom.Submission", on_delete=models.PROTECT, related_name="board_item"
    )
    approval = models.OneToOneField(
        "newsroom.Approval", null=True, blank=True, on_delete=models.PROTECT, related_name="board_item"
    )
    uuid = models.UUIDField(unique=True)
    story_id = models.PositiveBigIntegerField(db_index=True)
    lines = models.JSONField()
    picture_sha256 = models.CharField(max_length=64, blank=True)
    picture_alt = models.CharField(max_length=255, blank=True)
    frame_sha256 = models.CharField(max_length=64, blank=True)
    shows = models.CharField(max_length=10, choices=Shows, default=Shows.WORDS)
    source_sha256 = models.CharField(max_length=64, blank=True)
    captions_sha256 = models.CharField(max_length=64, blank=True)
    counts_to = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=20, blank=True)
    zones = models.ManyToManyField("broadcast.Zone", blank=True, related_name="+")
    priority = models.CharField(max_length=12, default="normal")
    shows_from = models.DateTimeField(null=True, blank=True)
    shows_until = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by_name = models.CharField(max_length=120, blank=True)
    drill = models.BooleanField(default=False)

    objects = BoardItemQuerySet["BoardItem"].as_manager()

    class Meta:
        verbose_name = _("board item")
        verbose_name_plural = _("board items")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return " / ".join(self.lines)


class Move(AppendOnly):
    """One change of status, of whatever has a status: who, from what, to what, why."""

    kind = models.CharField(max_length=20)
    row_id = models.CharField(max_length=36)
    source = models.CharField(max_length=12)
    target = models.CharField(max_length=12)
    by = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)
    moved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "row_id"], name="moves_of_a_row")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id}: {self.source} -> {self.target}"
