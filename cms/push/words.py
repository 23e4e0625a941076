"""What a notice says: emergencies in the words that were approved, with the mark of a drill where it is one."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.push.models import Notice
from newsroom import drills
from newsroom.models import Erased, Story, Submission

LONGEST_TITLE, LONGEST_TEXT = 120, 300
KEPT_AT_MOST = timedelta(hours=24)


class NothingToSay(Exception):
    """The words are not there any more, or a drill's do not say that it is one."""


def of_notice(notice: Notice) -> bytes:
    """Return the notice as the page's worker shows it."""
    submission = notice.approval.submission
    if notice.kind == Notice.Kind.RECALLED:
        return written(
            title=_("Recalled: %(title)s") % {"title": submission.title},
            text=_("This notice no longer holds. Follow the commune's loudspeakers and web site."),
            tag=tag(submission.story_id),
            url="/",
        )
    return _emergency(submission)


def _emergency(submission: Submission) -> bytes:
    try:
        script = str(submission.forms["script"])
    except Erased as fault:
        raise NothingToSay from fault
    text = " ".join(line.strip() for line in script.splitlines() if line.strip())
    is_drill = bool(submission.outlets.get("drill"))
    if is_drill and not submission.title.startswith(drills.TITLE_PREFIX):
        raise NothingToSay
    if is_drill:
        title = submission.title
        text = f"{drills.SENTENCE} {shortened(text.replace(drills.SENTENCE, '').strip())}"
    else:
        title = _("EMERGENCY: %(title)s") % {"title": submission.title}
    story = Story.objects.public().filter(pk=submission.story_id).first()
    if story is None:
        raise NothingToSay
    return written(title=title, text=text, tag=tag(submission.story_id), url=story.get_url() or "/")


def of_reminder(submission: Submission, *, left: timedelta) -> bytes:
    """Return what a leader's device shows: the title and how long is left, nothing else."""
    return written(
        title=_("A story waits for your decision"),
        text=_("“%(title)s”: %(left)s left.") % {"title": submission.title, "left": in_words(left)},
        tag=f"duyet-{submission.pk}",
        url=reverse("newsroom:approval", args=[submission.pk]),
    )


def in_words(left: timedelta) -> str:
    """Return hours, or minutes when it is less than two hours."""
    minutes = max(1, int(left.total_seconds()) // 60)
    if minutes < 120:
        return ngettext("one minute", "%(count)s minutes", minutes) % {"count": minutes}
    return ngettext("one hour", "%(count)s hours", minutes // 60) % {"count": minutes // 60}


def tag(story_id: int) -> str:
    """Return the name under which a later notice about the same story takes the place of the earlier one."""
    return f"khan-cap-{story_id}"


def written(*, title: str, text: str, tag: str, url: str) -> bytes:
    """Return the words as they travel, well below what every service takes (4 kB)."""
    words: dict[str, Any] = {
        "title": shortened(title, LONGEST_TITLE),
        "body": shortened(text),
        "tag": tag,
        "url": url,
    }
    return json.dumps(words, ensure_ascii=False).encode()


def shortened(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return the text, ended after a whole word where it is too long for a notice; the page has all of it."""
    if len(text) <= longest:
        return text
    return f"{text[: longest - 1].rsplit(' ', 1)[0]}…"


def kept_for(notice: Notice, *, now: datetime) -> timedelta:
    """Return how long a service keeps it for a telephone that is off."""
    until = parse_datetime(notice.approval.submission.outlets.get("valid_until") or "")
    if notice.kind == Notice.Kind.RECALLED or until is None:
        return KEPT_AT_MOST
    return min(max(until - now, timedelta(0)), KEPT_AT_MOST)
