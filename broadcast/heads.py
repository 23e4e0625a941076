"""The heads of the chain that devices report: the highest is kept, one that the database contradicts is told."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from broadcast import evidence
from broadcast.models import Device
from broadcast.states import DeviceStatus

SHA256_LENGTH = 64


def reported(fields: Any) -> tuple[int, str]:
    """Return the head in a heartbeat; raise ``ValueError`` when it is none."""
    said = fields.get("chain") or {}
    sequence, sha256 = said.get("sequence", 0), str(said.get("sha256") or "")
    if not isinstance(sequence, int) or not 0 <= sequence < 2**31 or len(sha256) not in (0, SHA256_LENGTH):
        raise ValueError("chain names a link by number and SHA-256")
    return sequence, sha256


def note(device: UUID, sequence: int, sha256: str) -> None:
    """Keep the highest head the device saw; one that the database contradicts is kept whatever its number."""
    if not sequence:
        return
    known = evidence.hash_of(sequence)
    higher = Q(chain_sequence__lt=sequence)
    wanted = Q() if known is not None and sha256 not in ("", known) else higher
    Device.objects.filter(wanted, pk=device).update(chain_sequence=sequence, chain_sha256=sha256)


def contradictions() -> Iterator[str]:
    """Yield one sentence for each device that saw more of the chain, or another one, than the database holds."""
    head = evidence.head()
    newest = head.sequence if head else 0
    devices = Device.objects.filter(chain_sequence__gt=0).exclude(status=DeviceStatus.REVOKED)
    told = devices.order_by("name").values_list("name", "chain_sequence", "chain_sha256")
    lost = evidence.lost_heads()
    rows = [row for row in told if row[1:] not in lost]
    known = evidence.hashes_of({sequence for _name, sequence, _sha256 in rows})
    for name, sequence, sha256 in rows:
        words = {"device": name, "seen": str(sequence), "head": str(newest)}
        if sequence > newest:
            yield (
                _(
                    "Data was cut off: %(device)s has seen decision number %(seen)s, the database ends at %(head)s."
                )
                % words
            )
        elif sha256 and known.get(sequence, sha256) != sha256:
            yield _("Data was changed: %(device)s knows decision number %(seen)s differently.") % words
