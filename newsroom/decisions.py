"""What people decided about the reading of one story: kept in its draft, so that it is approved with it."""

from collections.abc import Iterable
from dataclasses import asdict

from newsroom.models import Story
from newsroom.ready import Decision, SpokenText

AROUND = 24  # characters beside a word, by which its place is found again after the text was edited elsewhere
MOST = 300


def of(story: Story) -> tuple[Decision, ...]:
    """Return the story's decisions."""
    return tuple(Decision(**each) for each in story.readings)


def decide_here(story: Story, text: SpokenText, *, start: int, end: int, spoken: str) -> None:
    """Have the word at this place said so; wherever it stands between the same words, which is mostly once."""
    line_start = text.written.rfind("\n", 0, start) + 1
    line_end = text.written.find("\n", end)
    decision = Decision(
        written=text.written[start:end],
        spoken=spoken,
        before=text.written[max(line_start, start - AROUND) : start],
        after=text.written[end : min(end + AROUND, line_end if line_end >= 0 else len(text.written))],
    )
    _add(story, decision)


def decide_everywhere(story: Story, *, written: str, spoken: str) -> None:
    """Have the word said so wherever it stands in this story."""
    others = [each for each in of(story) if each.written != written]
    _keep(story, [*others, Decision(written=written, spoken=spoken)])


def forget(story: Story, decision: Decision) -> bool:
    """Give a decision up; False when it is not there."""
    left = [each for each in of(story) if each != decision]
    gone = len(left) < len(story.readings)
    _keep(story, left)
    return gone


def _add(story: Story, decision: Decision) -> None:
    place = (decision.written, decision.before, decision.after)
    others = [each for each in of(story) if (each.written, each.before, each.after) != place]
    _keep(story, [*others, decision])


def _keep(story: Story, kept: Iterable[Decision]) -> None:
    story.readings = [asdict(each) for each in list(kept)[-MOST:]]
