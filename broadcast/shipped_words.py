"""The words that come with the program: types of documents, signers, and abbreviations with several meanings.

Nghị định 30/2020/NĐ-CP names the types and the signers. A word is safe only where it has one meaning in the
papers of a commune; where it has more, every meaning is offered and a person chooses.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connections, transaction
from django.utils import timezone

from broadcast.models import DictionaryEntry
from broadcast.spoken.decided import same

Scope, Certainty = DictionaryEntry.Scope, DictionaryEntry.Certainty


@dataclass(frozen=True, kw_only=True)
class ShippedWord:
    """One word; ``readings`` holds the best first, more than one are asked."""

    written: str
    readings: tuple[str, ...]


_SAFE = {
    "NQ": "Nghị quyết",
    "NĐ": "Nghị định",
    "QyĐ": "quy định",
    "CTr": "chương trình",
    "TTr": "tờ trình",
    "BGN": "bản ghi nhớ",
    "BTT": "bản thỏa thuận",
    "GUQ": "giấy ủy quyền",
    "GM": "giấy mời",
    "GGT": "giấy giới thiệu",
    "GNP": "giấy nghỉ phép",
    "TTLT": "thông tư liên tịch",
    "CV": "Công văn",
    "KL": "kết luận",
    "TUQ.": "thừa ủy quyền",
}
_AMBIGUOUS = {
    "QĐ": ("quyết định", "quân đội"),
    "CT": ("chỉ thị", "chủ tịch", "chương trình", "công trình", "công ty"),
    "QC": ("quy chế", "quảng cáo"),
    "TC": ("thông cáo", "tài chính", "tổ chức"),
    "TB": ("thông báo", "thiết bị", "thương binh"),
    "HD": ("hướng dẫn", "hộ dân"),
    "KH": ("kế hoạch", "khoa học", "khách hàng"),
    "PA": ("phương án", "phản ánh"),
    "ĐA": ("đề án", "đồ án"),
    "DA": ("dự án",),
    "BC": ("báo cáo", "bưu chính", "bầu cử"),
    "BB": ("biên bản",),
    "HĐ": ("hợp đồng", "hội đồng", "hoạt động"),
    "CĐ": ("công điện", "công đoàn", "cao đẳng", "cộng đồng"),
    "PG": ("phiếu gửi",),
    "PC": ("phiếu chuyển", "phòng, chống"),
    "PB": ("phiếu báo", "phân bổ"),
    "TT": ("thông tư", "thường trực", "thị trấn", "trung tâm"),
    "L": ("luật",),
    "PL": ("pháp lệnh", "phụ lục", "pháp luật"),
    "VT": ("văn thư", "viễn thông", "vận tải"),
    "CP": ("Chính phủ", "cổ phần"),
    "KT": ("ký thay", "kinh tế"),
    "TM": ("thay mặt", "thương mại"),
    "TL": ("thừa lệnh", "thủy lợi"),
    "Q.": ("quyền", "quận"),
    "BTC": ("Bộ Tài chính", "Ban Tổ chức"),
    "TH": ("tiểu học", "tổng hợp", "truyền hình", "trường hợp"),
}
SHIPPED: tuple[ShippedWord, ...] = (
    *(ShippedWord(written=written, readings=(spoken,)) for written, spoken in _SAFE.items()),
    *(ShippedWord(written=written, readings=readings) for written, readings in _AMBIGUOUS.items()),
)
ASKED = frozenset(_AMBIGUOUS)


@transaction.atomic
def ship(now: datetime) -> int:
    """Bring the shipped words to exactly what this version carries; return how many changed. Safe to repeat."""
    wanted = {same(word.written): word for word in SHIPPED}
    in_force = DictionaryEntry.objects.filter(scope=Scope.EVERYWHERE, removed_at=None)
    kept = {
        row.key: row for row in in_force if row.key in wanted and wanted[row.key].readings == row.readings
    }
    removed = in_force.exclude(pk__in=[row.pk for row in kept.values()]).update(removed_at=now)
    fresh = [word for key, word in wanted.items() if key not in kept]
    DictionaryEntry.objects.bulk_create(_rows(fresh, now))
    return removed + len(fresh)


def _rows(fresh: Iterable[ShippedWord], now: datetime) -> list[DictionaryEntry]:
    return [
        DictionaryEntry(
            written=word.written,
            key=same(word.written),
            spoken=word.readings[0],
            choices=list(word.readings[1:]),
            scope=Scope.EVERYWHERE,
            certainty=Certainty.AMBIGUOUS if word.written in ASKED else Certainty.SAFE,
            added_at=now,
        )
        for word in fresh
    ]


def ship_after_migrating(using: str, **_told: Any) -> None:
    """Bring the shipped words along with every migration; an older state of the database has no place for them."""
    if (
        using == "default"
        and DictionaryEntry._meta.db_table in connections[using].introspection.table_names()
    ):
        ship(timezone.now())
