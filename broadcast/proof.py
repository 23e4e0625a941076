"""What broadcast adds to the verification: accepted sound, spoken and shown words, heads that boxes saw."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import rfc8785
from django.utils.translation import gettext as _

from broadcast import keyring, media, standing_proof
from broadcast.authority import spoken_sha256
from broadcast.evidence import Agreement, Erased, Fault, Kind, Run, Seen, plug, plug_check, plug_witness
from broadcast.models import Acceptance, BoardItem, Device, Manifest, Programme, Rendition, Zone
from broadcast.plan import envelope, keylist
from broadcast.plan import manifest as wire
from broadcast.states import DeviceStatus


def plug_in() -> None:
    """Let the verification ask, once, at start."""
    plug(
        Agreement(
            kind=Kind.ACCEPTANCE,
            rows=lambda: Acceptance.objects.select_related("approval", "recording__programme"),
            facts=_facts,
            decided_at=lambda acceptance: acceptance.accepted_at,
            beyond=acceptance_faults,
        )
    )
    plug_witness("devices", seen_by_devices)
    plug_witness("manifests", seen_in_manifests)
    plug_check("words", word_faults)
    plug_check("standing", standing_proof.faults)


# ------------------------------------------------------------------ acceptances


def _facts(acceptance: Acceptance) -> dict[str, Any]:
    return {
        "approval": acceptance.approval.sequence,
        "recording": acceptance.recording_id,
        "master": acceptance.master_sha256,
        "spoken": acceptance.recording.spoken_sha256,
        "person": acceptance.person_id,
        "name": acceptance.person_name,
    }


def acceptance_faults(rows: Sequence[Acceptance], run: Run) -> Iterator[Fault]:
    """Yield accepted recordings whose files or words are not those that were accepted."""
    masters = [row.master_sha256 for row in rows]
    made: dict[str, list[Rendition]] = {}
    for rendition in Rendition.objects.filter(source_sha256__in=masters):
        made.setdefault(rendition.source_sha256, []).append(rendition)
    for row in rows:
        for code, message in _recording_faults(row, made.get(row.master_sha256, []), run):
            yield Fault(sequence=row.entry_id, code=code, message=message)


def _recording_faults(row: Acceptance, made: Sequence[Rendition], run: Run) -> Iterator[tuple[str, str]]:
    take = row.recording
    if row.master_sha256 in run.erased:
        return
    if take.master_sha256 != row.master_sha256:
        yield "recording-changed", _("the recording names another master than the one that was accepted")
    if take.spoken_sha256 != spoken_sha256(take.programme.spoken):
        yield "recording-changed", _("the recording does not say the words of its programme")
    outputs = {rendition.output_sha256 for rendition in made}
    if take.device_sha256 not in outputs:
        yield "rendition-foreign", _("the sound for the loudspeakers was not made from the accepted master")
    for sha256 in sorted({row.master_sha256, take.device_sha256, *outputs}):
        yield from _file_faults(sha256, run)


def _file_faults(sha256: str, run: Run) -> Iterator[tuple[str, str]]:
    try:
        found = run.digest(media.path_of(sha256))
    except ValueError:
        found = None
    if found is None:
        yield "sound-missing", _("the accepted sound %(file)s is missing") % {"file": sha256[:12]}
    elif found != sha256:
        yield "sound-changed", _("the accepted sound %(file)s was replaced") % {"file": sha256[:12]}


# ------------------------------------------------------------------ words


def word_faults(run: Run) -> Iterator[Fault]:
    """Yield programmes and board items whose words are not those of their approval."""
    programmes = Programme.objects.filter(approval__isnull=False).select_related("approval")
    for programme in programmes.iterator(500):
        approved = programme.approval.digests.get("script")  # type: ignore[union-attr]
        if approved not in run.erased and _digest(programme.script) != approved:
            message = _("the script of the programme differs from what was approved")
            yield Fault(sequence=programme.approval.sequence, code="script-differs", message=message)  # type: ignore[union-attr]
    items = BoardItem.objects.filter(approval__isnull=False).select_related("approval", "submission")
    for item in items.iterator(500):
        yield from _board_faults(item, run)


def _board_faults(item: BoardItem, run: Run) -> Iterator[Fault]:
    approval: Any = item.approval
    try:
        form = approval.submission.forms["board"]
    except Erased:
        return  # by order, or it is a fault of its own
    shown = _made_of(form["picture"]) if form["picture"] else {""}
    if item.picture_sha256 not in shown or _says(item) != _said_in(form):
        message = _("what the boards show differs from what was approved")
        yield Fault(sequence=approval.sequence, code="board-differs", message=message)
        return
    for sha256 in filter(None, (item.picture_sha256, *_made_for_boards(item))):
        for code, message in _file_faults(sha256, run):
            yield Fault(sequence=approval.sequence, code=code, message=message)


def _made_for_boards(item: BoardItem) -> list[str]:
    """Return the pages, or the film and its captions, that were made of the item's file."""
    sources = [sha256 for sha256 in (item.source_sha256, item.captions_sha256) if sha256]
    made = Rendition.objects.filter(source_sha256__in=sources)
    return list(made.order_by("pk").values_list("output_sha256", flat=True))


def _says(item: BoardItem) -> tuple[list[str], str, str, datetime | None]:
    """Return the words, the file, its captions and the moment that boards show."""
    return list(item.lines), item.source_sha256, item.captions_sha256, item.counts_to


def _said_in(form: dict[str, Any]) -> tuple[list[str], str, str, datetime | None]:
    """Return the same as it was approved."""
    file = form.get("document") or form.get("film") or {"sha256": ""}
    captions = form.get("captions") or {"sha256": ""}
    counts_to = form.get("counts_to")
    moment = datetime.fromisoformat(counts_to) if counts_to else None
    return form["lines"], file["sha256"], captions["sha256"], moment


def _made_of(picture: dict[str, Any]) -> set[str]:
    made = Rendition.objects.filter(source_sha256=picture["sha256"])
    return set(made.values_list("output_sha256", flat=True))


def _digest(form: Any) -> str:
    return hashlib.sha256(rfc8785.dumps(form)).hexdigest()


# ------------------------------------------------------------------ who saw which head


def seen_by_devices() -> Iterator[Seen]:
    """Yield the highest link that each device reported."""
    for device in Device.objects.filter(chain_sequence__gt=0).exclude(status=DeviceStatus.REVOKED):
        words = _("the device “%(name)s”") % {"name": device.name}
        yield Seen(sequence=device.chain_sequence, sha256=device.chain_sha256, where=words)


def seen_in_manifests() -> Iterator[Seen]:
    """Yield the head that stands in the newest manifest of each zone, when the station signed it."""
    keys = keyring.certified()
    for zone in Zone.objects.all():
        newest = Manifest.objects.filter(zone=zone).first()
        if newest is None or keys is None:
            continue
        try:
            payload, _key = keylist.open_listed(
                newest.envelope.encode(), context=envelope.MANIFEST, keys=keys
            )
            head = wire.parse(payload).chain
        except (ValueError, envelope.Forged):
            continue
        if head is not None:
            words = _("the signed plan of %(zone)s") % {"zone": zone.name}
            yield Seen(sequence=head.sequence, sha256=head.sha256, where=words)
