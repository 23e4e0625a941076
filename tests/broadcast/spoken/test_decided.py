"""People's decisions in a reading: which wins, where it applies, what is still asked."""

import unicodedata

import pytest

from broadcast.spoken import Decision, Doubtful, Words, read
from broadcast.spoken.decided import ASKED

SCRIPT = "Theo TT này (TT kia), họp lúc 7h00."
NOTHING = Words()


def spoken(script: str, *decisions: Decision, words: Words = NOTHING) -> str:
    return read(script, words=words, decisions=decisions).spoken


def test_a_decision_for_the_story_holds_wherever_the_word_stands() -> None:
    said = spoken(SCRIPT, Decision(written="TT", spoken="trung tâm"))

    assert said == "Theo trung tâm này, trung tâm kia, họp lúc bảy giờ."


def test_a_decision_for_one_place_leaves_the_others_open() -> None:
    reading = read(SCRIPT, words=NOTHING, decisions=[Decision(written="TT", spoken="thị trấn", before="(")])

    assert "thị trấn kia" in reading.spoken
    assert [question.start for question in reading.questions] == [SCRIPT.index("TT")]


def test_a_decision_for_one_place_wins_over_one_for_all() -> None:
    everywhere = Decision(written="TT", spoken="trung tâm")
    here = Decision(written="TT", spoken="thị trấn", after=" kia")

    assert spoken(SCRIPT, everywhere, here).startswith("Theo trung tâm này, thị trấn kia")


def test_a_place_is_found_again_when_the_text_was_edited_elsewhere() -> None:
    here = Decision(written="TT", spoken="thị trấn", before="Theo ", after=" này")

    assert "thị trấn này" in spoken("Kính thưa bà con. " + SCRIPT, here)


def test_a_longer_word_is_decided_before_a_shorter_within_it() -> None:
    said = spoken(
        "Theo TT VH xã.",
        Decision(written="TT", spoken="thông tư"),
        Decision(written="TT VH", spoken="trung tâm văn hóa"),
    )

    assert said == "Theo trung tâm văn hóa xã."


def test_a_decision_needs_the_whole_word() -> None:
    assert "trung tâm" not in spoken("HTTP và ATT7.", Decision(written="TT", spoken="trung tâm"))


@pytest.mark.parametrize("typed", ["bảy giờ kém 5", "3G", "UBND"])
def test_what_was_typed_is_said_exactly(typed: str) -> None:
    assert f"lúc {typed}." in spoken(SCRIPT, Decision(written="7h00", spoken=typed))


def test_a_word_can_be_passed_over() -> None:
    assert spoken("Số: /KH-UBND, ngày 5/6.", Decision(written="Số: /KH-UBND", spoken="")).startswith("ngày")


def test_spellings_of_one_word_are_one() -> None:
    decomposed = unicodedata.normalize("NFD", "Thôn Hoà Bình")

    assert (
        spoken(f"Ở {decomposed}.", Decision(written="Hòa Bình", spoken="Hòa Bình mới"))
        == "Ở Thôn Hòa Bình mới."
    )


def test_places_are_counted_in_the_script_that_people_see() -> None:
    reading = read(SCRIPT, words=NOTHING, decisions=[Decision(written="TT", spoken="trung tâm")])

    assert all(reading.written[span.start : span.end] == span.written for span in reading.spans)
    assert ("7h00", "bảy giờ") in {(span.written, span.spoken) for span in reading.spans}
    assert [span.written for span in reading.spans if span.rule == "decision"] == ["TT", "TT"]


def test_a_decision_wins_over_the_dictionary_and_the_dictionary_over_the_rules() -> None:
    words = Words(replaced={"UBND": "uỷ ban"})

    assert spoken("UBND xã", words=words) == "uỷ ban xã"
    assert spoken("UBND xã", Decision(written="UBND", spoken="chính quyền"), words=words) == "chính quyền xã"


def test_a_doubtful_word_is_said_in_its_best_way_and_asked() -> None:
    words = Words(doubtful={"HN": Doubtful(choices=("Hà Nội", "hội nghị"), always=True)})

    reading = read("Ở HN.", words=words)

    assert reading.spoken == "Ở Hà Nội."
    assert [(each.written, each.choices, each.reason) for each in reading.questions] == [
        ("HN", ("Hà Nội", "hội nghị"), ASKED)
    ]


def test_a_doubtful_word_that_was_decided_is_not_asked_again() -> None:
    words = Words(doubtful={"HN": Doubtful(choices=("Hà Nội", "hội nghị"), always=True)})

    reading = read("Ở HN.", words=words, decisions=[Decision(written="HN", spoken="hội nghị")])

    assert (reading.spoken, reading.questions) == ("Ở hội nghị.", ())


def test_a_shipped_doubt_only_widens_what_the_reader_asks() -> None:
    words = Words(doubtful={"TT": Doubtful(choices=("thông tư", "tượng thờ"), always=False)})

    assert read("TT Y tế xã", words=words).questions == ()
    (question,) = read("Theo TT này.", words=words).questions
    assert question.best == "trung tâm"
    assert "tượng thờ" in question.choices
