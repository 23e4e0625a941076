"""What the editor's panels ask about the story at hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django import template

from newsroom import decisions, import_notes, plan_tasks, reading, ready, standing, suggestions
from newsroom.models import Picture, PlanTask, Story, Suggestion

register = template.Library()


@dataclass(frozen=True, kw_only=True)
class Script:
    """The script in short, for the panel beside its field."""

    paragraphs: list[reading.Paragraph]
    questions: int
    length: str
    edited: bool
    behind: bool


@register.simple_tag
def story_standing(story: Story) -> standing.Standing:
    """Return where the story stands."""
    return standing.standing_of(story)


@register.simple_tag
def story_plan_tasks(story: Story) -> list[PlanTask]:
    """Return the tasks of the yearly plan that the story carries out."""
    return plan_tasks.of_stories([story.pk])[story.pk]


@register.simple_tag
def story_notes(story: Story) -> list[import_notes.Note]:
    """Return what the import left open."""
    return import_notes.open_notes(story)


@register.simple_tag
def story_script(story: Story) -> Script | None:
    """Return how the story will be read aloud; None before it has any text."""
    script = story.spoken_script() if story.pk else ""
    if not script:
        return None
    text = ready.preparations().read(script, decisions.of(story))
    return Script(
        paragraphs=reading.paragraphs(text),
        questions=len(text.questions),
        length=reading.in_words(text.seconds),
        edited=bool(story.script),
        behind=story.script_is_behind(),
    )


@register.simple_tag
def story_board_hints(story: Story) -> Sequence[str]:
    """Return what should be better about what boards show of the saved draft; nothing where it is not for boards."""
    if not (story.pk and story.on_boards):
        return ()
    return ready.preparations().board_hints(story.board_lines(), _path(story.board_picture))


def _path(picture: Picture | None) -> Path | None:
    """Return where a picture lies, None where there is none or it lies on no disk of ours."""
    try:
        return Path(picture.file.path) if picture else None
    except NotImplementedError:
        return None


@register.simple_tag
def story_suggestions(story: Story) -> list[Suggestion]:
    """Return what leaders suggested for the story and nobody answered yet."""
    return suggestions.of_story(story.pk) if story.pk else []
