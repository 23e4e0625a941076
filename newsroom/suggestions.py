"""Suggesting another wording, taking it over with one tap, refusing it with a word; the only writer of suggestions."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from django.db import transaction
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom import changes, derivation, rules, workflow
from newsroom.blocks import paragraphs_of_html
from newsroom.models import Story, Submission, Suggestion, SuggestionAnswer, User

LABELS = {
    "title": gettext_lazy("Headline"),
    "summary": gettext_lazy("Summary"),
    "script": gettext_lazy("The words that are read aloud"),
    "board": gettext_lazy("Words on the e-boards"),
}
LONGEST = {"title": 255, "summary": 500, "board": 300}
LINES = {"title": 1, "board": 2}
BODY = "body:"


class SuggestionRefused(Exception):
    """The suggestion cannot be kept or answered; the message says why and what to do. ``places`` names the fields."""

    def __init__(self, message: str, *, places: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.places = places


@dataclass(frozen=True, kw_only=True)
class Place:
    """A text of the submission that somebody may word otherwise."""

    key: str
    label: str
    text: str

    @property
    def rows(self) -> int:
        """How high its box is, in lines."""
        return min(14, max(1, len(self.text) // 60 + self.text.count("\n") + 1))


def places(submission: Submission) -> list[Place]:
    """Return the texts of a submission: headline, summary, simple paragraphs, script, board."""
    forms = submission.forms
    site, outlets = forms["site"], forms["outlets"]
    found = [
        Place(key="title", label=str(LABELS["title"]), text=site["title"]),
        Place(key="summary", label=str(LABELS["summary"]), text=site["summary"]),
    ]
    for number, block in enumerate(site["body"], start=1):
        if (text := _plain(block)) is not None:
            label = _("Text, part %(number)s") % {"number": number}
            found.append(Place(key=f"{BODY}{block['id']}", label=label, text=text))
    if outlets["air"]:
        found.append(Place(key="script", label=str(LABELS["script"]), text=forms["script"]))
    if outlets["boards"]:
        found.append(Place(key="board", label=str(LABELS["board"]), text="\n".join(forms["board"]["lines"])))
    return found


def _plain(block: Mapping[str, Any]) -> str | None:
    """Return a block's words when nothing else lies in them; None for tables, pictures, links and bold words."""
    if block["type"] == "heading":
        return str(block["value"])
    if block["type"] != "text":
        return None
    lines = paragraphs_of_html(block["value"])
    return "\n".join(lines) if _bare(block["value"]) == _bare(_html(lines)) else None


