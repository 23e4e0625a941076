"""The verdict is red when it should be: each promise broken once, in evidence made up for it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.endurance import verdict
from tests.endurance.evidence import Approval, Away, Box, Evidence, Heard, Planned, Seen, Told, could_know

NOON = datetime(2026, 11, 25, 5, tzinfo=UTC)
SOUND, LINK = "ab" * 32, "7"


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


LOUDSPEAKER = Box(name="Loa 1", zone="Đông", board=False, poll_s=10)
BOARD = Box(name="Bảng 1", zone="Đông", board=True, poll_s=10)
PLAYED = Told(id="r1", box="Loa 1", kind="air", airing="a1", outcome="played", media=SOUND)
SHOWN = Told(id="r2", box="Bảng 1", kind="board", airing="b1", outcome="shown")
PLAY = Heard(box="Loa 1", media=SOUND, began=after(0), ended=after(4), share=1.0)
PLAN = Planned(
    airing="a1", zone="Đông", title="Tin", media=SOUND, starts_at=after(0), ends_at=after(4), authority=LINK
)
RIGHT = Evidence(
    boxes=(LOUDSPEAKER, BOARD),
    approvals={LINK: Approval(number=LINK, approved_at=after(-3600), sound=frozenset({SOUND}))},
    planned=(PLAN,),
    heard=(PLAY,),
    written=(PLAYED, SHOWN),
    kept=(PLAYED, SHOWN),
    seen=(Seen(board="Bảng 1", at=after(1), authorities=(LINK,)),),
)


def recalled(evidence: Evidence, at: datetime) -> Evidence:
    approval = replace(evidence.approvals[LINK], recalled_at=at)
    return replace(
        evidence, approvals={LINK: approval}, confirmed=frozenset({("Loa 1", LINK), ("Bảng 1", LINK)})
    )


def cut(since: float, until: float) -> tuple[Away, ...]:
    return tuple(
        Away(box=name, since=after(since), until=after(until), why="cut") for name in ("Loa 1", "Bảng 1")
    )


def test_what_is_right_is_right() -> None:
    assert verdict.of(RIGHT).faults == []


def test_a_box_without_a_line_may_play_and_show_what_it_cannot_know_to_be_recalled() -> None:
    assert verdict.of(replace(recalled(RIGHT, after(-60)), away=cut(-90, 30))).faults == []


BROKEN: dict[str, tuple[str, Callable[[], Evidence]]] = {
    "a recalled play": ("unauthorised", lambda: recalled(RIGHT, after(-60))),
    "a recall that could be heard of before the line was cut": (
        "unauthorised",
        lambda: replace(recalled(RIGHT, after(-60)), away=cut(-30, 30)),
    ),
    "unknown sound": ("unauthorised", lambda: replace(RIGHT, heard=(PLAY, replace(PLAY, media="")))),
    "a play before its approval": (
        "unauthorised",
        lambda: replace(RIGHT, approvals={LINK: replace(RIGHT.approvals[LINK], approved_at=after(1))}),
    ),
    "a sound that nobody accepted": (
        "unauthorised",
        lambda: replace(RIGHT, approvals={LINK: replace(RIGHT.approvals[LINK], sound=frozenset())}),
    ),
    "a play out of service": (
        "unauthorised",
        lambda: replace(RIGHT, boxes=(replace(LOUDSPEAKER, revoked_at=after(-60)), BOARD)),
    ),
    "a broken chain": ("unauthorised", lambda: replace(RIGHT, chain=("link 3: the signature",))),
    "a play told of twice": (
        "duplicates",
        lambda: replace(RIGHT, written=(PLAYED, replace(PLAYED, id="r3", outcome="partial"), SHOWN)),
    ),
    "sound without a receipt": ("duplicates", lambda: replace(RIGHT, heard=(PLAY, PLAY))),
    "a receipt that never came": ("lost", lambda: replace(RIGHT, kept=(SHOWN,))),
    "a receipt that came changed": (
        "lost",
        lambda: replace(RIGHT, kept=(replace(PLAYED, outcome="partial"), SHOWN)),
    ),
    "a receipt from nowhere": ("lost", lambda: replace(RIGHT, kept=(PLAYED, SHOWN, replace(SHOWN, id="r9")))),
    "a receipt for half a play": ("lost", lambda: replace(RIGHT, heard=(replace(PLAY, share=0.5),))),
    "a missing play": ("unexplained", lambda: replace(RIGHT, heard=(), written=(SHOWN,), kept=(SHOWN,))),
    "a text that nobody approved": (
        "boards",
        lambda: replace(RIGHT, seen=(Seen(board="Bảng 1", at=after(1), authorities=("",)),)),
    ),
    "a recalled text that stands": (
        "boards",
        lambda: replace(
            recalled(RIGHT, after(5)), seen=(Seen(board="Bảng 1", at=after(20), authorities=(LINK,)),)
        ),
    ),
    "a recall that a board never confirmed": (
        "boards",
        lambda: replace(recalled(RIGHT, after(5)), confirmed=frozenset({("Loa 1", LINK)})),
    ),
    "a board without a receipt": ("boards", lambda: replace(RIGHT, written=(PLAYED,), kept=(PLAYED,))),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_promise_is_found_where_it_belongs(name: str) -> None:
    promise, broken = BROKEN[name]

    assert getattr(verdict.of(broken()), promise)


@pytest.mark.parametrize(
    ("outcome", "detail"), [("skipped", "Đã quá giờ phát cho phép."), ("partial", "Bị ngắt vì máy dừng.")]
)
def test_a_receipt_with_a_reason_explains_a_missing_play(outcome: str, detail: str) -> None:
    told = replace(PLAYED, outcome=outcome, detail=detail)
    heard = (replace(PLAY, share=0.4),) if outcome == "partial" else ()

    found = verdict.of(replace(RIGHT, heard=heard, written=(told, SHOWN), kept=(told, SHOWN)))

    assert found.faults == []


def test_what_a_box_could_know_waits_for_a_whole_poll_with_an_open_line() -> None:
    away = [*cut(5, 60), *cut(65, 90), *cut(200, 300)]

    assert could_know(LOUDSPEAKER, after(0), away) == after(100)
    assert could_know(LOUDSPEAKER, after(100), away) == after(110)
