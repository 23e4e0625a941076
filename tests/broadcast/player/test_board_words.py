"""What a board says of the loudspeakers and its codes, without a browser."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
import segno

from broadcast.plan.manifest import Manifest
from broadcast.plan.screen import Dark, Layout, Screen, from_fields
from broadcast.player.board import qr
from broadcast.player.board.sessions import ON_AIR, next_broadcast
from tests.broadcast.plan.manifests import manifest

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)  # 12:00 in the commune


def at(*moments: datetime) -> Manifest:
    """Return a manifest whose programmes of a minute begin at these moments."""
    base = manifest()
    item = replace(base.air[0], duration_ms=60_000)
    air = tuple(
        replace(item, airing=f"00000000-0000-4000-8000-{number:012d}", starts_at=starts)
        for number, starts in enumerate(moments)
    )
    return replace(base, air=air, issued_at=NOON - timedelta(days=1), valid_until=NOON + timedelta(days=3))


@pytest.mark.parametrize(
    ("wait", "when", "left"),
    [
        (timedelta(seconds=45), "12:00 hôm nay", "còn 45 giây"),
        (timedelta(minutes=15), "12:15 hôm nay", "còn 15 phút"),
        (timedelta(minutes=14, seconds=1), "12:14 hôm nay", "còn 15 phút"),
        (timedelta(hours=2), "14:00 hôm nay", "còn 2 giờ"),
        (timedelta(hours=17, minutes=5), "05:05 ngày mai", "còn 17 giờ 5 phút"),
    ],
)
def test_the_next_broadcast_is_told_in_words(wait: timedelta, when: str, left: str) -> None:
    found = next_broadcast(at(NOON + wait), NOON)

    assert found is not None and not found.sounds
    assert (found.at, found.left) == (when, left)


def test_while_the_loudspeakers_sound_nothing_is_counted() -> None:
    found = next_broadcast(at(NOON - timedelta(seconds=30), NOON + timedelta(hours=1)), NOON)

    assert found is not None and found.sounds and found.left == ON_AIR


def test_what_was_stopped_or_recalled_is_not_announced() -> None:
    plan = at(NOON + timedelta(hours=1))

    assert next_broadcast(replace(plan, stopped=frozenset({plan.air[0].airing})), NOON) is None
    assert next_broadcast(replace(plan, revoked=frozenset({plan.air[0].authority.id})), NOON) is None


def test_far_away_or_without_a_plan_in_force_nothing_is_announced() -> None:
    assert next_broadcast(at(NOON + timedelta(hours=19)), NOON) is None
    assert next_broadcast(replace(at(NOON + timedelta(hours=1)), valid_until=NOON), NOON) is None
    assert next_broadcast(None, NOON) is None


def test_dark_hours_may_pass_midnight() -> None:
    night = Screen(dark=(Dark(start=time(21), until=time(5)),))

    assert [night.is_dark(datetime(2026, 11, 22, hour, tzinfo=UTC)) for hour in (20, 21, 0, 4, 5)] == [
        False, True, True, True, False,
    ]  # fmt: skip


def test_the_settings_come_back_from_json_as_they_went() -> None:
    settings = Screen(layout=Layout.COUNTDOWN, code=False, dark=(Dark(start=time(21, 30), until=time(5)),))

    assert from_fields(settings.fields()) == settings


@pytest.mark.parametrize("version", range(1, 11))
def test_every_version_of_the_code_is_module_for_module_the_standard_s(version: int) -> None:
    room = qr._data_words(version) - (2 if version < 10 else 3)
    text = ("https://xã.vn/" + "a1b2c3d4e5/" * 40).encode()[:room].decode()

    for mask in range(8):
        made = segno.make(text.encode(), error="m", mode="byte", mask=mask, boost_error=False, micro=False)
        assert qr.matrix(text, mask=mask) == [list(map(int, row)) for row in made.matrix]


def test_a_text_too_long_for_the_code_is_refused() -> None:
    with pytest.raises(qr.TooLong):
        qr.matrix("x" * 214)
