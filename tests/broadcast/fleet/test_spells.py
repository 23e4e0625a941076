from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from broadcast import device_spells
from broadcast.models import DeviceSpell
from broadcast.plan.canonical import moment
from tests.broadcast.boxes import Box, box_in, row_of
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def beat(box: Box, **changed: object) -> None:
    """Send a heartbeat, one minute of the box's time after the last."""
    fields: dict[str, object] = {
        "now": moment(timezone.now()),
        "software": "loaxa-player/0.2",
        "volume": 70,
        "temperature_c": 41.5,
        "disk_free_bytes": 5_000_000_000,
        "problems": [],
        "abilities": ["volume", "chime", "flying"],
        "running_since": moment(timezone.now()),
    }
    answer = box.post("heartbeat", fields | changed)
    assert answer.status_code == 200, answer.content


@pytest.fixture
def box(commune: Commune, now: datetime) -> Box:
    """Return a loudspeaker in service."""
    return box_in(commune, commune.zones[0], now=now)


def condition(**changed: object) -> dict[str, object]:
    fields: dict[str, object] = {
        "software": "x/1",
        "volume": 100,
        "temperature_c": 40.0,
        "disk_free_bytes": 5_000_000_000,
        "clock_error_s": 0.1,
        "problems": [],
    }
    return fields | changed


def spells(box: Box) -> list[tuple[int, int]]:
    """Return each spell's begin and end in minutes after nine."""
    rows = DeviceSpell.objects.filter(device=row_of(box)).order_by("since", "until")
    nine = datetime.fromisoformat("2026-11-25T09:00:00+07:00")
    return [(round((row.since - nine) / MINUTE), round((row.until - nine) / MINUTE)) for row in rows]


def test_a_heartbeat_tells_the_box_itself(box: Box) -> None:
    beat(box)

    row = row_of(box)
    assert (row.volume, row.temperature_c, row.disk_free_bytes) == (70, 41.5, 5_000_000_000)
    assert row.abilities == ["volume", "chime"]
    assert row.running_since == timezone.now()


def test_an_hour_of_equal_state_is_one_row(box: Box, now: datetime) -> None:
    for minute in range(61):
        wobble = {"temperature_c": 40.0 + minute % 7, "clock_error_s": 0.01 * minute}
        device_spells.note(row_of(box).pk, condition(**wobble), now=now + minute * MINUTE)

    assert spells(box) == [(0, 60)]
    assert DeviceSpell.objects.get().hottest_c == 46.0


def test_a_change_begins_another_row_without_a_hole(box: Box, now: datetime) -> None:
    for minute, volume in enumerate([50, 50, 80, 80]):
        device_spells.note(row_of(box).pk, condition(volume=volume), now=now + minute * MINUTE)

    assert spells(box) == [(0, 2), (2, 3)]


def test_silence_is_the_hole_between_two_rows(box: Box, now: datetime) -> None:
    for minute in (0, 1, 5, 30, 31):
        device_spells.note(row_of(box).pk, condition(), now=now + minute * MINUTE)

    assert spells(box) == [(0, 5), (30, 31)]
    contact = device_spells.contact(now + 2 * MINUTE, now + 40 * MINUTE)[row_of(box).pk]
    assert [(end - begin) / MINUTE for begin, end in contact] == [3, 1]


def test_a_clock_that_was_set_back_does_not_break_the_history(box: Box, now: datetime) -> None:
    device_spells.note(row_of(box).pk, condition(), now=now)
    device_spells.note(row_of(box).pk, condition(), now=now - timedelta(hours=1))

    assert spells(box) == [(-60, -60), (0, 0)]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("temperature_c", (64.9, 65.0, 79.9, 80.0)),
        ("disk_free_bytes", (1_000_000_000, 999_999_999, 200_000_000, 199_999_999)),
        ("clock_error_s", (-4.9, -5.0, 59.9, -60.0)),
    ],
)
def test_measures_count_by_their_class(field: str, values: tuple[float, ...]) -> None:
    one, two, three, four = (device_spells.state_of(condition(**{field: value})) for value in values)

    assert one != two
    assert two == three
    assert three != four


def test_the_worst_of_a_spell_is_kept(box: Box, now: datetime) -> None:
    for minute, clock in enumerate([1.0, -3.0, 2.0]):
        disk = 5_000_000_000 - minute % 2
        wobble = condition(clock_error_s=clock, disk_free_bytes=disk)
        device_spells.note(row_of(box).pk, wobble, now=now + minute * MINUTE)

    row = DeviceSpell.objects.get()
    assert (row.worst_clock_s, row.least_disk_bytes) == (-3.0, 4_999_999_999)


def test_a_box_that_measures_nothing_has_a_history_too(box: Box) -> None:
    beat(box, temperature_c=None, volume=None, disk_free_bytes=None, abilities=None, running_since=None)

    assert DeviceSpell.objects.get().hottest_c is None


def test_old_spells_are_let_go_and_young_ones_stay(box: Box, now: datetime) -> None:
    for days in (500, 401, 399, 1):
        device_spells.note(row_of(box).pk, condition(), now=now - timedelta(days=days))

    assert device_spells.prune(now) == 2
    assert DeviceSpell.objects.count() == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"volume": 101},
        {"volume": -1},
        {"volume": "70"},
        {"temperature_c": "hot"},
        {"temperature_c": 1e9},
        {"disk_free_bytes": 2**60},
        {"abilities": 7},
    ],
)
def test_measures_that_make_no_sense_are_refused(box: Box, changed: dict[str, object]) -> None:
    fields = {"now": moment(timezone.now())} | changed

    assert box.post("heartbeat", fields).status_code == 400
    assert not DeviceSpell.objects.exists()
