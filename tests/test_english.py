"""Finding English on a screen."""

import json

import pytest

from tests.english import Screen, foreign_words


def offences(html: str) -> list[str]:
    """Return what a page is blamed for."""
    screen = Screen(admin="/quan-tri/")
    screen.feed(html)
    screen.close()
    return screen.offences()


@pytest.mark.parametrize(
    "text",
    [
        "Trang này chưa được trình duyệt",
        "Khoa, trang, nghieng, thuyen, khuyu, quoc, giong, xuong, uong, ngoai, khoeo, rieng, yeu",
        "in to so do an me",
        "UBND xã, HĐND, QR, Quyết định số 1191/QĐ- TTg",
        "Tăng cường công tác quản lý thông tin trên báo chí và trên Internet",
        "Xem https://example.com/page, viet@example.com, tep.docx, 15h30, %(count)s, {name}",
        "Nhóm Zalo, Facebook; bấm Ctrl",
    ],
)
def test_vietnamese_and_names_are_left_alone(text: str) -> None:
    assert foreign_words(text) == []


@pytest.mark.parametrize(
    "text", ["Page", "Save draft", "Email", "Bấm Save để lưu", "Yes", "Date", "user", "12 None"]
)
def test_english_is_seen(text: str) -> None:
    assert foreign_words(text) != []


@pytest.mark.parametrize(
    "html",
    [
        "<p>Lưu <b>changes</b></p>",
        '<button aria-label="Close">×</button>',
        '<input type="submit" value="Search">',
        '<img alt="Preview" src="a.png"><input placeholder="Đến">',
        '<div data-props=\'{"items": [{"label": "Settings"}]}\'></div>',
        '<div data-message="Please wait"></div>',
        f"<div data-html='{json.dumps({'html': '<p>Published</p>'})}'></div>",
        '<script>const words = {save: "Save it now"};</script>',
        '<script type="application/json">{"text": "Reload"}</script>',
        "<template><p>Deleted</p></template>",
    ],
)
def test_english_is_seen_wherever_it_stands(html: str) -> None:
    assert len(offences(html)) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<style>.button { color: red }</style>",
        '<div class="button primary" data-controller="w-form w-unsaved" data-x-target-value="[data-edit-form]">',
        '<div data-props=\'{"name": "page-explorer", "icon": "folder"}\'></div>',
        '<script>document.querySelector("header");</script>',
        '<p data-part="ready counting onair">Đến micro</p>',
        "<div hidden>None</div>",
    ],
)
def test_code_is_no_english(html: str) -> None:
    assert offences(html) == []


def test_addresses_are_found_in_attributes_and_data() -> None:
    screen = Screen(admin="/quan-tri/")
    screen.feed("""<a href="/quan-tri/pages/">Trang</a><div data-x='{"url": "/quan-tri/images/"}'></div>""")

    assert screen.links == ["/quan-tri/pages/", "/quan-tri/images/"]


def test_a_piece_of_what_people_wrote_is_theirs() -> None:
    screen = Screen(admin="/quan-tri/")
    screen.feed(
        "<p>The commune office</p><p>Sửa: Output up 7 % - Loa Xã</p><p>: Output up …</p><p>Settings</p>"
    )

    assert len(screen.offences(written=["The commune office tells:", "Output up 7 %"])) == 1
