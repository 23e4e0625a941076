"""Every sentence of cases.tsv is read as an announcer would read it."""

from broadcast.text import read
from tests.broadcast.text.comparing import cases, plain

ALL = list(cases())


def test_every_sentence_is_read_in_an_accepted_form() -> None:
    readings = {written: plain(read(written).spoken) for written, _accepted in ALL}

    assert {
        written: readings[written] for written, accepted in ALL if readings[written] not in accepted
    } == {}


def test_no_sentence_stands_twice() -> None:
    written = [sentence for sentence, _ in ALL]

    assert len(written) == len(set(written))


def test_there_are_at_least_six_hundred_sentences() -> None:
    assert len(ALL) >= 600
