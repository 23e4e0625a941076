from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from broadcast import keyring
from broadcast.keys import files, paper
from broadcast.models import DeviceOrder, KeyList, OnlineKey, Receipt, RootKey
from broadcast.plan.envelope import MANIFEST
from newsroom import roles
from tests.broadcast.boxes import box_in, row_of
from tests.broadcast.commune import Commune, person

pytestmark = pytest.mark.django_db
PAGE, PASSWORD = "broadcast:keys", "Mot-mat-khau-2026"


@pytest.fixture
def administrator(commune: Commune, now: datetime) -> Client:
    """Return the administrator's browser."""
    user = person("chi-hang", roles.ADMINISTRATOR)
    user.set_password(PASSWORD)
    user.save()
    keyring.establish(now)
    client = Client()
    client.force_login(user)
    return client


def act(client: Client, name: str, **fields: str) -> Any:
    return client.post(reverse("broadcast:keys_act", args=[name]), {"password": PASSWORD} | fields)


def groups() -> tuple[str, ...]:
    return paper.written(files.load_root().private_bytes_raw())


def confirm(client: Client) -> Any:
    return act(client, "xac-nhan", group4=groups()[3], group11=groups()[10].lower())


def test_the_desk_says_so_until_the_root_is_on_paper(commune: Commune, administrator: Client) -> None:
    before = administrator.get(reverse("broadcast:home")).content.decode()
    confirm(administrator)

    after = administrator.get(reverse("broadcast:home")).content.decode()

    assert "not on paper yet" in before
    assert "not on paper yet" not in after
    assert RootKey.objects.get().confirmed_by_name == "Chi Hang"


def test_others_are_not_told_and_may_not_look(
    commune: Commune, administrator: Client, operator: Client, leader: Client, stranger: Client
) -> None:
    home = operator.get(reverse("broadcast:home")).content.decode()

    assert "not on paper yet" not in home
    assert reverse(PAGE) not in home
    for client in (operator, leader, stranger):
        assert client.get(reverse(PAGE)).status_code == 403
        assert client.post(reverse("broadcast:keys_sheet"), {"password": PASSWORD}).status_code == 403
        assert act(client, "doi-khoa").status_code == 403
    assert KeyList.objects.count() == 1


def test_the_page_to_print_needs_the_password(administrator: Client) -> None:
    wrong = administrator.post(reverse("broadcast:keys_sheet"), {"password": "x"})
    right = administrator.post(reverse("broadcast:keys_sheet"), {"password": PASSWORD})

    assert (wrong.status_code, wrong.context["error"]) == (
        422, "The password is not right. Nothing was done.",
    )  # fmt: skip
    assert right.content.startswith(b"%PDF")
    assert right.headers["Cache-Control"] == "no-store"
    assert RootKey.objects.get().exported_by_name == "Chi Hang"


@pytest.mark.parametrize("name", ["xac-nhan", "go-khoa-goc", "khoi-phuc", "doi-khoa", "thu-hoi", "ky-moi"])
def test_every_act_needs_the_password(administrator: Client, name: str) -> None:
    before = keyring.key_list()

    answer = act(administrator, name, password="x")

    assert answer.status_code == 422
    assert keyring.key_list() == before
    assert keyring.has_root()


def test_the_root_leaves_only_when_it_is_on_paper_and_comes_back_typed(administrator: Client) -> None:
    early = act(administrator, "go-khoa-goc")
    confirm(administrator)
    code = " ".join(groups())
    act(administrator, "go-khoa-goc")
    away = (keyring.has_root(), act(administrator, "doi-khoa"))
    wrong = act(administrator, "khoi-phuc", code=code[:6] + "AAAAA" + code[11:])
    act(administrator, "khoi-phuc", code=code)

    assert "First print the page" in early.context["error"]
    assert away[0] is False
    assert "not on this machine" in away[1].context["error"]
    assert "Group 2" in wrong.context["error"]
    assert code[:5] not in wrong.content.decode()
    assert keyring.has_root()


def test_wrong_groups_confirm_nothing(administrator: Client) -> None:
    answer = act(administrator, "xac-nhan", group4=groups()[3], group11="AAAAA")

    assert "Group 11" in answer.context["error"]
    assert RootKey.objects.get().confirmed_at is None


def test_keys_are_renewed_revoked_and_epochs_opened(administrator: Client) -> None:
    key = OnlineKey.objects.get(context=MANIFEST)
    act(administrator, "doi-khoa")
    silent = act(administrator, "thu-hoi", key=key.pk, reason=" ")
    act(administrator, "thu-hoi", key=key.pk, reason="Máy bị mất")
    act(administrator, "ky-moi")

    key.refresh_from_db()
    page = administrator.get(reverse(PAGE)).content.decode()
    assert "Write what happened" in silent.context["error"]
    assert key.revoked_reason == "Chi Hang: Máy bị mất"
    assert KeyList.objects.latest("epoch", "version").epoch == 3
    assert key.pk in page
    assert act(administrator, "thu-hoi", key="0" * 16, reason="x").status_code == 422
    assert act(administrator, "khong-co").status_code == 404


def test_a_refusal_is_told_to_everybody_at_the_desk(
    commune: Commune, operator: Client, now: datetime
) -> None:
    device = row_of(box_in(commune, commune.zones[0], now=now))
    Receipt.objects.create(
        uuid="7b7a3c0e-53f5-4f0a-8b38-5d7f6c2f2b12", device=device, kind="refusal", outcome="refused",
        started_at=now, ended_at=now, detail="chữ ký không phải của đài này",
    )  # fmt: skip

    home = operator.get(reverse("broadcast:home")).content.decode()

    assert "refused something sent to it in the station" in home
    assert "chữ ký không phải của đài này" in home


def test_a_device_is_moved_at_the_desk(commune: Commune, operator: Client, now: datetime) -> None:
    device = row_of(box_in(commune, commune.zones[0], now=now))
    place = reverse("broadcast:device_relocate", args=[device.pk])

    same = operator.post(place, {"zone": commune.zones[0].pk})
    moved = operator.post(place, {"zone": commune.zones[1].pk})

    assert (same.status_code, moved.status_code) == (422, 302)
    assert DeviceOrder.objects.filter(device=device).latest("sequence").zone == commune.zones[1]


def test_an_administrator_orders_a_new_key_and_an_operator_does_not(
    commune: Commune, operator: Client, administrator: Client, now: datetime
) -> None:
    device = row_of(box_in(commune, commune.zones[0], now=now))
    place = reverse("broadcast:device_new_key", args=[device.pk])

    assert operator.post(place).status_code == 403
    assert administrator.post(place).status_code == 302
    assert DeviceOrder.objects.filter(device=device, action="new_key").count() == 1


def test_a_refused_act_keeps_what_was_typed_and_its_form_open(administrator: Client) -> None:
    key = OnlineKey.objects.latest("pk").key_id

    answer = act(administrator, "thu-hoi", password="sai", key=key, reason="Mất <máy> tính")

    page = answer.content.decode()
    opened = [form for form in page.split("<details") if form.split(">", 1)[0].endswith(" open")]
    assert answer.status_code == 422
    assert any('name="reason"' in form and 'value="Mất &lt;máy&gt; tính"' in form for form in opened)
    assert f'value="{key}" selected' in page
    assert 'value="sai"' not in page
    assert OnlineKey.objects.filter(key_id=key, revoked_at=None).exists()
