"""The verdict: plays without an approval, plays twice, receipts lost, plays missing without a reason, boards.

The rules are the documents' own (docs/PROTOCOL.md): what a box holds it plays, with or without a network; what was
recalled it must not play or show from the poll on by which it could have heard of it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tests.endurance.evidence import HEARD, Box, Evidence, Heard, Planned, Seen, Told, could_know

WHOLE = 0.98  # of the recording
GRACE = timedelta(
    seconds=60
)  # a box that may begin as late as this may be taken out of service before it has


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Every fault in words, by what was promised."""

    unauthorised: Sequence[str]
    duplicates: Sequence[str]
    lost: Sequence[str]
    unexplained: Sequence[str]
    boards: Sequence[str]

    @property
    def faults(self) -> list[str]:
        """Return all of them."""
        return [*self.unauthorised, *self.duplicates, *self.lost, *self.unexplained, *self.boards]


def of(evidence: Evidence) -> Verdict:
    """Judge."""
    return Verdict(
        unauthorised=[*evidence.chain, *_unauthorised(evidence)],
        duplicates=list(_duplicates(evidence)),
        lost=list(_lost(evidence)),
        unexplained=list(_unexplained(evidence)),
        boards=list(_boards(evidence)),
    )


# ------------------------------------------------------------------ what was heard


def _unauthorised(evidence: Evidence) -> Iterator[str]:
    """Sound that no approval covered, as far as its box could know."""
    for heard in evidence.heard:
        if why := _why_unlawful(evidence, heard):
            yield f"{heard.box} {heard.began:%H:%M:%S}: {why}"


def _why_unlawful(evidence: Evidence, heard: Heard) -> str:
    box = evidence.box(heard.box)
    standing = [
        evidence.approvals.get(item.authority)
        for item in evidence.planned
        if item.media == heard.media and item.zone == box.zone
    ]
    approvals = [each for each in standing if each is not None and heard.media in each.sound]
    if not approvals:
        return f"nobody approved this sound ({heard.media[:12] or 'unknown'})"
    approval = min(approvals, key=lambda each: each.approved_at)
    if heard.began < approval.approved_at:
        return f"heard before link {approval.number} approved it"
    if box.revoked_at and heard.ended > could_know(box, box.revoked_at, evidence.away):
        return "the box was out of service"
    recalled = approval.recalled_at
    if recalled and heard.ended > could_know(box, recalled, evidence.away):
        return f"link {approval.number} was recalled at {recalled:%H:%M:%S}"
    return ""


def _duplicates(evidence: Evidence) -> Iterator[str]:
    """A play that one box told of twice, and sound for which it wrote no receipt."""
    titles = {item.airing: item.title for item in evidence.planned}
    told = [each for each in evidence.written if each.kind == "air" and each.outcome in HEARD]
    for (box, airing), count in Counter((each.box, each.airing) for each in told).items():
        if count > 1:
            yield f"{box}: {titles.get(airing, airing)} was begun {count} times"
    sounded = Counter((each.box, each.media) for each in evidence.heard)
    accounted = Counter((each.box, each.media) for each in told)
    for (box, media), count in sounded.items():
        if count > accounted[box, media]:
            yield f"{box}: {media[:12]} sounded {count} times, and {accounted[box, media]} plays were told"


# ------------------------------------------------------------------ what was told


def _lost(evidence: Evidence) -> Iterator[str]:
    """Receipts that never came, came changed, or came from nowhere; plays told of that were not heard."""
    kept = {each.id: each for each in evidence.kept}
    written = {each.id for each in evidence.written}
    for told in evidence.written:
        if told.id not in kept:
            if evidence.box(told.box).revoked_at is None:
                yield f"{told.box}: the receipt {told.id} ({told.outcome}) never came"
        elif kept[told.id] != told:
            yield f"{told.box}: the receipt {told.id} is another one now"
    yield from (f"{each.box}: nobody wrote {each.id}" for each in evidence.kept if each.id not in written)
    yield from _untrue(evidence)


