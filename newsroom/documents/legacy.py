"""The Vietnamese encodings from before Unicode: TCVN3 (.VnTime, ABC) and VNI for Windows."""

import re

_TCVN3_FROM = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§"
_TCVN3_TO = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"
_TCVN3 = str.maketrans(_TCVN3_FROM, _TCVN3_TO)

_VNI_PAIRS = {
    "a": "áàảãạ",
    "aâ": "âấầẩẫậ",
    "aê": "ăắằẳẵặ",
    "e": "éèẻẽẹ",
    "eâ": "êếềểễệ",
    "o": "óòỏõọ",
    "oâ": "ôốồổỗộ",
    "u": "úùủũụ",
    "y": "ýỳỷỹ",
    "ô": "ớờởỡợ",
    "ö": "ứừửữự",
}
_VNI_TONES = "ùøûõï"
_VNI_HAT = "âáàåãä"
_VNI_BREVE = "êéèúüë"
_VNI_SINGLE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for base, letters in _VNI_PAIRS.items():
        marks = {"â": _VNI_HAT, "ê": _VNI_BREVE}.get(base[1:], _VNI_TONES)
        table.update({base[0] + mark: letter for mark, letter in zip(marks, letters, strict=False)})
    upper = {written.upper(): letter.upper() for written, letter in table.items()}
    mixed = {w[0].upper() + w[1:]: letter.upper() for w, letter in table.items() if len(w) == 2}
    return table | mixed | upper


_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_COMMON = (
    "của và các xã được nhân dân thông tin ngày tháng năm đề nghị ủy uỷ ban số về việc trên địa bàn "
    "công tác thực hiện với cho trong người đảng cộng hòa hoà hội chủ nghĩa độc lập tự hạnh phúc "
    "kính gửi nơi nhận lưu tại đến từ là có không theo một những này đã bộ văn phòng thôn "
    "kế hoạch tổ chức điện lịch báo quyết định tuyên truyền đơn vị cán nghị định phát triển kinh tế quản lý"
)
_COMMON_WORDS = frozenset(_COMMON.split())
_WORD = re.compile(r"[^\W\d_]+")


def from_tcvn3(text: str) -> str:
    """Turn text whose bytes were TCVN3, read as Latin-1, into Unicode."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """Turn text whose bytes were VNI, read as Latin-1, into Unicode."""
    return _VNI_PATTERN.sub(lambda match: _VNI[match.group()], text)


def likeness(text: str) -> float:
    """Return the share (0 to 1) of words with marks or not that belong to the most common Vietnamese ones."""
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    return sum(word in _COMMON_WORDS for word in words) / len(words) if words else 0.0


def mend(text: str) -> tuple[str, str]:
    """Return the text in Unicode and the name of the old encoding it was in ("" when it was none).

    Word files and the clipboard carry the letters of .VnTime and VNI fonts as Latin ones ("Céng hoµ x· héi").
    """
    if not re.search("[\u00a1-\u00ff]", text):
        return text, ""
    candidates = {"": text, "TCVN3": from_tcvn3(text), "VNI": from_vni(text)}
    best = max(candidates, key=lambda name: likeness(candidates[name]))
    if best and likeness(candidates[best]) > likeness(text) + 0.08:
        return candidates[best], best
    return text, ""
