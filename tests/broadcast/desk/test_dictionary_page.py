"""The dictionary's screen: search, try out, add, change, remove and undo, and who may."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from broadcast import hearing
from broadcast.models import DictionaryEntry
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
HOME = "/quan-tri/phat-thanh/tu-dien/"
WORD = {"written": "VTC", "readings": "vê tê xê", "kind": "abbreviation"}


def own() -> list[tuple[str, str]]:
    rows = DictionaryEntry.objects.filter(scope="commune", removed_at=None)
    return list(rows.values_list("written", "spoken"))


def page(client: Client, **query: str) -> str:
    return client.get(HOME, query).content.decode()


def add(client: Client, **fields: str) -> Any:
    return client.post(f"{HOME}them/", {**WORD, **fields}, follow=True)


def test_a_word_is_added_and_found_without_marks(commune: Commune, editor: Client) -> None:
    add(editor, written="Đống Đa", readings="Đống Đa", kind="place")

    assert "Đống Đa" in page(editor, tim="dong da")
    assert own() == [("Đống Đa", "Đống Đa")]


def test_what_cannot_be_kept_comes_back_with_what_was_typed(commune: Commune, editor: Client) -> None:
    response = add(editor, readings="3 gờ", note="của tôi")

    assert response.status_code == 422
    assert "3 gờ</textarea>" in response.content.decode()
    assert 'value="của tôi"' in response.content.decode()
    assert own() == []


def test_a_word_is_changed_and_its_history_is_shown(commune: Commune, editor: Client) -> None:
    add(editor)
    entry = DictionaryEntry.objects.get(written="VTC")

    editor.post(f"{HOME}{entry.pk}/", {**WORD, "readings": "truyền hình"})

    now = DictionaryEntry.objects.get(written="VTC", removed_at=None)
    history = editor.get(f"{HOME}{now.pk}/").content.decode()
    assert own() == [("VTC", "truyền hình")]
    assert "vê tê xê" in history


def test_a_removed_word_can_be_put_back_at_once(commune: Commune, editor: Client) -> None:
    add(editor)
    entry = DictionaryEntry.objects.get(written="VTC")

    after = editor.post(f"{HOME}{entry.pk}/bo/", follow=True).content.decode()
    assert own() == []
    assert f"{HOME}{entry.pk}/lay-lai/" in after

    editor.post(f"{HOME}{entry.pk}/lay-lai/")
    assert own() == [("VTC", "vê tê xê")]


def test_a_sentence_is_tried_out(commune: Commune, editor: Client) -> None:
    add(editor)

    tried = page(editor, thu="Xem VTC lúc 7h00")

    assert "vê tê xê" in tried
    assert "bảy giờ" in tried


def test_a_word_that_is_not_there_says_how_the_machine_reads_it(commune: Commune, editor: Client) -> None:
    assert "ích y" in page(editor, tim="XYQ")


def test_a_table_goes_in_and_wrong_lines_are_named(commune: Commune, editor: Client) -> None:
    table = "Cách viết;Cách đọc\nVTC;vê tê xê\n3G;3 gờ\n".encode("utf-8-sig")
    send = {"tep": SimpleUploadedFile("tu-dien.csv", table)}

    response = editor.post(f"{HOME}nhap/", send)

    assert own() == [("VTC", "vê tê xê")]
    assert "3G" in response.content.decode()
    assert response.status_code == 422
    assert "VTC" in editor.get(f"{HOME}xuat.csv").content.decode("utf-8-sig")


def test_the_same_table_twice_makes_no_second_history(commune: Commune, editor: Client) -> None:
    for _again in range(2):
        editor.post(f"{HOME}nhap/", {"tep": SimpleUploadedFile("a.csv", b"VTC;x\n")})

    assert DictionaryEntry.objects.filter(written="VTC").count() == 1


def test_a_word_is_heard_by_whoever_works_here(
    commune: Commune, editor: Client, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(voice: str, said: str, target: Any) -> None:
        target.parent.mkdir(parents=True)
        target.write_bytes(b"mp3")

    monkeypatch.setattr(hearing, "_make", make)

    url = editor.post(f"{HOME}nghe/", {"words": "vê tê xê"}).json()["url"]

    assert editor.get(url).getvalue() == b"mp3"
    assert stranger.get(url).status_code == 403
    assert editor.get(url.replace(url[-10:-4], "000000")).status_code == 404
    assert editor.get(reverse("broadcast:heard", args=["zz"])).status_code == 404
    assert editor.post(f"{HOME}nghe/", {"words": " "}).status_code == 422


def test_a_leader_looks_and_changes_nothing(commune: Commune, editor: Client, leader: Client) -> None:
    add(editor)
    entry = DictionaryEntry.objects.get(written="VTC")
    assert "VTC" in page(leader, tim="vtc")

    assert leader.get(f"{HOME}them/").status_code == 403
    for address in (f"{HOME}them/", f"{HOME}{entry.pk}/", f"{HOME}{entry.pk}/bo/", f"{HOME}nhap/"):
        assert leader.post(address, WORD).status_code == 403
    assert own() == [("VTC", "vê tê xê")]


def test_strangers_do_not_look(commune: Commune, stranger: Client) -> None:
    for address in ("", "them/", "xuat.csv", "1/"):
        assert stranger.get(HOME + address).status_code == 403
    assert Client().get(HOME).status_code == 302


def test_a_shipped_word_cannot_be_removed_but_overruled(commune: Commune, editor: Client) -> None:
    row = DictionaryEntry.objects.get(written="TTr", removed_at=None)

    editor.post(f"{HOME}{row.pk}/bo/")
    editor.post(f"{HOME}{row.pk}/", {**WORD, "written": "TTr", "readings": "tổ trưởng"})

    row.refresh_from_db()
    assert row.removed_at is None
    assert own() == [("TTr", "tổ trưởng")]


def test_the_list_asks_few_questions(
    commune: Commune, editor: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(14):
        page(editor, thu="UBND xã họp")
