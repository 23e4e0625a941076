"""What the programs of a station share in memory: imported once, before they are forked (see cms.serve.starting)."""

import gc
import os

import django
import django.core.management
import gunicorn.app.wsgiapp
import gunicorn.workers.gthread  # noqa: F401

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django.setup()

# After this moment the collector leaves what is loaded alone, so that its pages stay shared.
gc.collect()
gc.freeze()
