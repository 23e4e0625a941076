"""Found a real commune: ``manage.py found`` asks what it needs, or takes it as options; nothing of the demo."""

import getpass
import os
import sys
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from cms.founding import ground
from cms.founding.sections import SECTIONS
from newsroom import roles
from newsroom.models import User

PASSWORD = "LOAXA_FIRST_PASSWORD"
OPTIONS = {
    "name": "Tên xã, như «Xã Lạc Phượng»",
    "office": "Cơ quan chủ quản, như «Uỷ ban nhân dân xã Lạc Phượng»",
    "responsible": "Người chịu trách nhiệm nội dung (họ tên)",
    "address": "Địa chỉ trụ sở",
    "phone": "Số điện thoại",
    "email": "Thư điện tử",
    "administrator": "Tên đăng nhập của quản trị viên đầu tiên, không dấu",
    "administrator_name": "Họ tên quản trị viên",
}
NEEDED = ("name", "office", "administrator", "administrator_name")
Ask = Callable[[str], str]


class Command(BaseCommand):
    """Founds once; what is wrong is said in one line, and nothing is left behind."""

    help = (
        "Lập một đài thật trên cơ sở dữ liệu trống: trang chủ, chuyên mục, quyền, đài, thôn, quản trị viên."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take everything as options, for who prefers a script to questions."""
        for name, meaning in OPTIONS.items():
            parser.add_argument(f"--{name.replace('_', '-')}", default="", help=meaning)
        parser.add_argument(
            "--hamlet",
            action="append",
            default=[],
            help="thôn, xóm, ấp…: một lần cho mỗi thôn, như «Thôn Đông»",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask for what is missing where somebody can answer, found, and say what to do next."""
        if ground.is_founded():
            raise CommandError(
                _("There is a station already; a commune is founded once, on an empty database.")
            )
        given = {name: " ".join(str(options[name]).split()) for name in OPTIONS}
        hamlets = [str(each) for each in options["hamlet"]]
        if sys.stdin.isatty():
            given, hamlets = _asked(given, hamlets, input)
        missing = [OPTIONS[name] for name in NEEDED if not given[name]]
        password = os.environ.get(PASSWORD, "")
        if not password and not sys.stdin.isatty():
            missing.append(f"Mật khẩu của quản trị viên, trong biến môi trường {PASSWORD}")
        if missing:
            raise CommandError(_("Still missing: %(what)s.") % {"what": "; ".join(missing)})
        password = password or _password()
        try:
            _found(given, hamlets, password)
        except ground.CannotFound as fault:
            raise CommandError(str(fault)) from fault
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        self.stdout.write(
            _(
                "Founded: %(name)s. Sign in at /quan-tri/ as %(user)s; then add people, sessions and loudspeakers."
            )
            % {"name": given["name"], "user": given["administrator"]}
        )


def _asked(given: dict[str, str], hamlets: list[str], ask: Ask) -> tuple[dict[str, str], list[str]]:
    answers = {
        name: given[name] or " ".join(ask(f"{meaning}: ").split()) for name, meaning in OPTIONS.items()
    }
    names = list(hamlets)
    while not hamlets:
        name = " ".join(ask("Thôn (để trống và Enter khi đã đủ): ").split())
        if not name:
            break
        names.append(name)
    return answers, names


def _password() -> str:
    while True:
        first = getpass.getpass("Mật khẩu của quản trị viên: ")
        if first == getpass.getpass("Gõ lại mật khẩu: "):
            return first
        sys.stderr.write("Hai lần gõ không giống nhau, gõ lại.\n")


@transaction.atomic
def _found(given: dict[str, str], hamlets: list[str], password: str) -> None:
    if given["email"]:
        validate_email(given["email"])
    facts = {name: given[name] for name in ("name", "office", "address", "phone", "email", "responsible")}
    ground.found(
        ground.Facts(**facts), hamlets=[ground.Hamlet(name=each) for each in hamlets], sections=SECTIONS
    )
    person = User(
        username=given["administrator"],
        full_name=given["administrator_name"],
        is_staff=True,
        is_superuser=True,
    )
    person.set_password(password)
    person.full_clean()
    validate_password(password, person)
    person.save()
    person.groups.add(Group.objects.get(name=roles.BY_CODE[roles.ADMINISTRATOR].group))
