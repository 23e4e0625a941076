import json

import pytest

from broadcast.speech.delivery import Delivery, Profile


def test_a_delivery_comes_back_from_its_row() -> None:
    wanted = Delivery(second_voice="espeak", rate=0.9, comma_pause_s=0.2, profile=Profile.ECHO_SAFE)

    assert Delivery.from_row(json.loads(json.dumps(wanted.as_row()))) == wanted


def test_a_row_of_another_version_has_its_defaults() -> None:
    assert Delivery.from_row({"rate": 0.9, "of a later version": 1}) == Delivery(rate=0.9)
    assert Delivery.from_row({}) == Delivery()


@pytest.mark.parametrize(
    "beyond",
    [{"rate": 0.3}, {"rate": 2}, {"rate": float("nan")}, {"sentence_pause_s": 9}, {"comma_pause_s": -1}],
)
def test_what_nobody_could_follow_is_refused(beyond: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"pause|rate"):
        Delivery(**beyond)  # type: ignore[arg-type]


@pytest.mark.parametrize("profile", [Profile.ECHO_SAFE, Profile.EMERGENCY])
def test_where_it_must_reach_everybody_it_is_slower_and_leaves_more_silence(profile: Profile) -> None:
    usual, careful = Delivery().pace, Delivery(profile=profile).pace

    assert careful.rate < usual.rate
    assert careful.sentence_s > usual.sentence_s and careful.paragraph_s > usual.paragraph_s


def test_only_echoes_part_the_phrases_unless_the_station_asks_for_it() -> None:
    assert Delivery().pace.phrase_s is None
    assert Delivery(profile=Profile.EMERGENCY).pace.phrase_s is None
    assert (Delivery(profile=Profile.ECHO_SAFE).pace.phrase_s or 0) >= 0.4
    assert Delivery(comma_pause_s=0.2).pace.phrase_s == 0.2
