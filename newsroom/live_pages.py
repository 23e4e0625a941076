"""Compares what the public reads with what was approved: each live story against its frozen web form."""

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from newsroom.agreement import Fault, Run
from newsroom.models import Approval, FrozenText, Story
from newsroom.models.files import digest_of
from newsroom.models.story_site import files_on_site, outlets, site_form

ON_THE_PAGE = ("site", "valid_from", "valid_until")


def faults_of_live_stories(run: Run) -> Iterator[Fault]:
    """Yield live stories that nobody approved, and those that differ from what was approved."""
    live = Story.objects.filter(live=True).order_by("pk")
    in_force = Approval.objects.in_force().select_related("submission")
    approvals = {
        each.revision_id: each for each in in_force.filter(revision_id__in=live.values("live_revision_id"))
    }
    for story in live.specific().iterator(200):
        approval = approvals.get(story.live_revision_id)
        if approval is None:
            message = _("the page “%(title)s” is public without an approval in force") % {
                "title": story.title
            }
            yield Fault(sequence=0, code="live-unapproved", message=message)
        elif differing := _differences(story, approval):
            words = {"title": story.title, "parts": ", ".join(differing)}
            message = _("the public page “%(title)s” differs from what was approved: %(parts)s") % words
            yield Fault(sequence=approval.sequence, code="live-differs", message=message)


def _as_it_lies_there(story: Story) -> dict[str, Any]:
    """Return the web form with files by what they hold at this moment, not by what is noted of them."""
    files = [file for file in files_on_site(story) if file]
    held = [file.facts() | {"sha256": digest_of(file.file)} for file in files]
    return site_form(story) | {"files": held}


def _differences(story: Story, approval: Approval) -> list[str]:
    """Return the parts of the page that differ; what later versions of the program added is not compared."""
    text = FrozenText.objects.filter(pk=approval.digests.get("site")).values_list("text", flat=True).first()
    if text is None:
        return []  # the missing text is a fault of its own
    frozen: dict[str, Any] = json.loads(text)
    approved = approval.submission.outlets
    try:
        site, where = _as_it_lies_there(story), outlets(story)
    except OSError:
        return ["files"]
    differing = [name for name, value in frozen.items() if site.get(name) != value]
    return differing + [name for name in ON_THE_PAGE if where[name] != approved.get(name)]
