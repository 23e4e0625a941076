"""Bytes of a text file become Unicode: UTF-8, UTF-16, Windows-1258, TCVN3, VNI."""

import codecs
import re
import unicodedata

from newsroom.documents.legacy import from_tcvn3, from_vni, likeness
from newsroom.documents.refusal import DocumentRefused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ODD = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_TOLERATED_ODD_SHARE = 0.01
_VIETNAMESE_ENOUGH = 0.1


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of the encoding; refuse bytes that no encoding makes readable."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _readable(_strict(data, encoding)), encoding
    if encoding := _wide_without_mark(data):
        return _readable(_strict(data, encoding)), encoding
    try:
        return _readable(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _old(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise DocumentRefused("unreadable") from None


def _wide_without_mark(data: bytes) -> str:
    """Recognise UTF-16 without a mark by the zero bytes of its spaces and plain letters."""
    sample = data[:4000]
    if len(sample) < 4:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) / 8 and even * 8 < odd:
        return "utf-16-le"
    if even > len(sample) / 8 and odd * 8 < even:
        return "utf-16-be"
    return ""


def _old(data: bytes) -> tuple[str, str]:
    latin = data.decode("latin-1")
    candidates = {
        "windows-1258": unicodedata.normalize("NFC", data.decode("cp1258", errors="replace")),
        "TCVN3": from_tcvn3(latin),
        "VNI": from_vni(latin),
    }
    best = max(candidates, key=lambda name: likeness(candidates[name]))
    if likeness(candidates[best]) < _VIETNAMESE_ENOUGH:
        raise DocumentRefused("unreadable")
    return _readable(candidates[best]), best


def _readable(text: str) -> str:
    if len(_ODD.findall(text)) > len(text) * _TOLERATED_ODD_SHARE:
        raise DocumentRefused("unreadable")
    return text
