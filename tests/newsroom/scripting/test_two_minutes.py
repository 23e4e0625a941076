"""The two-minute version: chosen sentences in their order, nothing invented, nothing that must be heard lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.scripting import compose, two_minutes
from newsroom.scripting.cutting import sentences

MUST = "Đề nghị các hộ nộp tiền trước ngày 5/12/2026 tại nhà văn hoá."
FILLER = [f"Công tác thứ {number} được triển khai đồng bộ trên địa bàn xã ta." for number in "abcdefghijkl"]


def by_words(sentence: str) -> float:
    return len(sentence.split()) * 1.5


def script_of(*texts: str) -> str:
    return compose("Nộp quỹ thôn", "", [("text", text) for text in texts])


def test_a_short_script_needs_no_shorter_one() -> None:
    assert two_minutes(script_of("Mời bà con."), seconds_of=by_words) is None


def test_it_fits_and_keeps_what_must_be_heard() -> None:
    found = two_minutes(script_of(*FILLER, MUST), seconds_of=by_words)

    assert found is not None
    assert found.fits
    assert found.seconds <= 120
    assert MUST in found.script
    assert found.script.startswith("Kính thưa bà con!\nNộp quỹ thôn.")
    assert found.script.endswith("Xin cảm ơn bà con đã lắng nghe.")


def test_it_says_honestly_when_the_necessary_is_longer() -> None:
    found = two_minutes(
        script_of(*[MUST.replace("5/12", f"{day}/12") for day in range(10, 25)]), seconds_of=by_words
    )

    assert found is not None
    assert not found.fits
    assert found.seconds > 120
    assert all(f"{day}/12" in found.script for day in range(10, 25))


def test_a_heading_without_its_text_is_not_chosen() -> None:
    found = two_minutes(script_of("2. Yêu cầu", *FILLER), seconds_of=by_words, limit=25)

    assert found is not None
    assert "2. Yêu cầu." not in found.script


def test_the_number_of_a_document_is_no_time_that_must_be_heard() -> None:
    found = two_minutes(
        script_of(*FILLER, "Căn cứ Luật số 26/2023/QH15 ngày 27/11/2023 của Quốc hội."),
        seconds_of=by_words,
        limit=30,
    )

    assert found is not None
    assert "27/11/2023" not in found.script


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*FILLER, MUST, "Họp lúc 7h00 tại thôn Đông.", "1. Mở đầu."]), max_size=30),
    st.integers(5, 120),
)
def test_it_only_chooses(texts: list[str], limit: int) -> None:
    script = script_of(*texts)
    found = two_minutes(script, seconds_of=by_words, limit=limit)
    if found is None:
        return

    whole = [each for line in script.split("\n") for each in sentences(line)]
    kept = [each for line in found.script.split("\n") for each in sentences(line)]
    remaining = iter(whole)
    assert all(each in remaining for each in kept)
    assert (found.kept, found.left_out) == (len(kept), len(whole) - len(kept))
    assert two_minutes(script, seconds_of=by_words, limit=limit) == found
