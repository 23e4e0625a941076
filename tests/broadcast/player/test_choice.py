import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadcast.plan.manifest import (
    AirItem,
    Authority,
    AuthorityKind,
    Kind,
    Manifest,
    Media,
    Place,
    Priority,
    QuietHours,
    Resume,
)
from broadcast.player.choice import PREPARE, Settle, Situation, Start, Wait, interruption, next_step
from broadcast.player.ledger import Outcome
from broadcast.player.moments import wire

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)  # 12:00 in the commune
MEDIA = "ab" * 32
ALARM = Authority(kind=AuthorityKind.EMERGENCY, id="18", sha256=MEDIA)


def item(after_s: float, **changes: object) -> AirItem:
    made = AirItem(
        airing=str(uuid.uuid4()),
        session="s",
        kind=Kind.PROGRAMME,
        title="Bản tin",
        starts_at=NOON + timedelta(seconds=after_s),
        duration_ms=10_000,
        media=MEDIA,
        priority=Priority.NORMAL,
        grace_ms=60_000,
        resume=Resume.NEVER,
        authority=Authority(kind=AuthorityKind.REVISION, id="17", sha256=MEDIA),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def manifest(items: Iterable[AirItem], **changes: object) -> Manifest:
    made = Manifest(
        station=Place(id="1", name="Đài"),
        zone=Place(id="3", name="Thôn Đông"),
        epoch=1,
        counter=1,
        issued_at=NOON - timedelta(hours=1),
        valid_until=NOON + timedelta(days=7),
        timezone="Asia/Ho_Chi_Minh",
        quiet=(),
        media={MEDIA: Media(bytes=1, type="audio/mpeg", duration_ms=None)},
        air=tuple(sorted(items, key=lambda each: each.starts_at)),
        board=(),
        revoked=frozenset(),
        chain=None,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def situation(
    held: Manifest | None,
    *,
    now_s: float = 0,
    settled: Mapping[str, Outcome] | None = None,
    has: bool = True,
    after: AirItem | None = None,
    since: datetime | None = None,
) -> Situation:
    return Situation(
        manifest=held,
        now=NOON + timedelta(seconds=now_s),
        settled=settled or {},
        has=lambda _sha256: has,
        after=after,
        since=since,
    )


def ended(outcome: str, planned: AirItem) -> Outcome:
    return Outcome(outcome=outcome, planned=wire(planned.starts_at), at=wire(planned.starts_at))


def test_nothing_is_held_nothing_is_done() -> None:
    assert next_step(situation(None)) == Wait(item=None)


def test_the_next_item_is_waited_for_then_prepared() -> None:
    coming = item(100)

    assert next_step(situation(manifest([coming]))) == Wait(item=coming)
    assert next_step(situation(manifest([coming]), now_s=99)) == Start(item=coming, at=coming.starts_at)


def test_what_a_person_stopped_is_silent_at_once_and_is_never_begun() -> None:
    due, urgent = item(0), item(0, priority=Priority.URGENT, authority=ALARM)
    held = manifest([due], stopped=frozenset({due.airing, urgent.airing}))

    assert interruption(situation(held, now_s=5), due) == "interrupted_order"
    assert interruption(situation(held, now_s=5), urgent) == "interrupted_order"
    assert interruption(situation(held, now_s=5), item(0)) is None
    assert next_step(situation(held)) == Settle(item=due, outcome="skipped", reason="stopped")


def test_within_grace_it_starts_late_beyond_it_is_skipped() -> None:
    due = item(0)

    assert isinstance(next_step(situation(manifest([due]), now_s=59)), Start)
    assert next_step(situation(manifest([due]), now_s=61)) == Settle(
        item=due, outcome="skipped", reason="late"
    )


def test_the_next_of_a_session_follows_without_a_gap() -> None:
    first, second = item(0), item(10)

    step = next_step(
        situation(
            manifest([first, second]), now_s=9.2, after=first, settled={first.airing: ended("played", first)}
        )
    )

    assert step == Start(item=second, at=None)


def test_another_session_waits_for_its_own_time() -> None:
    first, second = item(0), item(10, session="other")

    step = next_step(
        situation(
            manifest([first, second]), now_s=9.2, after=first, settled={first.airing: ended("played", first)}
        )
    )

    assert step == Start(item=second, at=second.starts_at)


def test_urgent_comes_before_what_is_due_earlier() -> None:
    due, urgent = item(0), item(10, priority=Priority.URGENT)

    assert next_step(situation(manifest([due, urgent]), now_s=10)) == Start(item=urgent, at=urgent.starts_at)


def test_urgent_interrupts_the_normal_but_not_the_urgent() -> None:
    playing, urgent = item(0), item(10, priority=Priority.URGENT)
    held = manifest([playing, urgent])

    assert interruption(situation(held, now_s=5), playing) is None
    assert interruption(situation(held, now_s=10), playing) == "interrupted_urgent"
    assert interruption(situation(held, now_s=10, has=False), playing) is None
    assert interruption(situation(held, now_s=10), item(0, priority=Priority.URGENT)) is None


def test_a_recalled_item_is_not_begun_and_is_cut_off() -> None:
    due = item(0)
    held = manifest([due], revoked=frozenset({"17"}))

    assert next_step(situation(held)) == Settle(item=due, outcome="skipped", reason="recalled")
    assert interruption(situation(held), due) == "interrupted_recall"


def test_a_standing_clip_is_not_recalled_by_number() -> None:
    due = item(0, authority=Authority(kind=AuthorityKind.STANDING, id="17", sha256=MEDIA))

    assert isinstance(next_step(situation(manifest([due], revoked=frozenset({"17"})))), Start)


def test_an_emergency_that_was_stopped_is_not_played() -> None:
    due = item(0, authority=Authority(kind=AuthorityKind.EMERGENCY, id="17", sha256=MEDIA))

    assert isinstance(next_step(situation(manifest([due], revoked=frozenset({"17"})))), Settle)


def test_quiet_hours_count_when_a_late_start_falls_into_them() -> None:
    due = item(0, duration_ms=1000)
    held = manifest([due], quiet=(QuietHours(start=time(12, 0, 30), until=time(13)),))

    assert isinstance(next_step(situation(held, now_s=20)), Start)
    assert next_step(situation(held, now_s=40)) == Settle(item=due, outcome="skipped", reason="quiet")


def test_a_missing_medium_is_waited_for_until_the_next_item_is_due() -> None:
    missing, following = item(0), item(10)
    held = manifest([missing, following])

    assert next_step(situation(held, now_s=5, has=False)) == Wait(item=following)
    lost = Settle(item=missing, outcome="failed", reason="media_missing")
    assert next_step(situation(held, now_s=10, has=False)) == lost


def test_partial_is_rerun_only_by_its_rule_and_within_grace() -> None:
    never, rerun = item(0), item(0, resume=Resume.RERUN)

    assert next_step(
        situation(manifest([never]), now_s=5, settled={never.airing: ended("partial", never)})
    ) == Wait(item=None)
    broken = {rerun.airing: ended("partial", rerun)}
    assert isinstance(next_step(situation(manifest([rerun]), now_s=5, settled=broken)), Start)
    assert next_step(situation(manifest([rerun]), now_s=61, settled=broken)) == Wait(item=None)


def test_a_skipped_item_with_another_time_gets_its_turn() -> None:
    skipped = item(0)
    moved = replace(skipped, starts_at=NOON + timedelta(hours=1))

    step = next_step(
        situation(manifest([moved]), now_s=3599, settled={skipped.airing: ended("skipped", skipped)})
    )

    assert isinstance(step, Start)


def test_what_was_planned_before_the_claim_is_nobody_s_miss() -> None:
    past = item(-3600)

    assert next_step(situation(manifest([past]), since=NOON)) == Wait(item=None)


def test_a_clock_before_the_signing_and_an_expired_manifest_keep_silent() -> None:
    due = item(0)

    assert next_step(situation(manifest([due], issued_at=NOON + timedelta(days=2)))) == Wait(item=None)
    assert next_step(situation(manifest([due], valid_until=NOON))) == Wait(item=None)


@given(
    starts=st.lists(st.integers(-120, 120), min_size=1, max_size=6, unique=True),
    urgent=st.sets(st.integers(0, 5)),
    has=st.booleans(),
)
def test_every_item_is_settled_once_and_never_begun_outside_its_window(
    starts: list[int], urgent: set[int], has: bool
) -> None:
    items = [
        item(
            start,
            duration_ms=500,
            grace_ms=20_000,
            priority=Priority.URGENT if place in urgent else Priority.NORMAL,
        )
        for place, start in enumerate(starts)
    ]
    held, settled, now = manifest(items), dict[str, Outcome](), -125.0
    while now < 145:
        step = next_step(situation(held, now_s=now, settled=settled, has=has))
        moment = NOON + timedelta(seconds=now)
        if isinstance(step, Wait):
            now += 0.5
            continue
        assert step.item.airing not in settled
        if isinstance(step, Start):
            assert step.item.starts_at - PREPARE <= moment <= step.item.starts_at + timedelta(seconds=20)
        settled[step.item.airing] = ended("played" if isinstance(step, Start) else step.outcome, step.item)

    assert settled.keys() == {each.airing for each in items}
