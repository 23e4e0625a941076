"""What the programs of a station share in memory: imported once, before they are forked (see cms.serve.starting)."""

import gc
import os

import django
import django.core.management
import gunicorn.app.wsgiapp
import gunicorn.workers.gthread  # noqa: F401

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

# What each of them would load for itself: the views behind all addresses, the tags, the words on the screens.
with translation.override(settings.LANGUAGE_CODE):
    reverse("wagtailadmin_home")  # to find one address, all are read
    translation.gettext("")
engines.all()

# After this moment the collector leaves what is loaded alone, so that its pages stay shared.
gc.collect()
gc.freeze()
