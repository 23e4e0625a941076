"""The app that plugs newsroom and broadcast together."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Joins the two halves once both are loaded."""

    name = "cms"

    def ready(self) -> None:
        """Plug broadcast into the newsroom's port."""
        from broadcast import proof
        from cms.preparations import BroadcastPreparations
        from cms.signing import StationSigner
        from newsroom import ready, signing

        ready.plug(BroadcastPreparations())
        signing.plug(StationSigner())
        proof.plug_in()
