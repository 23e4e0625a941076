"""A real commune is founded on an empty database: usable at once, nothing of the demo, all or nothing."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client

from broadcast.models import Programme, Slot, Station
from cms.founding import ground
from newsroom import roles
from newsroom.models import CommuneSettings, HomePage, Place, SectionPage, Story, User
from newsroom.setup import steps_of

pytestmark = pytest.mark.django_db
PASSWORD = "Chuông-Chiều-41"
WORDS: dict[str, Any] = {
    "name": "Xã Tân Hoà",
    "office": "Uỷ ban nhân dân xã Tân Hoà",
    "responsible": "Lê Thị Sáu",
    "email": "ubnd@tanhoa.example",
    "administrator": "long",
    "administrator_name": "Hoàng Đức Long",
    "hamlet": ["Ấp Bình  Đông", "tổ dân phố số 3", "Khu phố 1"],
}


@pytest.fixture(autouse=True)
def first_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOAXA_FIRST_PASSWORD", PASSWORD)


class Terminal(StringIO):
    """Somebody sits there."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def found(**changed: Any) -> str:
    """Found as a script does; return what was said."""
    said = StringIO()
    call_command("found", stdout=said, **WORDS | changed)
    return said.getvalue()


def test_the_station_stands_and_holds_nothing_of_the_demo(client: Client) -> None:
    said = found()

    assert "Xã Tân Hoà" in said and "long" in said
    assert [zone.name for zone in Station.objects.get().zones.order_by("pk")] == [
        "Ấp Bình Đông",
        "Tổ dân phố số 3",
        "Khu phố 1",
    ]
    assert [place.get_kind_display() for place in Place.objects.all()] == ["ấp", "tổ dân phố", "khu phố"]
    assert CommuneSettings.load().responsible_person == "Lê Thị Sáu"
    assert steps_of(HomePage.objects.get()) == 1
    assert SectionPage.objects.filter(slug="thong-bao").exists()
    assert User.objects.count() == 1 and not any(model.objects.exists() for model in (Story, Programme, Slot))
    assert "Xã Tân Hoà" in client.get("/").content.decode()


def test_the_administrator_enters_with_all_that_he_needs(client: Client) -> None:
    found()

    assert client.login(username="long", password=PASSWORD)
    for path in ("/quan-tri/", "/quan-tri/users/", "/quan-tri/phat-thanh/"):
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "  "}, "Tên xã"),
        ({"hamlet": []}, "ít nhất một thôn"),
        ({"hamlet": ["Đông Hồ"]}, "Đông Hồ"),
        ({"hamlet": ["Thôn Đông", "Xóm đông"]}, "đông"),
        ({"email": "ubnd"}, "thư điện tử"),
        ({"administrator": "long long"}, "đăng nhập"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_left_behind(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(CommandError) as refusal:
        found(**changed)

    assert said.casefold() in str(refusal.value).casefold()
    assert not ground.is_founded() and not User.objects.exists()


def test_where_somebody_sits_it_asks_for_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.delenv("LOAXA_FIRST_PASSWORD")
    monkeypatch.setattr("sys.stdin", Terminal())
    answers = iter(["Xã Tân Hoà", "Uỷ ban nhân dân xã", "", "", "", "", "long", "Hoàng Đức Long"])
    hamlets = iter(["Ấp  Bình Đông", "Khóm 2", ""])
    passwords = iter([PASSWORD, "gõ nhầm", PASSWORD, PASSWORD])
    monkeypatch.setattr(
        "builtins.input", lambda asked: next(hamlets if asked.startswith("Thôn") else answers)
    )
    monkeypatch.setattr("getpass.getpass", lambda _asked: next(passwords))

    call_command("found", stdout=StringIO())

    assert [str(place) for place in Place.objects.all()] == ["Ấp Bình Đông", "Khóm 2"]
    assert client.login(username="long", password=PASSWORD)
    assert [*answers, *hamlets, *passwords] == []


def test_without_a_password_it_says_where_to_put_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOAXA_FIRST_PASSWORD")

    with pytest.raises(CommandError, match="LOAXA_FIRST_PASSWORD"):
        found()


def test_a_weak_password_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOAXA_FIRST_PASSWORD", "12345678")

    with pytest.raises(CommandError):
        found()

    assert not ground.is_founded()


def test_a_commune_is_founded_once() -> None:
    found()

    with pytest.raises(CommandError, match="một lần"):
        found(name="Xã Khác")


def test_a_new_version_gives_each_role_its_rights() -> None:
    found()
    editors = Group.objects.get(name=roles.BY_CODE[roles.EDITOR].group)
    before = editors.permissions.count()
    editors.permissions.clear()

    ground.renew(plan=[])
    assert editors.permissions.count() == 0, "nothing was migrated"
    ground.renew(plan=[object()])

    assert editors.permissions.count() == before > 0