def _html(lines: list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _bare(html: str) -> str:
    """Return rich text without the editor's keys and ways of escaping, to see whether it is paragraphs and no more."""
    parts = html.split(' data-block-key="')
    plain = parts[0] + "".join(part.split('"', 1)[1] for part in parts[1:])
    return unescape(plain.replace("<p></p>", "").replace("\n", ""))


def cleaned(text: str) -> str:
    """Return typed text with one kind of line end, no blank lines, composed letters."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


# ------------------------------------------------------------------- suggesting


@transaction.atomic
def suggest(
    submission: Submission, person: User, *, typed: Mapping[str, str], note: str, now: datetime
) -> Suggestion:
    """Keep what this person would say otherwise; the submission itself stays as it is and goes on waiting."""
    step = workflow.waiting_step(submission).task.specific
    verdict = workflow.verdict_for(submission, person, step)
    if not verdict:
        raise workflow.Refused(verdict.reason)
    found = {
        place.key: {"old": place.text, "new": new, "label": place.label}
        for place in places(submission)
        if place.key in typed and (new := cleaned(typed[place.key])) != cleaned(place.text)
    }
    if not found:
        raise SuggestionRefused(_("Nothing is different from the submitted text. Change a word first."))
    _check(found)
    return Suggestion.objects.create(
        submission=submission,
        story_id=submission.story_id,
        person=person,
        person_name=person.get_full_name(),
        changes=found,
        note=note.strip(),
        suggested_at=now,
    )


def _check(found: Mapping[str, Mapping[str, str]]) -> None:
    for key, change in found.items():
        new, label = change["new"], change["label"]
        if not new and key not in ("summary", "board"):
            raise SuggestionRefused(_("“%(place)s” cannot be empty.") % {"place": label}, places=(key,))
        if len(new) > LONGEST.get(key, len(new)):
            words = {"place": label, "most": LONGEST[key], "now": len(new)}
            message = _("“%(place)s” may have %(most)s letters; these are %(now)s. Shorten it.") % words
            raise SuggestionRefused(message, places=(key,))
        if new.count("\n") >= LINES.get(key, len(new) + 1):
            words = {"place": label, "most": LINES[key]}
            message = _("“%(place)s” has %(most)s lines at most. Shorten it.") % words
            raise SuggestionRefused(message, places=(key,))


def compared(suggestion: Suggestion) -> list[tuple[str, list[tuple[changes.Piece, ...]]]]:
    """Return each changed text by name, with what is new and what is gone."""
    return [
        (change["label"], changes.in_lines(changes.compared(change["old"], change["new"])))
        for _key, change in _in_order(suggestion)
    ]


def _in_order(suggestion: Suggestion) -> list[tuple[str, dict[str, str]]]:
    """Return the changes as the page shows them; script and board follow the text, so they come after it."""
    first = {"title": 0, "summary": 1, "script": 3, "board": 4}
    return sorted(suggestion.changes.items(), key=lambda item: (first.get(item[0], 2), item[1]["label"]))


def of_story(story_id: int) -> list[Suggestion]:
    """Return a story's suggestions that wait for an answer, the oldest first."""
    latest = Submission.objects.filter(story_id=story_id).order_by("-pk").first()
    if latest is None:
        return []
    rows = Suggestion.objects.open().filter(story_id=story_id, submission=latest)
    return list(rows.select_related("submission"))


# -------------------------------------------------------------------- answering


@transaction.atomic
def accept(suggestion: Suggestion, person: User, *, now: datetime) -> Submission:
    """Take the suggestion over: a new revision by this person, put before the approvers again, in one step."""
    suggestion = _claim(suggestion, person)
    submission = suggestion.submission
    story: Any = Story.objects.get(pk=suggestion.story_id).specific
    if story.workflow_in_progress:
        workflow.withdraw(submission, person)
        story = Story.objects.get(pk=suggestion.story_id).specific
    draft = story.get_latest_revision_as_object()
    for key, change in _in_order(suggestion):
        _refuse_if_changed(draft, key, change)
    for key, change in _in_order(suggestion):
        _apply(draft, key, change["new"])
    draft.save_revision(user=person, log_action=True, clean=False)
    made = workflow.submit(Story.objects.get(pk=suggestion.story_id).specific, person)
    _answer(suggestion, person, now=now, accepted=True, submission=made)
    return made


@transaction.atomic
def refuse(suggestion: Suggestion, person: User, *, word: str, now: datetime) -> SuggestionAnswer:
    """Leave the text as it is, and say why."""
    suggestion = _claim(suggestion, person)
    if not word.strip():
        raise SuggestionRefused(_("Write in a word why the text stays, so that the leader knows."))
    return _answer(suggestion, person, now=now, accepted=False, word=word.strip())


def _claim(suggestion: Suggestion, person: User) -> Suggestion:
    locked = Suggestion.objects.select_for_update(of=("self",)).select_related("submission")
    suggestion = locked.get(pk=suggestion.pk)
    contributors = suggestion.submission.contributors
    verdict = rules.may_withdraw(person, contributors=contributors)
    if not verdict:
        raise workflow.Refused(verdict.reason)
    if not suggestion.is_open or suggestion not in of_story(suggestion.story_id):
        raise SuggestionRefused(_("This suggestion was answered already, or a newer text was submitted."))
    return suggestion


def _answer(suggestion: Suggestion, person: User, **answer: Any) -> SuggestionAnswer:
    answered_at = answer.pop("now")
    return SuggestionAnswer.objects.create(
        suggestion=suggestion,
        person=person,
        person_name=person.get_full_name(),
        answered_at=answered_at,
        **answer,
    )


def _refuse_if_changed(draft: Any, key: str, change: Mapping[str, str]) -> None:
    now = _text_at(draft, key)
    if now is None or cleaned(now) != cleaned(change["old"]):
        raise SuggestionRefused(
            _("“%(place)s” was changed since. Open the story and take the words over by hand.")
            % {"place": change["label"]}
        )


def _apply(draft: Any, key: str, new: str) -> None:
    if key.startswith(BODY):
        blocks = draft.body.get_prep_value()
        block = next(each for each in blocks if each["id"] == key.removeprefix(BODY))
        block["value"] = new if block["type"] == "heading" else _html(new.split("\n"))
        draft.body = json.dumps(blocks)
    elif key == "script":
        followed = derivation.script(draft.title, draft.summary, draft.plain_lines())
        draft.script = "" if new == followed else new
        draft.script_basis = draft.text_basis() if draft.script else ""
    elif key == "board":
        draft.board_text = new
        draft.board_basis = draft.text_basis() if new else ""
    else:
        setattr(draft, key, new)


def _text_at(draft: Any, key: str) -> str | None:
    if key == "script":
        return str(draft.spoken_script())
    if key == "board":
        return "\n".join(draft.board_lines())
    if key.startswith(BODY):
        blocks = draft.body.get_prep_value()
        return next((_plain(each) for each in blocks if each["id"] == key.removeprefix(BODY)), None)
    return str(getattr(draft, key))