def _untrue(evidence: Evidence) -> Iterator[str]:
    """Whole plays by the receipts against whole plays by the sound."""
    whole = Counter((each.box, each.media) for each in evidence.heard if each.share >= WHOLE)
    played = Counter((each.box, each.media) for each in evidence.written if each.outcome == "played")
    for box, media in {*whole, *played}:
        if whole[box, media] != played[box, media]:
            yield (
                f"{box}: {media[:12]} was heard whole {whole[box, media]} times, "
                f"and {played[box, media]} receipts say so"
            )


def _unexplained(evidence: Evidence) -> Iterator[str]:
    """Plays that one box of their zone owed and did not give, without a word why."""
    reasons = explained(evidence)
    for item in evidence.planned:
        for box in evidence.boxes:
            if not reasons.get((item.airing, box.name), "-"):
                yield f"{box.name} {item.starts_at:%H:%M:%S}: {item.title} is missing without a reason"


def explained(evidence: Evidence) -> Mapping[tuple[str, str], str]:
    """Return for each play and box what became of it: played, or the reason why not; "" where nobody says.

    A box that was taken out of service is heard no more: what it wrote before that counts.
    """
    told = {(each.airing, each.box): each for each in sorted(_telling(evidence), key=_played_last)}
    found: dict[tuple[str, str], str] = {}
    for item in evidence.planned:
        for box in (each for each in evidence.boxes if not each.board and each.zone == item.zone):
            receipt = told.get((item.airing, box.name))
            if receipt is None:
                found[item.airing, box.name] = (
                    item.dropped or _taken_back(evidence, item) or _out_of_service(item, box)
                )
            else:
                found[item.airing, box.name] = "played" if receipt.outcome == "played" else receipt.detail
    return found


def _telling(evidence: Evidence) -> Iterator[Told]:
    """Yield the receipts of plays that count: those at the station, and those of boxes that it no longer hears."""
    yield from (each for each in evidence.kept if each.kind == "air")
    for told in evidence.written:
        if told.kind == "air" and evidence.box(told.box).revoked_at is not None:
            yield told


def _played_last(told: Told) -> bool:
    return told.outcome == "played"


def _taken_back(evidence: Evidence, item: Planned) -> str:
    approval = evidence.approvals.get(item.authority)
    is_gone = approval is not None and approval.recalled_at and approval.recalled_at <= item.starts_at
    return "its approval was recalled" if is_gone else ""


def _out_of_service(item: Planned, box: Box) -> str:
    is_gone = box.revoked_at is not None and box.revoked_at <= item.starts_at + GRACE
    return "the box was taken out of service" if is_gone else ""


# ------------------------------------------------------------------ boards


def _boards(evidence: Evidence) -> Iterator[str]:
    """Texts shown that nobody approved, or longer than their board could believe in them; recalls unconfirmed."""
    for seen in evidence.seen:
        for number in seen.authorities:
            if why := _why_not_shown(evidence, seen, number):
                yield f"{seen.board} {seen.at:%H:%M:%S}: {why}"
    for box in (each for each in evidence.boxes if each.board):
        if not any(each.board == box.name and each.authorities for each in evidence.seen):
            yield f"{box.name}: showed nothing"
        if not any(each.box == box.name and each.outcome == "shown" for each in evidence.kept):
            yield f"{box.name}: no receipt says that it showed anything"
    yield from _unconfirmed(evidence)


def _why_not_shown(evidence: Evidence, seen: Seen, number: str) -> str:
    approval = evidence.approvals.get(number)
    if approval is None or seen.at < approval.approved_at:
        return "shows what nobody approved"
    recalled = approval.recalled_at
    if recalled and seen.at > could_know(evidence.box(seen.board), recalled, evidence.away):
        return f"still shows link {number}, which was recalled"
    return ""


def _unconfirmed(evidence: Evidence) -> Iterator[str]:
    serving = [box for box in evidence.boxes if box.revoked_at is None]
    for approval in (each for each in evidence.approvals.values() if each.recalled_at):
        for box in serving:
            if (box.name, approval.number) not in evidence.confirmed:
                yield f"{box.name}: never confirmed the recall of link {approval.number}"
