"""What is planned now is what the next planning finds: nothing changes because a moment has passed."""

from datetime import datetime

from broadcast.plan.planned import Plan
from broadcast.plan.rules import Booking, Rules
from broadcast.plan.terms import Kind
from broadcast.plan.timeline import plan
from tests.broadcast.plan.station import at, booking, clip, heard, in_force, rules, slot


def settled(rules: Rules, queue: list[Booking], *, now: datetime, before: Plan | None = None) -> Plan:
    """Return the plan, which must be the same when it is made again at the same moment."""
    result = plan(rules, queue, now=now, fixed=in_force(before) if before else ())
    assert heard(plan(rules, queue, now=now, fixed=in_force(result))) == heard(result)
    return result


def test_the_room_that_another_session_takes_is_given_back_at_once() -> None:
    sessions = rules(slot(budget_s=60.0), slot("other", budget_s=60.0))
    queue = [booking("a", 1), booking("b", 1, slot_id="other"), booking("c", 40, position=1)]

    result = settled(sessions, queue, now=at("17:00"))

    assert heard(result) == [("17:00:20", "a"), ("17:00:21", "b"), ("17:00:22", "c")]


def test_an_opening_that_has_lost_its_session_is_in_nobodys_way() -> None:
    framed = rules(opening=clip(Kind.OPENING, 10))
    before = plan(framed, [booking("a")], now=at("16:50"))
    moment = booking("signal", 30, slot_id=None, at=at("17:00"), wait_s=600.0)

    result = settled(framed, [moment], now=at("16:58"), before=before)

    assert heard(result) == [("17:00:00", "signal")]
