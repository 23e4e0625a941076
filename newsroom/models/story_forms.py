"""The editor's form: what must be there before a story can be submitted, and which forms were edited by hand."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from newsroom import derivation
from newsroom.models import story_board_checks
from newsroom.models.story_checks import Check
from newsroom.models.story_terms import Language

MAX_BOARD_LINES = 2


class StoryForm(WagtailAdminPageForm):
    """Checks a story; a draft may be incomplete, a submission may not."""

    checks = forms.MultipleChoiceField(
        label=_("Checked before submitting"),
        help_text=_("Tick what you have checked. Nothing is refused for it; the leader sees what is ticked."),
        choices=Check.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave what boards show as it is where a form does not ask for it."""
        super().__init__(*args, **kwargs)
        if "board_shows" in self.fields:
            self.fields["board_shows"].required = False

    def clean(self) -> dict[str, Any]:
        """Name what is missing or cannot be, each beside its own field."""
        cleaned: dict[str, Any] = super().clean()
        self._check_validity(cleaned)
        self._check_board(cleaned)
        if not self.is_deferred_validation:
            self._check_complete(cleaned)
        return cleaned

    def _check_validity(self, cleaned: dict[str, Any]) -> None:
        start, end = cleaned.get("valid_from"), cleaned.get("valid_until")
        if start and end and end <= start:
            self.add_error("valid_until", _("The end must lie after the start. Choose a later moment."))

    def _check_board(self, cleaned: dict[str, Any]) -> None:
        lines = [line for line in (cleaned.get("board_text") or "").splitlines() if line.strip()]
        if len(lines) > MAX_BOARD_LINES:
            self.add_error("board_text", _("A board shows two lines at most. Shorten the text to two lines."))
        if cleaned.get("on_boards") and not self.is_deferred_validation:
            for name, fault in story_board_checks.faults(cleaned, now=timezone.now()):
                self.add_error(name, fault)

    def _check_complete(self, cleaned: dict[str, Any]) -> None:
        if not any(cleaned.get(outlet) for outlet in ("on_site", "on_air", "on_boards")):
            self.add_error("on_site", _("Choose at least one place where the story appears."))
        picture = cleaned.get("picture")
        if picture and not picture.description:
            self.add_error(
                "picture",
                _("Describe in words what the picture shows: open the picture and fill in the description."),
            )

    def save(self, commit: bool = True) -> Any:
        """Keep a script only where it differs from the text, and remember which text it was written from."""
        story = self.instance
        if "script" in self.changed_data:
            followed = derivation.script(story.title, story.summary, story.plain_lines())
            story.script = _edited(story.script, followed)
            story.script_basis = story.text_basis() if story.script else ""
        if "board_text" in self.changed_data:
            story.board_text = _edited(story.board_text, derivation.board_text(story.title, story.summary))
            story.board_basis = story.text_basis() if story.board_text else ""
        return super().save(commit=commit)


class ArticleForm(StoryForm):
    """Checks what an article in English may be."""

    def clean(self) -> dict[str, Any]:
        """Keep English away from voices that read Vietnamese, and a translation beside its original."""
        cleaned = super().clean()
        in_english = cleaned.get("language") == Language.ENGLISH
        if in_english and cleaned.get("on_air"):
            self.add_error(
                "on_air", _("The voices read Vietnamese only. Take an English story off the loudspeakers.")
            )
        original = cleaned.get("translation_of")
        if original and (not in_english or original.language == Language.ENGLISH):
            self.add_error(
                "translation_of", _("Only an English story tells another one, and that one is Vietnamese.")
            )
        return cleaned


def _edited(typed: str, followed: str) -> str:
    typed = "\n".join(line.strip() for line in typed.strip().splitlines())
    return "" if typed == followed else typed
