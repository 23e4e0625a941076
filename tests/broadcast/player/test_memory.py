"""What the box keeps on its card: journal, receipts, media, identity."""

import hashlib
import os
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.player.cache import BadName, Cache, WrongBytes
from broadcast.player.identity import device_key, identity_of, load_identity, save_identity
from broadcast.player.journal import Journal
from broadcast.player.ledger import Ledger, Receipt

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
AIRING = str(uuid.uuid4())


def receipt(kind: str = "air", outcome: str = "played", **changes: object) -> Receipt:
    fields = {"id": str(uuid.uuid4()), "airing": AIRING, "kind": kind, "outcome": outcome}
    return Receipt(**{**fields, "started_at": NOW, "ended_at": NOW, **changes})  # type: ignore[arg-type]


def ledger(folder: Path, now: datetime = NOW) -> Ledger:
    return Ledger(folder / "journal.jsonl", now=now)


def intend(memory: Ledger) -> str:
    return memory.intend(airing=AIRING, media="ab" * 32, planned=NOW, now=NOW)


def test_a_broken_off_play_becomes_one_partial_receipt(tmp_path: Path) -> None:
    intent = intend(ledger(tmp_path))

    again = ledger(tmp_path)
    assert again.recover() == [AIRING]

    assert [(each["id"], each["outcome"]) for each in again.pending(9)] == [(intent, "partial")]
    assert ledger(tmp_path).recover() == []
    assert ledger(tmp_path).settled()[AIRING].outcome == "partial"


def test_notes_date_the_crash(tmp_path: Path) -> None:
    first = ledger(tmp_path)
    first.note(intend(first), now=NOW + timedelta(seconds=40))

    again = ledger(tmp_path)
    again.recover()

    assert again.pending(1)[0]["ended_at"] == "2026-11-22T10:00:40.000Z"


def test_a_withdrawn_intent_leaves_no_trace(tmp_path: Path) -> None:
    memory = ledger(tmp_path)
    memory.withdraw(intend(memory))

    again = ledger(tmp_path)

    assert again.recover() == []
    assert again.settled() == {}


def test_delivered_receipts_are_not_sent_again_and_stay_settled(tmp_path: Path) -> None:
    memory, sent = ledger(tmp_path), receipt()
    memory.close(sent, planned=NOW)
    memory.delivered([sent.id, "never heard of"], now=NOW)

    again = ledger(tmp_path)

    assert again.pending(9) == []
    assert again.settled()[AIRING].outcome == "played"


def test_the_journal_is_compacted_and_remembers_what_matters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadcast.player.ledger.COMPACT_AT", 40)
    memory = ledger(tmp_path)
    for number in range(60):
        done = receipt(airing=f"old-{number}", ended_at=NOW - timedelta(days=40))
        memory.close(done, planned=NOW)
        memory.delivered([done.id], now=NOW)
    waiting, recent, intent = receipt(airing="waiting"), receipt(airing="recent"), intend(memory)
    memory.close(recent, planned=NOW)
    memory.delivered([recent.id], now=NOW)
    memory.close(waiting, planned=NOW)

    again = ledger(tmp_path)

    assert len((tmp_path / "journal.jsonl").read_bytes().splitlines()) < 60
    assert [each["airing"] for each in again.pending(9)] == ["waiting"]
    assert again.settled()["recent"].outcome == "played"
    assert again.recover() == [AIRING]
    assert again.pending(9)[-1]["id"] == intent


@settings(max_examples=25, deadline=None)
@given(cut=st.integers(0, 2000))
def test_a_journal_cut_at_any_byte_keeps_every_whole_record(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    path = tmp_path_factory.mktemp("cut") / "journal.jsonl"
    journal = Journal(path)
    for number in range(8):
        journal.append({"number": number, "text": "Ễ" * 20})
    whole = path.read_bytes()
    path.write_bytes(whole[:cut])

    again = Journal(path)

    kept = whole[:cut].count(b"\n")
    assert [each["number"] for each in again.records] == list(range(kept))
    again.append({"number": 99})
    assert Journal(path).records[-1] == {"number": 99}


def test_a_damaged_record_is_left_out_and_the_file_set_aside(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j")
    for number in range(3):
        journal.append({"number": number})
    lines = (tmp_path / "j").read_bytes().splitlines(keepends=True)
    (tmp_path / "j").write_bytes(lines[0] + lines[1].replace(b"1}", b"7}") + lines[2])

    assert [each["number"] for each in Journal(tmp_path / "j").records] == [0, 2]
    assert (tmp_path / "j.broken-0001").exists()


def test_a_full_card_loses_no_receipt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = ledger(tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            intend(memory)
        memory.close(receipt(), planned=NOW)
    memory.close(receipt(kind="board", airing="b", outcome="shown"))

    again = ledger(tmp_path)

    assert {each["outcome"] for each in again.pending(9)} == {"played", "shown"}
    assert again.recover() == []


DATA = b"sound" * 1000
NAME = hashlib.sha256(DATA).hexdigest()


def test_a_download_goes_on_where_it_broke_off(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.receive(NAME, [DATA[:1000]], at=0, size=len(DATA))
    assert (cache.has(NAME), cache.started(NAME)) == (False, 1000)

    cache.receive(NAME, [DATA[1000:]], at=1000, size=len(DATA))

    assert cache.verified(NAME) == tmp_path / NAME
    assert (tmp_path / NAME).read_bytes() == DATA


@pytest.mark.parametrize("data", [DATA[:-1] + b"X", DATA + b"more"])
def test_wrong_bytes_leave_nothing_behind(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(WrongBytes):
        Cache(tmp_path).receive(NAME, [data], at=0, size=len(DATA))

    assert list(tmp_path.iterdir()) == []


def test_a_file_worn_on_the_card_is_found_out(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.receive(NAME, [DATA], at=0, size=len(DATA))
    assert cache.verified(NAME)
    (tmp_path / NAME).write_bytes(DATA[::-1])

    assert cache.verified(NAME) is None
    assert not cache.has(NAME)


@pytest.mark.parametrize("name", ["../device.key", "/etc/passwd", NAME.upper(), NAME[:-1], f"{NAME}/..", ""])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadName):
        Cache(tmp_path).path(name)


def test_pruning_takes_the_oldest_stranger_and_never_what_is_wanted(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    names = [hashlib.sha256(bytes([number])).hexdigest() for number in range(4)]
    for age, name in enumerate(names):
        (tmp_path / name).write_bytes(b"x" * 100)
        os.utime(tmp_path / name, (1000 - age, 1000 - age))

    cache.prune([names[3]], keep=200)

    assert {path.name for path in tmp_path.iterdir()} == {names[0], names[1], names[3]}


def test_identity_survives_the_loss_of_one_copy(tmp_path: Path) -> None:
    key = device_key(tmp_path)
    mine = identity_of(tmp_path, key).having_held("3", (1, 7), None)
    save_identity(tmp_path, mine)
    (tmp_path / "device.json").write_text("{ torn")

    assert load_identity(tmp_path) == mine
    assert identity_of(tmp_path, device_key(tmp_path)).floor("3") == (1, 7)
