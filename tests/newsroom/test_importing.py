"""A document becomes a draft; a refused one leaves nothing lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from newsroom.documents import Heading, Letter, ListItem, Paragraph, Table, Warning
from newsroom.drafting import draft_from_letter, title_of
from newsroom.import_notes import open_notes
from newsroom.models import ArticlePage, SourceDocument, User
from tests.factories import Commune

TEXT = """ỦY BAN NHÂN DÂN
XÃ LẠC PHƯỢNG
Số: 12/TB-UBND

THÔNG BÁO
Về việc tổng vệ sinh đường làng

Thứ Bảy ngày 28/11//2026, các thôn tổng vệ sinh đường làng.
Mỗi hộ cử một người tham gia.
"""


def send(client: Client, person: User, ground: Commune, **data: object) -> object:
    client.force_login(person)
    return client.post(reverse("newsroom:import"), {"section": ground.section.pk, **data}, follow=True)


def letter() -> Letter:
    return Letter(
        number="12/TB-UBND",
        kind="Thông báo",
        title="VỀ VIỆC TỔNG VỆ SINH",
        issuer="UBND xã",
        blocks=(
            Heading(level=1, text="1. Nội dung"),
            Paragraph(text="Quét dọn <đường> & ngõ ngày 28/11//2026."),
            ListItem(text="Mang chổi"),
            ListItem(text="Mang cuốc"),
            Table(rows=(("Thôn", "Giờ"), ("Đông", "7h00")), title="Lịch"),
        ),
        warnings=(
            Warning(code="broken_date", where="28/11//2026", message="Sửa", suggestion="28/11/2026"),
            Warning(code="issuer_guessed", where="UBND xã", message="Kiểm tra"),
            Warning(code="sign_form", where="T/M", message="Sửa", suggestion="TM."),
        ),
    )


@pytest.fixture
def draft(ground: Commune, editor: User) -> ArticlePage:
    """Return what a letter with three doubtful places became."""
    return draft_from_letter(letter(), section=ground.section, person=editor, original=None)


def test_blocks_keep_their_kinds_and_signs(draft: ArticlePage) -> None:
    assert [block.block_type for block in draft.body] == ["heading", "text", "table"]
    assert "<ul><li>Mang chổi</li><li>Mang cuốc</li></ul>" in draft.body[1].value.source
    assert "&lt;đường&gt; &amp; ngõ" in draft.body[1].value.source


def test_the_script_follows_the_text_and_tells_the_small_table(draft: ArticlePage) -> None:
    assert draft.script == ""
    assert "Mang chổi." in draft.spoken_script()
    assert "Lịch:\nĐông: 7h00." in draft.spoken_script()


def test_the_draft_is_the_importers_and_is_not_live(draft: ArticlePage, editor: User) -> None:
    assert (draft.owner, draft.live, draft.kind) == (editor, False, ArticlePage.Kind.NOTICE)
    assert draft.latest_revision.user == editor


def test_a_title_in_capitals_becomes_sentence_case() -> None:
    assert title_of(letter()) == "Về việc tổng vệ sinh"


def test_a_long_title_is_cut_at_a_word() -> None:
    title = title_of(Letter(title="Kế hoạch tuyên truyền " * 20))

    assert len(title) <= 150
    assert title.endswith(" tuyên…") or title.endswith("truyền…") or title.endswith("hoạch…")


def test_a_mended_or_absent_place_is_no_longer_open(draft: ArticlePage) -> None:
    assert [note.where for note in open_notes(draft)] == ["28/11//2026", "UBND xã"]


def test_one_tap_mends_a_doubtful_place(client: Client, draft: ArticlePage, editor: User) -> None:
    client.force_login(editor)

    client.post(reverse("newsroom:settle_note", args=[draft.pk, 0]), {"where": "28/11//2026", "mend": "1"})

    mended = ArticlePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert "28/11/2026" in mended.spoken_script()
    assert [note.where for note in open_notes(mended)] == ["UBND xã"]


def test_pasted_text_becomes_a_draft(client: Client, ground: Commune, editor: User) -> None:
    send(client, editor, ground, text=TEXT)

    story = ArticlePage.objects.get()
    assert story.document_number == "12/TB-UBND"
    assert "tổng vệ sinh đường làng" in story.title.lower()


def test_a_file_is_kept_beside_its_draft(client: Client, ground: Commune, editor: User) -> None:
    send(client, editor, ground, file=SimpleUploadedFile("thong-bao.txt", TEXT.encode()))

    with ArticlePage.objects.get().source_document.open_file() as kept:
        assert kept.read() == TEXT.encode()


def test_a_refused_file_is_kept_and_the_pasted_text_stays(
    client: Client, ground: Commune, editor: User
) -> None:
    damaged = SimpleUploadedFile("hong.docx", b"PK\x03\x04 not really a Word file")

    response = send(client, editor, ground, file=damaged, text="Đoạn đã dán sẵn")

    page = response.content.decode()  # type: ignore[attr-defined]
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert "Đoạn đã dán sẵn" in page
    assert SourceDocument.objects.get().url in page
    assert not ArticlePage.objects.exists()


def test_a_program_is_refused_and_not_kept(client: Client, ground: Commune, editor: User) -> None:
    program = SimpleUploadedFile("cong-van.docx", b"MZ\x90\x00" + b"\0" * 200)

    send(client, editor, ground, file=program)

    assert not SourceDocument.objects.exists()


def test_an_empty_form_says_what_is_missing(client: Client, ground: Commune, editor: User) -> None:
    response = send(client, editor, ground)

    assert response.status_code == 422  # type: ignore[attr-defined]


def test_a_contributor_imports_for_themselves(client: Client, ground: Commune, author: User) -> None:
    send(client, author, ground, text=TEXT)

    assert ArticlePage.objects.get().owner == author
