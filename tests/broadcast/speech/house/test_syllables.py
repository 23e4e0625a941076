"""Spelling: every syllable that Vietnamese can write has its parts, its sounds, its frames and its melody."""

import unicodedata
from itertools import product

import pytest

from broadcast.speech.house import phones, phrase, syllables
from broadcast.speech.house.syllables import TONES, Syllable, syllable

ONSETS = ["", *syllables.ONSETS]
RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong ooc
op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn
uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y yêm yên yêt yêu yt ynh
""".split()  # noqa: SIM905 - read as a table
MARKS = dict(zip(TONES, ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"], strict=True))


def toned(rime: str, tone: str) -> str:
    """Return a rime with its tone mark on the first vowel letter that already has a hat, else on the first."""
    at = next((place for place, letter in enumerate(rime) if letter in "ăâêôơư"), 0)
    return unicodedata.normalize("NFC", rime[: at + 1] + MARKS[tone] + rime[at + 1 :])


def parts(written: str) -> tuple[str, ...]:
    found = syllable(written)
    assert found, written
    return (found.onset, found.glide, found.nucleus, found.coda, found.tone)


def test_every_onset_with_every_rime_in_every_tone_is_a_syllable() -> None:
    for onset, rime, tone in product(ONSETS, RIMES, TONES):
        found = syllable(onset + toned(rime, tone))
        assert found and found.tone == tone, onset + toned(rime, tone)


@pytest.mark.parametrize("accent", ["north", "south"])
def test_every_rime_in_every_tone_and_every_onset_can_be_sung(accent: str) -> None:
    written = [toned(rime, tone) for rime in RIMES for tone in TONES] + [f"{onset}an" for onset in ONSETS]
    for each in written:
        found = syllable(each)
        assert found
        score = phrase.score([found], ".", accent=accent, base_hz=190, rate=1)
        assert len(score.symbols) == len(score.frames), each
        assert len(score.pitch) == len(score.most) == 2 * sum(score.frames), each


def test_no_rime_sounds_like_another_unless_it_is_only_spelled_otherwise() -> None:
    sounds: dict[tuple[phones.Phone, ...], set[str]] = {}
    for rime in RIMES:
        found = syllable(rime)
        assert found
        sounds.setdefault(tuple(phones.phones_of(found, phones.NORTH)), set()).add(rime)

    alike = {frozenset(rimes) for rimes in sounds.values() if len(rimes) > 1}

    assert alike == {
        *(frozenset(pair) for pair in [("i", "y"), ("it", "yt"), ("inh", "ynh"), ("iêm", "yêm")]),
        *(frozenset(pair) for pair in [("iên", "yên"), ("iêt", "yêt"), ("iêu", "yêu"), ("ach", "ăc")]),
        *(frozenset(pair) for pair in [("anh", "ăng"), ("oach", "oăc"), ("oanh", "oăng")]),
        *(frozenset(pair) for pair in [("ong", "oong"), ("oc", "ooc")]),
    }


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("gì", ("gi", "", "i", "", "huyền")),
        ("giếng", ("gi", "", "iê", "ng", "sắc")),
        ("giữa", ("gi", "", "ươ", "", "ngã")),
        ("quốc", ("c", "w", "ô", "c", "sắc")),
        ("quyết", ("c", "w", "iê", "t", "sắc")),
        ("Uỷ", ("", "w", "i", "", "hỏi")),
        ("Ủy", ("", "w", "i", "", "hỏi")),
        ("hòa", ("h", "w", "a", "", "huyền")),
        ("NGHIÊNG", ("ngh", "", "iê", "ng", "ngang")),
        ("khuya", ("kh", "w", "iê", "", "ngang")),
        ("người", ("ng", "", "ươ", "j", "huyền")),
        ("mặt", ("m", "", "ă", "t", "nặng")),
    ],
)
def test_syllables_have_their_parts(written: str, expected: tuple[str, ...]) -> None:
    assert parts(written) == expected


@pytest.mark.parametrize("written", ["", "test", "Krông", "áàx", "ngắm2", "b", "aiu", "ain", "quang-"])
def test_what_is_no_syllable_is_none(written: str) -> None:
    assert syllable(written) is None


def test_the_accents_differ_in_sound() -> None:
    trang = Syllable(onset="tr", glide="", nucleus="a", coda="nh", tone="ngang")

    north = [phone.symbols for phone in phones.phones_of(trang, phones.NORTH)]
    south = [phone.symbols for phone in phones.phones_of(trang, phones.SOUTH)]

    assert north == ["ʨ", "a", "ŋ"]
    assert south == ["ʈ", "a", "n"]
