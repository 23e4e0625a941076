"""The dictionary as a table: what goes out comes in again, and what Excel does to it is understood."""

import pytest

from broadcast.dictionary import Kind
from broadcast.dictionary_file import Unreadable, rows_of, written
from broadcast.models import DictionaryEntry


def entry(spelling: str, *readings: str, **more: str) -> DictionaryEntry:
    return DictionaryEntry(
        written=spelling,
        spoken=readings[0],
        choices=list(readings[1:]),
        **{"kind": Kind.FOREIGN, "certainty": "safe", **more},
    )


def test_what_goes_out_comes_in_again() -> None:
    data = written(
        [
            entry("Zalo", "da lô", note="ứng dụng; mạng"),
            entry("HN", "Hà Nội", "hội nghị", certainty="ambiguous"),
        ]
    )

    first, second = (row.teaching for row in rows_of(data))
    assert (first.written, first.readings[0], first.kind, first.ask, first.note) == (
        "Zalo",
        "da lô",
        Kind.FOREIGN,
        False,
        "ứng dụng; mạng",
    )
    assert (second.readings, second.ask) == (("Hà Nội", "hội nghị"), True)


def test_excel_sees_the_letters_and_the_columns() -> None:
    data = written([entry("Zalo", "da lô")])

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[1].split(";")[:2] == ["Zalo", "da lô"]


def test_a_cell_is_never_a_formula() -> None:
    data = written([entry("=1+1", "tổng")])

    assert "'=1+1" in data.decode("utf-8-sig")
    assert rows_of(data)[0].teaching.written == "=1+1"


def test_shipped_words_in_the_file_are_passed_over() -> None:
    assert rows_of(written([entry("TTr", "tờ trình", scope="everywhere")])) == []


@pytest.mark.parametrize(
    "data",
    [
        "Zalo,da lô\n".encode(),
        "Cách đọc\tCách viết\nda lô\tZalo\n".encode("utf-16"),
        "﻿Cách viết;Cách đọc\r\nZalo;da lô\r\n\r\n".encode(),
    ],
    ids=["commas without head", "tabs in other order", "semicolons"],
)
def test_tables_of_every_kind_are_understood(data: bytes) -> None:
    (row,) = rows_of(data)
    assert (row.teaching.written, row.teaching.readings[0]) == ("Zalo", "da lô")


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"PK\x03\x04\x80\x81", b"x" * 1_000_001, b"one\ntwo\n"]
)
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        rows_of(data)
