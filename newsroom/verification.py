"""Recomputes the evidence chain, its signatures and all that its links stand for, and names what is broken."""

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from newsroom import agreement, chain, signing, triggers
from newsroom.agreement import Agreement, Fault, Run, Seen
from newsroom.models import ChainEntry
from newsroom.models.chain import GENESIS

AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Report:
    """What one verification found.

    No faults: ``erased``, the orders by which texts were erased; ``lost``, links that a restored back-up did not hold
    and that a person acknowledged by number.
    """

    links: int
    faults: tuple[Fault, ...]
    erased: tuple[str, ...]
    lost: tuple[int, ...]
    seconds: float


def verify() -> Report:
    """Verify everything; the first broken link comes first, what belongs to no link comes last."""
    began = time.monotonic()
    proves = signing.signer().verifier()
    run = Run(erased=_erased(proves), proves=proves)
    found = sorted(faults(run), key=lambda fault: (fault.sequence == 0, fault.sequence))
    return Report(
        links=ChainEntry.objects.count(),
        faults=tuple(dict.fromkeys(found)),
        erased=tuple(sorted(set(run.erased.values()))),
        lost=tuple(sorted({sequence for sequence, _sha256 in lost_heads(proves)})),
        seconds=time.monotonic() - began,
    )


def faults(run: Run) -> Iterator[Fault]:
    """Yield what is broken: the chain itself in its order, then what lies beside it."""
    for links in _batches():
        yield from _batch_faults(links, run)
    yield from _seen_faults(strangers(run.proves))
    for each in agreement.agreements().values():
        yield from _rows_without_link(each)
    for check in agreement.checks():
        yield from check(run)
    for name in triggers.missing(connection):
        yield Fault(
            sequence=0,
            code="trigger-missing",
            message=_("the database lock %(name)s is missing") % {"name": name},
        )


def lost_heads(proves: signing.Verify) -> frozenset[tuple[int, str]]:
    """Return the links that a person acknowledged as lost: number and SHA-256."""
    told = _proven(ChainEntry.Kind.LOST, proves)
    return frozenset((head["sequence"], head["sha256"]) for facts in told for head in facts["heads"])


def strangers(proves: signing.Verify) -> list[Seen]:
    """Return what somebody saw and the table lacks at its end or holds otherwise, if nobody acknowledged it as lost."""
    hashes = dict(ChainEntry.objects.values_list("sequence", "sha256"))
    head, lost = max(hashes, default=0), lost_heads(proves)
    return [
        each
        for each in agreement.seen()
        if (each.sequence, each.sha256) not in lost
        and (each.sequence > head or (each.sha256 and each.sha256 != hashes.get(each.sequence, each.sha256)))
    ]


def _erased(proves: signing.Verify) -> dict[str, str]:
    """Return what was erased, by digest: the number of the order."""
    erased: dict[str, str] = {}
    for facts in _proven(ChainEntry.Kind.ERASURE, proves):
        erased |= dict.fromkeys([*facts["texts"], *facts["files"]], facts["order"])
    return erased


def _proven(kind: ChainEntry.Kind, proves: signing.Verify) -> Iterator[dict[str, Any]]:
    """Yield what the links of a kind say that the station signed."""
    for entry in ChainEntry.objects.filter(kind=kind).order_by("sequence"):
        if not list(_link_faults(entry, proves)):
            yield entry.facts


# ------------------------------------------------------------------ the chain


def _batches() -> Iterator[list[tuple[ChainEntry, ChainEntry | None]]]:
    """Yield the links in their order, each with the one before it."""
    last: ChainEntry | None = None
    while links := list(
        ChainEntry.objects.filter(sequence__gt=last.sequence if last else 0).order_by("sequence")[:AT_ONCE]
    ):
        yield list(zip(links, [last, *links[:-1]], strict=True))
        last = links[-1]


def _batch_faults(links: Sequence[tuple[ChainEntry, ChainEntry | None]], run: Run) -> Iterator[Fault]:
    found: list[Fault] = []
    by_kind: dict[str, list[ChainEntry]] = {}
    for entry, previous in links:
        found += _joint_faults(entry, previous)
        found += _link_faults(entry, run.proves)
        by_kind.setdefault(entry.kind, []).append(entry)
    for kind, entries in by_kind.items():
        if kind in agreement.agreements():
            found += _decision_faults(agreement.agreements()[kind], entries, run)
    yield from sorted(found, key=lambda fault: fault.sequence)


