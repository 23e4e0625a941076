"""The machine of ``test_nothing_unapproved`` with more people and hastier ones: emergencies, delegations, returns."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from broadcast import pipeline
from broadcast.models import Manifest
from newsroom import delegation, emergency, roles, verification, workflow
from newsroom.models import Approval, Delegation, User
from tests.broadcast.commune import newest, person
from tests.broadcast.stages import test_nothing_unapproved as station

picks = st.integers(min_value=0, max_value=50)
REFUSED = (PermissionDenied, workflow.NotWaiting, delegation.DelegationRefused, emergency.Incomplete)
LOOKED_AT_CHAIN_EVERY = 40


class CommuneAtWork(station.Station):
    """All that people of a commune do, and all that a station does by itself."""

    taken = 0
    """Steps of all days together."""

    def __init__(self) -> None:
        super().__init__()
        self.deputy: User = person("ba-hoa", roles.LEADER)
        self.secretary: User = person("chi-thu-ky", roles.REVIEWER)
        self.steps = 0
        self.marks: tuple[object, ...] = ()
        self.checked: dict[int, int] = {}

    # ------------------------------------------------------------- more people

    @rule(pick=picks)
    @precondition(lambda self: bool(self.waiting))
    def send_back(self, pick: int) -> None:
        """Let the leader return something."""
        submission = self.waiting.pop(pick % len(self.waiting))
        workflow.send_back(submission, self.commune.leader, reason="Ghi rõ nguồn.")

    @rule(pick=picks)
    @precondition(lambda self: bool(self.waiting))
    def approve(self, pick: int) -> None:
        """Let a leader approve; who released it as an emergency before counts as having worked on it."""
        submission = self.waiting[pick % len(self.waiting)]
        for leader in (self.commune.leader, self.deputy):
            if not self.refused(workflow.approve, submission, leader):
                self.waiting.remove(submission)
                self.note(Approval.objects.get(submission=submission))
                return

    @rule(pick=picks)
    @precondition(lambda self: bool(self.waiting))
    def approve_ones_own(self, pick: int) -> None:
        """Let people try to approve who may not: who wrote it, and who has no office."""
        submission = self.waiting[pick % len(self.waiting)]
        whom = self.commune.editor if pick % 2 else self.commune.operator
        assert self.refused(workflow.approve, submission, whom)

    @rule(days=st.integers(min_value=1, max_value=3))
    @precondition(lambda self: not Delegation.objects.not_over(self.now).exists())
    def delegate(self, days: int) -> None:
        """Let the secretary approve in the leader's stead for some days."""
        today: date = self.now.date()
        terms = delegation.Terms(first_day=today, last_day=today + timedelta(days=days))
        delegation.give(self.commune.leader, self.secretary, terms=terms, now=self.now)

    @rule(pick=picks)
    @precondition(lambda self: bool(self.waiting))
    def approve_by_delegation(self, pick: int) -> None:
        """Let the secretary try; only a delegation in force lets her."""
        submission = self.waiting[pick % len(self.waiting)]
        held = Delegation.objects.not_over(self.now).filter(holder=self.secretary).exists()
        refused = self.refused(workflow.approve, submission, self.secretary)
        assert refused or held
        if not refused:
            self.waiting.remove(submission)
            self.note(Approval.objects.get(submission=submission))

    @rule(number=picks)
    def release_an_emergency(self, number: int) -> None:
        """Let one leader say something at once."""
        self.texts += 1
        call = emergency.Call(
            event="lu",
            title=f"Lũ {self.texts}",
            text=f"Nước lên, khẩn cấp số {self.texts}.",
            reason="Nước lên.",
        )
        self.note(emergency.release(call, self.commune.leader if number % 2 else self.deputy, now=self.now))

    @rule(right=st.booleans())
    @precondition(lambda self: bool(emergency.looks_owed(self.deputy)))
    def look_again(self, right: bool) -> None:
        """Let the one who released it try, and another person do it."""
        waiver = emergency.looks_owed(self.deputy)[0]
        verdict = "right" if right else "wrong"
        words: dict[str, Any] = {"verdict": verdict, "note": "Sai thôn.", "now": self.now}
        assert self.refused(emergency.look_again, waiver, waiver.person, **words)
        other = self.deputy if waiver.person_id == self.commune.leader.pk else self.commune.leader
        emergency.look_again(waiver, other, **words)

    @rule(hours=st.sampled_from([-2, -1, 1]))
    def set_the_clock(self, hours: int) -> None:
        """Let the machine's clock jump, back too."""
        self.wait(minutes=60 * hours)

    def refused(self, act: Any, *words: Any, **more: Any) -> bool:
        """Try to do it; say whether it was refused."""
        try:
            with transaction.atomic():
                act(*words, **more)
        except REFUSED:
            return True
        return False

    def note(self, approval: Approval) -> None:
        """Write an approval into the machine's own book."""
        self.approved[str(approval.sequence)] = approval.submission

    # -------------------------------------------------------------- invariants

    @invariant()
    def nothing_is_released_that_nobody_approved(self) -> None:
        """Sweep when something changed, as the station does; look at manifests that were not looked at before."""
        marks = (*pipeline.signs_of_change(), self.now)
        if marks == self.marks:
            return
        self.marks = marks
        pipeline.sweep(self.now)
        for zone in self.commune.zones:
            row = (
                Manifest.objects.filter(zone=zone)
                .order_by("-epoch", "-counter")
                .values_list("pk", flat=True)[0]
            )
            if self.checked.get(zone.pk) != row:
                self.checked[zone.pk] = row
                self.look_at(newest(zone))

    def look_at(self, manifest: Any) -> None:
        """Check every item, and that nothing recalled is listed."""
        for item in manifest.air:
            self.check_heard(item)
        for shown in manifest.board:
            self.check_shown(shown)
        listed = {item.authority.id for item in (*manifest.air, *manifest.board)}
        assert not listed & manifest.revoked
        assert not listed & self.recalled

    @invariant()
    def the_chain_holds(self) -> None:
        """Verify the chain now and then: rows, links, signatures, texts."""
        self.steps += 1
        CommuneAtWork.taken += 1
        if self.steps % LOOKED_AT_CHAIN_EVERY == 0:
            faults = verification.verify().faults
            assert faults == (), faults[:3]
