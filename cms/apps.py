"""The app that plugs newsroom and broadcast together."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, pre_migrate


class CmsConfig(AppConfig):
    """Joins the two halves once both are loaded."""

    name = "cms"

    def ready(self) -> None:
        """Plug broadcast into the newsroom's port; teach SQLite to search without marks."""
        from wagtail.signals import page_published

        from broadcast import proof
        from cms import nightly, pictures_ahead, reminding, wagtail_words
        from cms.audit import folding
        from cms.caching import watching
        from cms.founding import ground
        from cms.preparations import BroadcastPreparations
        from cms.public import newest, words
        from cms.push import tasks as push
        from cms.signing import StationSigner
        from cms.traces import BroadcastTraces
        from newsroom import erasing, ready, signing

        ready.plug(BroadcastPreparations())
        signing.plug(StationSigner())
        proof.plug_in()
        erasing.plug(BroadcastTraces())
        post_migrate.connect(nightly.put_on_schedule, sender=apps.get_app_config("django_q"))
        post_migrate.connect(reminding.put_on_schedule, sender=apps.get_app_config("django_q"))
        post_migrate.connect(push.put_on_schedule, sender=apps.get_app_config("django_q"))
        # The last app that has rows: by then every right of this version has its own.
        post_migrate.connect(ground.renew, sender=apps.get_app_config("sessions"))
        page_published.connect(pictures_ahead.wake, dispatch_uid="cms.pictures_ahead")
        folding.plug()
        wagtail_words.plug()
        pre_migrate.connect(watching.before_migrations, sender=self, dispatch_uid="cms.watching")
        post_migrate.connect(watching.after_migrations, sender=self, dispatch_uid="cms.watching")
        post_migrate.connect(words.after_migrations, sender=self, dispatch_uid="cms.words")
        post_migrate.connect(newest.after_migrations, sender=self, dispatch_uid="cms.newest")
