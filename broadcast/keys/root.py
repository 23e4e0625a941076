"""What a person does with the root key: print it, confirm the print, take it off the machine, type it back."""

from collections.abc import Mapping
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from broadcast.keys import files, paper, ring
from broadcast.models import RootKey
from broadcast.plan.envelope import key_id

ASKED = (4, 11)  # the groups that prove that the page is in somebody's hand


class NotPrinted(Exception):
    """The groups typed are not those of the printed page."""


class NotConfirmed(Exception):
    """Nobody has confirmed that the page was printed: removing the root now would lose it."""


class OtherRoot(Exception):
    """The code is whole, but it is another station's, or a former root."""


def export(now: datetime, *, by: str) -> tuple[str, ...]:
    """Return the groups to print, and note who took them; raises ``RootAway``."""
    root = ring.established(now)
    groups = paper.written(_seed())
    RootKey.objects.filter(pk=root.pk).update(exported_at=now, exported_by_name=by[:120])
    return groups


def confirm(now: datetime, typed: Mapping[int, str], *, by: str) -> None:
    """Record that the page was printed, proved by two of its groups; raises ``NotPrinted``, ``RootAway``."""
    root, groups = ring.established(now), paper.written(_seed())
    for number in ASKED:
        given = typed.get(number, "").strip().upper().replace(" ", "")
        if given != groups[number - 1]:
            raise NotPrinted(str(number))
    RootKey.objects.filter(pk=root.pk).update(confirmed_at=now, confirmed_by_name=by[:120])


def remove(now: datetime) -> None:
    """Take the root's private half off this machine; raises ``NotConfirmed``."""
    root = ring.established(now)
    if root.confirmed_at is None:
        raise NotConfirmed
    files.remove_root()
    RootKey.objects.filter(pk=root.pk).update(removed_at=now)


def restore(now: datetime, typed: str) -> None:
    """Put the root back from the typed code; raises ``paper.Mistyped``, ``OtherRoot``."""
    key = Ed25519PrivateKey.from_private_bytes(paper.read(typed))
    root = RootKey.objects.first()
    if root is not None and root.key_id != key_id(key.public_key()):
        raise OtherRoot
    files.write_root(key)
    if root is None:
        ring.established(now)
    RootKey.objects.update(removed_at=None)


@transaction.atomic
def replace(now: datetime) -> int:
    """Make another root, because the paper is lost or was seen by others; return the new epoch.

    Every device has to be claimed again: it trusts the former root and no other.
    """
    ring.established(now)
    RootKey.objects.select_for_update().get()
    files.remove_root()
    files.forget_public_root()
    public = files.make_root()
    RootKey.objects.update(
        key_id=key_id(public),
        public_key=ring.text_of(public),
        made_at=now,
        exported_at=None,
        exported_by_name="",
        confirmed_at=None,
        confirmed_by_name="",
        removed_at=None,
    )
    return ring.new_epoch(now)


def _seed() -> bytes:
    try:
        return files.load_root().private_bytes_raw()
    except files.KeyNotHere as fault:
        raise ring.RootAway from fault
