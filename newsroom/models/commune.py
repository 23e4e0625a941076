"""The commune itself: its names and contacts, and its hamlets."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


class Place(models.Model):
    """A part of the commune with loudspeakers of its own: a hamlet or a residential group."""

    class Kind(models.TextChoices):
        """What the commune calls it."""

        THON = "thon", pgettext_lazy("kind of hamlet", "thôn")
        XOM = "xom", pgettext_lazy("kind of hamlet", "xóm")
        TO_DAN_PHO = "to_dan_pho", pgettext_lazy("kind of hamlet", "tổ dân phố")
        AP = "ap", pgettext_lazy("kind of hamlet", "ấp")
        KHU_PHO = "khu_pho", pgettext_lazy("kind of hamlet", "khu phố")
        KHOM = "khom", pgettext_lazy("kind of hamlet", "khóm")
        BAN = "ban", pgettext_lazy("kind of hamlet", "bản")
        BUON = "buon", pgettext_lazy("kind of hamlet", "buôn")
        LANG = "lang", pgettext_lazy("kind of hamlet", "làng")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.THON)
    name = models.CharField(_("name"), max_length=80, unique=True)
    head_name = models.CharField(_("head of the hamlet"), max_length=120, blank=True)
    head_phone = models.CharField(_("phone of the head"), max_length=30, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [FieldPanel(name) for name in ("kind", "name", "head_name", "head_phone", "position")]

    class Meta:
        verbose_name = _("hamlet")
        verbose_name_plural = _("hamlets")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()} {self.name}"


@register_setting(icon="home")
class CommuneSettings(BaseGenericSetting):
    """Facts about the commune that pages, boards and openings name."""

    name = models.CharField(_("name of the commune"), max_length=80, default="xã")
    province = models.CharField(_("province"), max_length=80, blank=True)
    authority = models.CharField(_("responsible body"), max_length=160, blank=True)
    responsible_person = models.CharField(_("responsible person"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    colour = models.CharField(
        _("colour of infographics"),
        max_length=7,
        default="#A8201A",
        choices=[
            ("#A8201A", _("Lacquer red")),
            ("#274C7A", _("Indigo")),
            ("#256B44", _("Rice green")),
            ("#7A4A12", _("Earth brown")),
            ("#5B2A6E", _("Plum")),
            ("#0F5E66", _("River blue")),
        ],
    )
    crest = models.ForeignKey(
        "newsroom.Picture",
        verbose_name=_("crest"),
        help_text=_("Stands at the head of infographics: a square picture, best with a clear ground."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    two_factor_required = models.BooleanField(
        _("leaders and administrators sign in with two steps"),
        default=False,
        help_text=_(
            "They are led to set it up at their next sign-in. Switch it on before the station goes into service."
        ),
    )

    panels = [
        FieldPanel(name)
        for name in (
            *("name", "province", "authority", "responsible_person", "address", "phone", "email"),
            *("colour", "crest"),
            "two_factor_required",
        )
    ]

    class Meta:
        verbose_name = _("commune")

    def __str__(self) -> str:
        return self.name
