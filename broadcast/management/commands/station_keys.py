"""The station's keys at the command line: the drill of docs/KEYS.md."""

import getpass
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from broadcast import evidence, keyring
from broadcast.keys import paper, ring, root, sheets, state
from broadcast.models import KeyList, OnlineKey, RootKey

ROOT_AWAY = "Khoá gốc không có trên máy này. Gõ lại từ trang giấy: manage.py station_keys restore"


class Command(BaseCommand):
    """Show, print, take away, type back, renew, revoke."""

    help = "The station's root key and online keys (docs/KEYS.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        """One word for each thing to do."""
        words = parser.add_subparsers(dest="word", required=True)
        words.add_parser("show", help="how the keys stand")
        export = words.add_parser("export", help="write the page to print, as PDF, mode 0600")
        export.add_argument("file", type=Path)
        confirm = words.add_parser("confirm", help="record that the page was printed: type two of its groups")
        confirm.add_argument("groups", nargs=len(root.ASKED), help=f"groups {root.ASKED}")
        words.add_parser("remove-root", help="take the root off this machine")
        words.add_parser(
            "restore", help="put the root back: the code is asked for, or read from standard input"
        )
        words.add_parser("rotate", help="make the next online keys")
        revoke = words.add_parser("revoke-online", help="revoke a lost or stolen online key")
        revoke.add_argument("key_id")
        revoke.add_argument("--reason", required=True)
        revoke.add_argument(
            "--since", help="when it was lost, as 2026-11-22T10:00+07:00 (now when not given)"
        )
        words.add_parser("new-epoch", help="after a back-up was restored")
        lost = words.add_parser(
            "acknowledge-lost", help="what devices saw and the restored back-up does not hold is lost"
        )
        lost.add_argument("--reason", required=True)
        new_root = words.add_parser("new-root", help="the paper is lost or was seen: make another root")
        new_root.add_argument("--every-device-will-be-claimed-anew", action="store_true", required=True)

    def handle(self, *args: Any, word: str, **options: Any) -> None:
        """Do the one thing, and say in Vietnamese what was done or why not."""
        work: Callable[..., str] = getattr(self, "_" + word.replace("-", "_"))
        try:
            self.stdout.write(work(timezone.now(), options))
        except ring.RootAway as fault:
            raise CommandError(ROOT_AWAY) from fault
        except paper.Mistyped as fault:
            raise CommandError(sheets.mistyped(fault)) from fault
        except root.OtherRoot as fault:
            raise CommandError("Mã đúng, nhưng là khoá gốc của đài khác hoặc khoá gốc cũ.") from fault
        except root.NotPrinted as fault:
            raise CommandError(f"Nhóm {fault} không giống trên trang giấy.") from fault
        except root.NotConfirmed as fault:
            raise CommandError("Chưa xác nhận đã in trang khoá gốc: chạy confirm trước.") from fault
        except evidence.NothingLost as fault:
            raise CommandError(
                "Không thiếu mục nào: mọi điều máy thu đã thấy đều có trong dữ liệu."
            ) from fault

    def _show(self, now: datetime, _options: Any) -> str:
        keyring.establish(now)
        row, newest = RootKey.objects.get(), KeyList.objects.latest("epoch", "version")
        lines = [
            f"Khoá gốc {row.key_id} · dấu của đài {state.station_mark()}",
            f"  trên máy này: {'có' if keyring.has_root() else 'không'}",
            f"  đã in và xác nhận: {_day(row.confirmed_at)} {row.confirmed_by_name}",
            f"Kỳ {newest.epoch}, danh sách số {newest.version}, ký lúc {_day(newest.issued_at)}",
        ]
        for key in OnlineKey.objects.order_by("context", "-valid_from"):
            end = f"THU HỒI {_day(key.revoked_at)}" if key.revoked_at else f"đến {_day(key.valid_until)}"
            lines.append(f"  {key.key_id} {sheets.purpose(key.context)}: từ {_day(key.valid_from)} {end}")
        return "\n".join([*lines, *(f"! {trouble.sentence}" for trouble in state.troubles(now))])

    def _export(self, now: datetime, options: Any) -> str:
        sheets.save(options["file"], sheets.printed(now, by=getpass.getuser()))
        return f"Đã ghi {options['file']}. In hai bản, xoá tệp này, rồi chạy: manage.py station_keys confirm"

    def _confirm(self, now: datetime, options: Any) -> str:
        typed = dict(zip(root.ASKED, options["groups"], strict=True))
        root.confirm(now, typed, by=getpass.getuser())
        return "Đã ghi nhận trang khoá gốc đã được in."

    def _remove_root(self, now: datetime, _options: Any) -> str:
        root.remove(now)
        return "Đã gỡ khoá gốc khỏi máy này. Từ nay khoá gốc chỉ còn trên giấy."

    def _restore(self, now: datetime, _options: Any) -> str:
        typed = getpass.getpass("Mã khoá gốc: ") if sys.stdin.isatty() else sys.stdin.read()
        root.restore(now, typed)
        return "Đã đưa khoá gốc trở lại máy này. Xong việc nhớ gỡ ra: manage.py station_keys remove-root"

    def _rotate(self, now: datetime, _options: Any) -> str:
        made = ring.rotate(now)
        return "Đã làm khoá mới: " + ", ".join(f"{sheets.purpose(key.context)} {key.key_id}" for key in made)

    def _revoke_online(self, now: datetime, options: Any) -> str:
        since = parse_datetime(options["since"]) if options["since"] else None
        if options["since"] and (since is None or since.tzinfo is None):
            raise CommandError("--since cần ngày giờ kèm múi giờ, ví dụ 2026-11-22T10:00+07:00")
        try:
            epoch = ring.revoke(now, options["key_id"], reason=options["reason"], since=since)
        except OnlineKey.DoesNotExist as fault:
            raise CommandError(
                f"Không có khoá {options['key_id']}; xem: manage.py station_keys show"
            ) from fault
        return f"Đã thu hồi khoá {options['key_id']} và mở kỳ {epoch}. Lịch phát được ký lại trong vài giây."

    def _new_epoch(self, now: datetime, _options: Any) -> str:
        return f"Đã mở kỳ {ring.new_epoch(now)}. Lịch phát được ký lại trong vài giây."

    def _acknowledge_lost(self, now: datetime, options: Any) -> str:
        if not keyring.has_root():
            raise ring.RootAway
        lost = evidence.acknowledge_lost(reason=options["reason"], by=getpass.getuser(), now=now)
        lines = [f"  mục {each.sequence}: {each.where}" for each in lost]
        return "\n".join(["Đã ghi nhận là mất theo bản sao lưu, ký vào chuỗi phê duyệt:", *lines])

    def _new_root(self, now: datetime, _options: Any) -> str:
        epoch = root.replace(now)
        return f"Đã làm khoá gốc mới, kỳ {epoch}. In trang mới (export), rồi nhận lại từng cụm loa, bảng tin."


def _day(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%d/%m/%Y %H:%M") if moment else "chưa"