def _joint_faults(entry: ChainEntry, previous: ChainEntry | None) -> Iterator[Fault]:
    expected = previous.sequence + 1 if previous else 1
    if entry.sequence != expected:
        words = {"first": expected, "last": entry.sequence - 1}
        message = _("links %(first)s to %(last)s were removed from the chain") % words
        yield Fault(sequence=expected, code="link-removed", message=message)
    elif entry.previous_sha256 != (previous.sha256 if previous else GENESIS):
        message = _("it does not join the link before it")
        yield Fault(sequence=entry.sequence, code="link-joint", message=message)


def _link_faults(entry: ChainEntry, proves: signing.Verify) -> Iterator[Fault]:
    try:
        payload = entry.payload()
        whole = b'"facts":%s,' % entry.facts_json.encode() in payload  # canonical JSON stands there as it is
    except ValueError:
        payload, whole = b"", False
    if not whole or hashlib.sha256(payload).hexdigest() != entry.sha256:
        yield Fault(sequence=entry.sequence, code="link-changed", message=_("this link was changed"))
    signature = signing.Signature(key_id=entry.key_id, value=entry.signature)
    if not proves(payload, signature, entry.written_at):
        message = _("its signature is not the station's")
        yield Fault(sequence=entry.sequence, code="signature-foreign", message=message)


# ------------------------------------------------------------------ rows and links


def _decision_faults(kind: Agreement, entries: Sequence[ChainEntry], run: Run) -> Iterator[Fault]:
    rows = {row.entry_id: row for row in kind.rows().filter(entry_id__in=[each.pk for each in entries])}
    for entry in entries:
        row = rows.get(entry.sequence)
        words = {"kind": entry.get_kind_display()}
        if row is None:
            message = _("the row of this decision (%(kind)s) was removed") % words
            yield Fault(sequence=entry.sequence, code="row-removed", message=message)
        elif differing := _differing(kind, entry, row):
            message = _("the row of this decision (%(kind)s) was changed: %(parts)s")
            words |= {"parts": ", ".join(differing)}
            yield Fault(sequence=entry.sequence, code="row-changed", message=message % words)
    if kind.beyond is not None:
        yield from kind.beyond(list(rows.values()), run)


def _differing(kind: Agreement, entry: ChainEntry, row: Any) -> list[str]:
    try:
        facts = entry.facts
    except ValueError:
        return []
    held = kind.facts(row)
    differing = [
        name
        for name, value in held.items()
        if (name in facts or name not in kind.later) and facts.get(name) != value
    ]
    return differing + (["at"] if kind.decided_at(row) != entry.written_at else [])


def _rows_without_link(kind: Agreement) -> Iterator[Fault]:
    links = ChainEntry.objects.filter(kind=kind.kind).values("pk")
    for sequence in kind.rows().exclude(entry_id__in=links).values_list("entry_id", flat=True):
        words = {"kind": ChainEntry.Kind(kind.kind).label}
        message = _("there is a row of this decision (%(kind)s) and no link of its kind") % words
        yield Fault(sequence=sequence, code="row-without-link", message=message)


# ------------------------------------------------------------------ what others saw


def _seen_faults(seen: Iterable[Seen]) -> Iterator[Fault]:
    """Yield where the table is shorter than what somebody saw, or another one."""
    newest = chain.head()
    head = newest.sequence if newest else 0
    highest: dict[str, Seen] = {}
    for each in seen:
        if each.sequence > head:
            if each.where not in highest or each.sequence > highest[each.where].sequence:
                highest[each.where] = each
        else:
            words = {"where": each.where}
            message = _("%(where)s saw another link here: the chain was rewritten") % words
            yield Fault(sequence=each.sequence, code="head-other", message=message)
    for each in highest.values():
        words = {"where": each.where, "seen": str(each.sequence), "head": str(head)}
        message = _(
            "the end of the chain was cut off: %(where)s saw link %(seen)s, the database ends at %(head)s"
        )
        yield Fault(sequence=head + 1, code="tail-cut", message=message % words)
