"""The station's keys: for administrators only, and each act asks for the password once more."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadcast import keyring
from broadcast.keys import paper, ring, root, sheets, state
from broadcast.models import KeyList, OnlineKey, RootKey
from broadcast.views.access import needs, person_of

Act = Callable[[datetime, QueryDict, str], str]


class Refused(Exception):
    """The act was not done; the message says why and what to do."""


@needs("manage_keys")
def keys(request: HttpRequest) -> HttpResponse:
    """Show how the keys stand."""
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **more: object) -> HttpResponse:
    now = timezone.now()
    keyring.establish(now)
    rows = list(OnlineKey.objects.order_by("context", "-valid_from"))
    for row in rows:
        row.purpose = sheets.purpose(row.context)  # type: ignore[attr-defined]
        row.is_over = row.valid_until <= now  # type: ignore[attr-defined]
    context = {
        "root": RootKey.objects.get(),
        "mark": state.station_mark(),
        "has_root": keyring.has_root(),
        "list": KeyList.objects.latest("epoch", "version"),
        "keys": rows,
        "troubles": list(state.troubles(now)),
        "asked": root.ASKED,
        **more,
    }
    response = render(request, "broadcast/keys.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@needs("manage_keys")
def sheet(request: HttpRequest) -> HttpResponse:
    """Hand out the page to print; it is never kept on this machine."""
    person = person_of(request)
    if not _is_sure(request):
        return _page(request, 422, error=_("The password is not right. Nothing was done."))
    try:
        data = sheets.printed(timezone.now(), by=person.get_full_name())
    except ring.RootAway:
        return _page(request, 422, error=_root_away())
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="khoa-goc.pdf"', "Cache-Control": "no-store"},
    )


@require_POST
@needs("manage_keys")
def act(request: HttpRequest, act: str) -> HttpResponse:
    """Do one thing with the keys."""
    person = person_of(request)
    if act not in ACTS:
        raise Http404
    if not _is_sure(request):
        return _refused(request, act, _("The password is not right. Nothing was done."))
    try:
        done = ACTS[act](timezone.now(), request.POST, person.get_full_name())
    except Refused as refusal:
        return _refused(request, act, str(refusal))
    except ring.RootAway:
        return _refused(request, act, _root_away())
    messages.success(request, done)
    return redirect("broadcast:keys")


def _refused(request: HttpRequest, act: str, why: str) -> HttpResponse:
    """Say why, with the form as it was typed; what is secret is typed anew."""
    return _page(request, 422, error=why, refused=act, typed=request.POST)


def _is_sure(request: HttpRequest) -> bool:
    """Ask for the password: a screen left open must not give the station away."""
    return request.user.is_authenticated and request.user.check_password(request.POST.get("password", ""))


def _root_away() -> str:
    return _("The root key is not on this machine. Type it in from the paper first.")


def _confirm(now: datetime, typed: QueryDict, by: str) -> str:
    try:
        root.confirm(now, {number: typed.get(f"group{number}", "") for number in root.ASKED}, by=by)
    except root.NotPrinted as fault:
        raise Refused(
            _("Group %(group)s is not as on the paper. Compare it sign by sign.") % {"group": fault}
        ) from fault
    return _("It is recorded that the root key is on paper.")


def _remove(now: datetime, _typed: QueryDict, _by: str) -> str:
    try:
        root.remove(now)
    except root.NotConfirmed as fault:
        raise Refused(
            _("First print the page and confirm it: without it the root key would be lost.")
        ) from fault
    return _("The root key is off this machine. It is on paper only.")


def _restore(now: datetime, typed: QueryDict, _by: str) -> str:
    try:
        root.restore(now, typed.get("code", ""))
    except paper.Mistyped as fault:
        raise Refused(sheets.mistyped(fault)) from fault
    except root.OtherRoot as fault:
        raise Refused(
            _("The code is whole, but it is another station's root key or a former one.")
        ) from fault
    return _("The root key is on this machine. Take it off again when you are done.")


def _rotate(now: datetime, _typed: QueryDict, _by: str) -> str:
    ring.rotate(now)
    return _("New keys are in force; devices learn of them by themselves.")


def _revoke(now: datetime, typed: QueryDict, by: str) -> str:
    reason = typed.get("reason", "").strip()
    if not reason:
        raise Refused(_("Write what happened to the key."))
    try:
        ring.revoke(now, typed.get("key", ""), reason=f"{by}: {reason}")
    except OnlineKey.DoesNotExist as fault:
        raise Refused(_("There is no such key.")) from fault
    return _("The key is revoked. Devices refuse whatever it signs from their next look on.")


def _new_epoch(now: datetime, _typed: QueryDict, _by: str) -> str:
    return _("Epoch %(epoch)s is open; every plan is signed anew.") % {"epoch": ring.new_epoch(now)}


ACTS: dict[str, Act] = {
    "xac-nhan": _confirm,
    "go-khoa-goc": _remove,
    "khoi-phuc": _restore,
    "doi-khoa": _rotate,
    "thu-hoi": _revoke,
    "ky-moi": _new_epoch,
}
