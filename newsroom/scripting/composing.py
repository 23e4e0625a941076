"""Compose the script of a story: greeting, headline, body, what matters once more, sign-off; one paragraph a line."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from newsroom.scripting.cutting import sentences, with_stop, words_in
from newsroom.scripting.leaving_out import ANNEX, Line, spoken_part
from newsroom.scripting.signals import signals
from newsroom.scripting.tables import spoken_table
from newsroom.scripting.titles import shortened

GREETING = "Kính thưa bà con!"
REPEAT = "Xin nhắc lại:"
SIGN_OFF = "Xin cảm ơn bà con đã lắng nghe."
CELLS = "\t"  # between the cells of a table's row
MOST_REPEATED, MOST_REPEATED_WORDS, LEAST_SENTENCES = 2, 60, 3
LEAST_WEIGHT = 3  # a time and at least a place or a duty


def compose(title: str, summary: str, lines: Iterable[Line]) -> str:
    """Return the script of a story; empty when it says nothing yet."""
    kept, annex = spoken_part(lines)
    body = shortened([*_body(kept), *([ANNEX] if annex else [])])
    headline, lead = with_stop(title), with_stop(summary)
    if not (headline or lead or body):
        return ""
    said = [headline, lead, *body]
    return "\n".join(line for line in [GREETING, *said, repeated([lead, *body]), SIGN_OFF] if line)


def _body(lines: Iterable[Line]) -> list[str]:
    spoken: list[str] = []
    for is_table, run in groupby(_tables_apart(lines), key=lambda each: isinstance(each, list)):
        for each in run:
            if is_table and isinstance(each, list):
                spoken += _told_table(each)
            elif isinstance(each, tuple):
                spoken.append(with_stop(each[1]))
    return spoken


def _tables_apart(lines: Iterable[Line]) -> list[Line | list[Line]]:
    """Return lines of text, and a list of lines for each table."""
    parts: list[Line | list[Line]] = []
    for kind, line in lines:
        if kind == "table":
            parts.append([(kind, line)])
        elif kind in ("columns", "row") and parts and isinstance(parts[-1], list):
            parts[-1].append((kind, line))
        else:
            parts.append((kind, line))
    return parts


def _told_table(table: list[Line]) -> list[str]:
    title = table[0][1]
    columns = next((line.split(CELLS) for kind, line in table if kind == "columns"), [])
    rows = [line.split(CELLS) for kind, line in table if kind == "row"]
    return spoken_table(title, columns, rows)


def repeated(lines: Sequence[str]) -> str:
    """Return what is said once more, in the text's own words and order: the times, places and duties; or nothing."""
    all_sentences = [each for line in lines for each in sentences(line)]
    if len(all_sentences) < LEAST_SENTENCES:
        return ""
    weighed = [
        (signals(each).weight, -at)
        for at, each in enumerate(all_sentences)
        if words_in(each) <= MOST_REPEATED_WORDS
    ]
    best = sorted((each for each in weighed if each[0] >= LEAST_WEIGHT), reverse=True)[:MOST_REPEATED]
    chosen: list[str] = []
    for at in sorted(-place for _weight, place in best):
        if words_in(" ".join([*chosen, all_sentences[at]])) <= MOST_REPEATED_WORDS:
            chosen.append(all_sentences[at])
    return f"{REPEAT} {' '.join(chosen)}" if chosen else ""
