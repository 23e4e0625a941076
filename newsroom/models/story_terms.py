"""The terms that stories are sorted by: category, origin, language, priority."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """Essential information: the eight kinds of Nghị định 49/2024/NĐ-CP, article 6."""

    POLICY = "policy", _("Policy and local regulations")
    PROJECT = "project", _("Local projects and plans")
    SOCIETY = "society", _("Politics, economy, culture, science")
    SECURITY = "security", _("Security and public order")
    DISASTER = "disaster", _("Disasters, rescue, fire, epidemics")
    MODEL = "model", _("Good people, good deeds, models")
    ILLEGAL = "illegal", _("Fighting illegal acts")
    PRODUCT = "product", _("Products and services of the commune")


class Origin(models.TextChoices):
    """Where the story comes from."""

    OWN = "own", _("The commune's own")
    PROVINCE = "province", _("From the province")
    CENTRAL = "central", _("From the central level")
    RELAY = "relay", _("Relayed")


class Language(models.TextChoices):
    """The languages a story can be written in; the codes are those of HTML."""

    VIETNAMESE = "vi", _("Vietnamese")
    ENGLISH = "en", _("English")


class Priority(models.TextChoices):
    """The three priorities of Thông tư 39/2020/TT-BTTTT."""

    NORMAL = "normal", _("Normal")
    PRIORITY = "priority", _("Priority")
    URGENT = "urgent", _("Urgent")
