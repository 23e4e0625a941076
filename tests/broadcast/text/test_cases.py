"""Every sentence of cases.tsv is read as an announcer would read it."""

import pytest

from broadcast.text import read
from tests.broadcast.text.comparing import cases, plain

ALL = list(cases())


@pytest.mark.parametrize(("written", "accepted"), ALL, ids=[written[:60] for written, _ in ALL])
def test_sentence_is_read_in_an_accepted_form(written: str, accepted: tuple[str, ...]) -> None:
    assert plain(read(written).spoken) in accepted


def test_no_sentence_stands_twice() -> None:
    written = [sentence for sentence, _ in ALL]

    assert len(written) == len(set(written))


def test_there_are_at_least_six_hundred_sentences() -> None:
    assert len(ALL) >= 600
