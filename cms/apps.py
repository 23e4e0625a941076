"""The app that plugs newsroom and broadcast together."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Joins the two halves once both are loaded."""

    name = "cms"

    def ready(self) -> None:
        """Plug broadcast into the newsroom's port; teach SQLite to search without marks."""
        from cms.audit import folding
        from cms.preparations import BroadcastPreparations
        from newsroom import ready

        ready.plug(BroadcastPreparations())
        folding.plug()
