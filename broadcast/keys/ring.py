"""The ring of online keys: one per context, dated, certified by lists that the root signs.

Everything that changes the ring holds the root's row, so that two processes never write two lists of one number.
"""

import base64
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import transaction
from django.db.models import Max

from broadcast.keys import files
from broadcast.models import Device, DeviceOrder, KeyList, OnlineKey, RootKey, Station
from broadcast.plan import canonical, envelope, keylist
from broadcast.plan.envelope import CHAIN, COMMAND, MANIFEST, raw_public_key

CONTEXTS = (MANIFEST, COMMAND, CHAIN)
LIVES = timedelta(days=400)
RENEWED_BEFORE = timedelta(days=60)  # the next key overlaps the last one by so much
STRANGE_EPOCHS = 1000  # a device that reports an epoch further ahead is not believed
Given = ParamSpec("Given")
Result = TypeVar("Result")


class RootAway(Exception):
    """The root is not on this machine: type it in from the paper first."""


def key_of(text: str) -> Ed25519PublicKey:
    """Return the public key that a row holds."""
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(text))


def text_of(key: Ed25519PublicKey) -> str:
    """Return a public key as rows and devices hold it: base64 of 32 raw bytes."""
    return base64.b64encode(raw_public_key(key)).decode()


def established(now: datetime) -> RootKey:
    """Return the root's row; on a fresh machine make the root, the first online keys and their list."""
    root = RootKey.objects.first()
    if root is not None and KeyList.objects.exists():
        return root
    with transaction.atomic():
        RootKey.objects.get_or_create(slot=1, defaults=_fields_of_root(now))
        root = RootKey.objects.select_for_update().get()
        if not KeyList.objects.exists():
            for context in CONTEXTS:
                _add_key(context, now)
            _issue(root, now)
    return root


def _fields_of_root(now: datetime) -> dict[str, object]:
    public = files.make_root()
    return {"key_id": envelope.key_id(public), "public_key": text_of(public), "made_at": now}


def changes_ring(
    work: Callable[Concatenate[datetime, Given], Result],
) -> Callable[Concatenate[datetime, Given], Result]:
    """Do the work with the root's row held, and then issue the next list; raises ``RootAway`` and changes nothing."""

    @wraps(work)
    @transaction.atomic
    def changed(now: datetime, /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
        established(now)
        root = RootKey.objects.select_for_update().get()
        if not files.has_root():
            raise RootAway
        result = work(now, *args, **kwargs)
        _issue(root, now)
        return result

    return changed


def newest(context: str, at: datetime) -> OnlineKey | None:
    """Return the key that signs for a context at a moment; None when none is in force."""
    rows = OnlineKey.objects.filter(context=context, valid_from__lte=at, valid_until__gt=at, revoked_at=None)
    return rows.order_by("-valid_from", "key_id").first()


def due(now: datetime) -> list[str]:
    """Return the contexts whose newest key ends soon, or has no private half here any more."""
    found = []
    for context in CONTEXTS:
        key = newest(context, now)
        if key is None or key.valid_until - now < RENEWED_BEFORE or not files.has_online(context, key.pk):
            found.append(context)
    return found


@changes_ring
def rotate(now: datetime, contexts: tuple[str, ...] = CONTEXTS) -> list[OnlineKey]:
    """Make the next key for these contexts; the former ones stay valid to their end."""
    return [_add_key(context, now) for context in contexts]


@changes_ring
def revoke(now: datetime, key_id: str, *, reason: str, since: datetime | None = None) -> int:
    """Revoke a key, make its successor, and open a new epoch; return the epoch.

    A thief may have signed the highest number there is: only a new epoch makes ours the newer one again.
    ``since``: the moment from which what it signed no longer counts (the theft).
    """
    key = OnlineKey.objects.get(pk=key_id)
    OnlineKey.objects.filter(pk=key_id).update(revoked_at=since or now, revoked_reason=reason[:300])
    files.remove_online(key.context, key_id)
    _add_key(key.context, now)
    return _open_epoch(now)


@changes_ring
def new_epoch(now: datetime) -> int:
    """Open a new epoch, after a back-up was restored; return its number.

    The back-up may hold keys that were revoked after it was made: all that devices listen to are made anew.
    """
    for context in (MANIFEST, COMMAND):
        OnlineKey.objects.filter(context=context, valid_until__gt=now, valid_from__lt=now).update(
            valid_until=now
        )
        _add_key(context, now)
    return _open_epoch(now)


def _open_epoch(now: datetime) -> int:
    epoch = current_epoch()
    told = Device.objects.filter(manifest_epoch__lt=epoch + STRANGE_EPOCHS).aggregate(
        told=Max("manifest_epoch")
    )["told"]
    epoch = max(epoch, told or 0) + 1
    Station.objects.update(epoch=epoch)
    RootKey.objects.update(epoch=epoch)
    DeviceOrder.objects.filter(obeyed_at=None).update(envelope="")  # signed again, in the new epoch
    return epoch


def current_epoch() -> int:
    """Return the epoch in force; a station row that was set further ahead counts too."""
    opened = RootKey.objects.aggregate(epoch=Max("epoch"))["epoch"] or 1
    return max(opened, Station.objects.aggregate(epoch=Max("epoch"))["epoch"] or 1)


def _add_key(context: str, now: datetime) -> OnlineKey:
    if context == COMMAND:
        DeviceOrder.objects.filter(obeyed_at=None).update(envelope="")  # signed again, by the new key
    public = files.make_online(context)
    return OnlineKey.objects.create(
        key_id=envelope.key_id(public),
        context=context,
        public_key=text_of(public),
        valid_from=now,
        valid_until=now + LIVES,
    )


def _issue(root: RootKey, now: datetime) -> KeyList:
    """Sign and keep the next list. Keys that are over stay in it: what they signed in their time still counts."""
    epoch = current_epoch()
    last = KeyList.objects.filter(epoch=epoch).aggregate(version=Max("version"))["version"] or 0
    listed = keylist.KeyList(
        station=root.key_id,
        epoch=epoch,
        version=last + 1,
        issued_at=now,
        keys=tuple(_listed(row) for row in OnlineKey.objects.order_by("valid_from", "key_id")),
        revoked={
            row.pk: row.revoked_at
            for row in OnlineKey.objects.exclude(revoked_at=None)
            if row.revoked_at is not None
        },
    )
    payload = canonical.key_list_bytes(listed)
    keylist.parse(payload)  # what a box would refuse is never signed
    signed = envelope.sign(payload, context=envelope.KEYS, key=files.load_root())
    return KeyList.objects.create(epoch=epoch, version=last + 1, issued_at=now, envelope=signed.decode())


def _listed(row: OnlineKey) -> keylist.Key:
    return keylist.Key(
        key_id=row.key_id,
        public_key=base64.b64decode(row.public_key),
        contexts=(row.context,),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )
