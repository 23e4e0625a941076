"""What is left to a person, and the commune's own words."""

import pytest

from broadcast.text import read


@pytest.mark.parametrize(
    "written", ["Số: /KH-UBND", "Số * -CV/ĐU", "Số: ....../TB-UBND", "Kế hoạch số:   /KH-UBND"]
)
def test_a_blank_number_is_skipped_and_asked_about(written: str) -> None:
    reading = read(written)

    assert len(reading.questions) == 1
    assert "ubnd" not in reading.spoken.lower()


@pytest.mark.parametrize(
    "written", ["ngày     tháng 6 năm 2026", "ngày / 4 /2026", "Ngày ... tháng ... năm 2026"]
)
def test_a_blank_day_is_asked_about(written: str) -> None:
    reading = read(written)

    assert len(reading.questions) == 1
    assert reading.spoken.endswith("năm hai nghìn không trăm hai mươi sáu")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("TT Đảng ủy họp", "thường trực"), ("Thông tư, TT 39/2020/TT-BTTTT", "thông tư"),
        ("Lưu: VT", "văn thư"),
        ("CNTT-VT", "viễn thông"), ("của CP", "Chính phủ"), ("Công ty CP May", "cổ phần"),
        ("KT. CHỦ TỊCH", "ký thay"),
        ("Phòng KT xã", "kinh tế"), ("QĐ số 12", "quyết định"), ("sĩ quan QĐ", "quân đội"),
        ("ký HĐ lao động", "hợp đồng"),
        ("chủ tịch HĐ", "hội đồng"), ("CT HĐND xã", "chủ tịch"), ("CT số 05", "chỉ thị"),
        ("trường CĐ Y", "cao đẳng"),
        ("CĐ cơ sở", "công đoàn"), ("BTC giải", "Ban Tổ chức"), ("của BTC", "Bộ Tài chính"),
        ("trường TH số 1", "tiểu học"),
        ("tổ TH", "tổng hợp"),
    ],
)  # fmt: skip
def test_surroundings_decide_an_ambiguous_token(written: str, said: str) -> None:
    reading = read(written)

    assert said in reading.spoken
    assert not reading.questions


@pytest.mark.parametrize("token", ["TT", "VT", "CP", "QĐ", "HĐ", "KT", "CT", "CĐ", "BTC", "TH"])
def test_without_surroundings_a_person_is_asked(token: str) -> None:
    reading = read(f"Xem {token} nhé")

    assert [question.written for question in reading.questions] == [token]
    assert reading.questions[0].best in reading.spoken
    assert len(reading.questions[0].choices) > 1


def test_an_unknown_abbreviation_is_spelled_and_asked_about() -> None:
    reading = read("Đơn vị BXQK phụ trách")

    assert [question.written for question in reading.questions] == ["BXQK"]
    assert "bê ích quy ca" in reading.spoken


def test_the_commune_overrides_the_built_in_words() -> None:
    own = {"UBND": "ủy ban", "BXQK": "ban xử lý", "xuanhung": "Xuân Hưng", "24/7": "suốt ngày đêm"}

    reading = read("UBND và BXQK trực 24/7, xuanhung", dictionary=own)

    assert reading.spoken == "ủy ban và ban xử lý trực suốt ngày đêm, Xuân Hưng"
    assert not reading.questions
    assert {span.rule for span in reading.spans} == {"dictionary"}


def test_a_dictionary_key_is_a_whole_word() -> None:
    assert read("Xuân Hưng Yên", dictionary={"Hưng": "X", "Xuân Hưng": "Y"}).spoken == "Y Yên"
    assert read("thônăn", dictionary={"thôn": "X"}).spoken == "thônăn"


def test_the_older_tone_mark_finds_the_dictionary_key() -> None:
    assert read("Hoà Bình", dictionary={"Hòa Bình": "Hòa Bình mới"}).spoken == "Hòa Bình mới"


def test_the_text_itself_teaches_an_abbreviation() -> None:
    reading = read("Tổ hợp tác thủy nông (THTTN) họp; THTTN đề nghị.")

    assert reading.spoken == "Tổ hợp tác thủy nông họp; Tổ hợp tác thủy nông đề nghị."


def test_an_explained_abbreviation_is_not_said_twice() -> None:
    assert read("Hội đồng nhân dân (HĐND) xã").spoken == "Hội đồng nhân dân xã"


def test_an_unreadable_sign_is_reported() -> None:
    reading = read("Chúc mừng ⵣ và 中文, năm mới 🎉")

    assert [question.written for question in reading.questions] == ["ⵣ", "中文"]
    assert reading.spans[-1].written == "🎉"
