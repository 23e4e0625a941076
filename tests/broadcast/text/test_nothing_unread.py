"""Whatever an office may type, no figure, sign or bare abbreviation is left in what is spoken."""

import re
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.text import Reading, read

SAID_SIGNS = set(" .,;:!?\n")
VOWELS = set("aeiouyăâêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ")
CAPITALS = string.ascii_uppercase + "Đ"
UNITS = [
    "kg",
    "g",
    "mg",
    "ha",
    "m",
    "m2",
    "m3",
    "km",
    "cm",
    "mm",
    "km2",
    "l",
    "ml",
    "h",
    "%",
    "‰",
    "°C",
    "oC",
    "đ",
    "k",
    "K",
    "tr",
    "trđ",
    "tỷ",
    "đồng",
    "VNĐ",
    "USD",
    "kV",
    "kVA",
    "kWh",
    "MW",
    "V",
    "W",
    "tấn",
    "tạ",
    "ng",
    "t",
    "v",
    "th",
    "s",
    "lít",
    "x",
    "ng.đ",
    "tr.đồng",
    "mm2",
    "dB",
    "MHz",
    "GB",
    "bar",
    "µg/m3",
    "mmHg",
    "hộ",
    "người",
    "T",
    "A",
    "B",
    "a",
    "b",
    "hs",
    "đc",
]
PERS = [
    "",
    "/ha",
    "/người",
    "/tháng",
    "/năm",
    "/m2",
    "/ngày",
    "/hộ/năm",
    "/24h",
    "/sào",
    "/lần",
    "/HS",
    "/01 cháu",
    "/kg/h",
]
JOINTS = [".", "-", "/", " ", "", "_", "+", " - ", ":", "&", "x", ", "]
FRAMES = [
    "Xã có {} tại thôn 3.",
    "{}",
    "Theo {} của UBND",
    "Mức {}, tăng {}",
    "- {}: {}",
    "({}) và {}",
    "Từ {} đến {}",
    "{}/{}",
    "Họp lúc {} ngày {}.",
    "số {}",
    "mã {}",
    "Giá {}; {}",
    "đợt {}",
    "xóm {}, đ/c {}",
    "{} - {}",
    "TM. {}\n{}.",
    "1. {}\na) {}",
]

whole = st.integers(0, 99_999).map(str)
figures = st.one_of(
    whole,
    st.integers(1_000, 10**9).map(lambda value: f"{value:,}".replace(",", ".")),
    st.tuples(whole, st.integers(0, 999)).map(lambda two: f"{two[0]},{two[1]}"),
    st.integers(0, 999).map(lambda value: f"0{value}"),
    st.tuples(st.integers(0, 31), st.integers(0, 13)).map(lambda two: f"{two[0]}/{two[1]}"),
    st.tuples(st.integers(0, 25), st.integers(0, 61)).map(lambda two: f"{two[0]}h{two[1]:02}"),
    st.tuples(whole, whole).map("-".join),
)
measures = st.tuples(figures, st.sampled_from(["", " "]), st.sampled_from(UNITS), st.sampled_from(PERS)).map(
    "".join
)
measured = st.sampled_from(
    ["", "%", "ha", " ha", "km", "kg/m2", " triệu đồng", "đ", " tấn/ha", "m", "°C", " tỷ", "tr"]
)
letters = st.text(CAPITALS, min_size=1, max_size=6)
pieces = st.one_of(letters, whole, st.sampled_from("abcdđtvx"), st.tuples(letters, whole).map("".join))
codes = st.lists(st.tuples(pieces, st.sampled_from(JOINTS)).map("".join), min_size=1, max_size=4).map("".join)
words = st.sampled_from(
    ["UBND", "HĐND&UBND", "đ/c", "V/v", "TT", "quý IV", "QL1A", "ThS.BS", "ko", "v.v.", "BÁO CÁO", "IIa", "½"]
)
tokens = st.one_of(measures, codes, words, figures)


@st.composite
def official_lines(draw: st.DrawFn) -> str:
    frame = draw(st.sampled_from(FRAMES))
    return frame.format(*(draw(tokens) for _ in range(frame.count("{}"))))


def unsaid(spoken: str) -> list[str]:
    """The words no announcer can say: figures, signs, runs of capitals, words without a vowel."""
    words_left = spoken.split()
    signs = [
        word for word in words_left if any(not char.isalpha() and char not in SAID_SIGNS for char in word)
    ]
    bare = re.findall(r"[^\W\d_]+", spoken)
    mute = [word for word in bare if word and not VOWELS & set(word.lower())]
    shouted = [word for word in bare if len(word) > 1 and word.isupper()]
    return signs + mute + shouted


def asked_anything(reading: Reading) -> bool:
    return bool(reading.questions)


@settings(max_examples=1000)
@given(official_lines())
def test_no_figure_sign_or_bare_abbreviation_is_left_in_speech(line: str) -> None:
    assert unsaid(read(line).spoken) == []


decimals = st.tuples(st.integers(0, 999), st.integers(1, 99)).map(lambda two: f"{two[0]},{two[1]}")


@settings(max_examples=400)
@given(
    decimals,
    st.sampled_from(["-", " - ", "/", "x", " x ", "; ", " và ", "%, ", "kg/", " đến "]),
    decimals,
    measured,
)
def test_no_decimal_is_torn_apart(first: str, joint: str, second: str, unit: str) -> None:
    spoken = read(f"Xã có {first}{joint}{second}{unit} trong năm.").spoken

    assert spoken.count("phẩy") == 2


@settings(max_examples=300)
@given(st.text("BCDĐGHKLMNPQRSTVX", min_size=3, max_size=6))
def test_capitals_in_no_table_are_asked_about(word: str) -> None:
    reading = read(f"Đề nghị {word} xã báo cáo.")
    plain_spelling = len(reading.spoken.split()) - 4 == len(word) and all(
        len(name) < 4 for name in reading.spoken.split()[2:-3]
    )

    assert asked_anything(reading) or not plain_spelling


@settings(max_examples=300)
@given(st.text("bcdđghklmnpqrstvx", min_size=2, max_size=4))
def test_small_letters_without_a_vowel_are_never_read_as_written(word: str) -> None:
    assert word not in read(f"Đề nghị {word} nộp đúng hạn.").spoken.split()


def test_the_checker_itself_sees_what_is_unread() -> None:
    assert unsaid("đã đọc, hai mươi héc ta.") == []
    assert unsaid("5 UBND a/b th") == ["5", "a/b", "b", "th", "UBND"]
