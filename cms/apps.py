"""The app that plugs newsroom and broadcast together."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Joins the two halves once both are loaded."""

    name = "cms"
