"""Readings made by hand, as the other side would give them."""

from collections.abc import Mapping

from newsroom.ready import Question, SpokenText, Stretch


def spoken_text(
    written: str, said: dict[str, str], asked: Mapping[str, tuple[str, ...]] | None = None
) -> SpokenText:
    """Return a reading in which each word of ``said`` (in the order of the text) is said otherwise."""
    stretches, questions, place = list[Stretch](), list[Question](), 0
    for word, spoken in said.items():
        start = written.index(word, place)
        stretches += _plain(written, place, start)
        place = start + len(word)
        stretches.append(Stretch(start=start, end=place, spoken=spoken, changed=True))
        if asked and word in asked:
            question = Question(
                start=start, end=place, written=word, best=spoken, choices=asked[word], reason="Hai nghĩa."
            )
            questions.append(question)
    stretches += _plain(written, place, len(written))
    return SpokenText(
        written=written,
        spoken="".join(stretch.spoken for stretch in stretches),
        seconds=len(written) // 14,
        stretches=tuple(stretches),
        questions=tuple(questions),
    )


def _plain(written: str, start: int, end: int) -> list[Stretch]:
    """Cut plain words at the ends of sentences and lines."""
    found, place = list[Stretch](), start
    for at in range(start, end):
        ends_sentence = written[at] in ".!?;" and at + 1 < end and written[at + 1] == " "
        if at + 1 == end or written[at] == "\n" or written[at + 1] == "\n" or ends_sentence:
            found.append(Stretch(start=place, end=at + 1, spoken=written[place : at + 1]))
            place = at + 1
    return found
