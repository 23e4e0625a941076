"""Giọng đọc: who speaks for the station and how, with a sample that is heard before anything is saved."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from broadcast import hearing
from broadcast import voices as speakers
from broadcast.views.access import check, needs, person_of, the_station
from broadcast.views.voice_form import VoiceForm

REFUSED = 422
PACES = {
    "rate": gettext_lazy("Rate"),
    "comma_pause_s": gettext_lazy("Pause at a comma"),
    "sentence_pause_s": gettext_lazy("Pause after a sentence"),
    "paragraph_pause_s": gettext_lazy("Pause after a paragraph"),
}


@needs("watch_station")
def voices(request: HttpRequest) -> HttpResponse:
    """Show how the station speaks; change it."""
    station = the_station()
    if request.method != "POST":
        return _page(request, VoiceForm(station))
    check(request, "operate_station")
    form = VoiceForm(station, request.POST)
    if not form.is_valid():
        return _page(request, form, status=REFUSED)
    speakers.decide(station, form.cleaned_data, person=person_of(request), now=timezone.now())
    messages.success(request, _("Kept. From the next recording on it is read so."))
    return redirect("broadcast:voices")


def _page(request: HttpRequest, form: VoiceForm, status: int = 200) -> HttpResponse:
    station = the_station()
    chosen = {name: form[name].value() for name in form.fields}
    chosen |= {name: str(chosen[name] or "") for name in ("most_minutes", "most_sent")}
    context: dict[str, Any] = {
        "form": form,
        "chosen": chosen,
        "speakers": speakers.speakers(also=[station.voice]),
        "offline": speakers.label_of(speakers.offline()),
        "paces": [(form[name], label) for name, label in PACES.items()],
        "kept": speakers.settings_of(station),
        "sample": hearing.SAMPLE,
        "may_operate": request.user.has_perm("broadcast.operate_station"),
        "may_send_drafts": request.user.has_perm(speakers.MAY_SEND_DRAFTS),
    }
    return render(request, "broadcast/voices.html", context, status=status)


@require_POST
@needs("operate_station")
def sample(request: HttpRequest) -> HttpResponse:
    """Say the sample as the form has it now; answer where the sound lies, or why it cannot be heard."""
    form = VoiceForm(the_station(), request.POST)
    if not form.is_valid():
        return JsonResponse({"problem": _("Choose a voice first.")}, status=REFUSED)
    try:
        name = hearing.sample(form.cleaned_data["voice"], form.delivery)
    except hearing.NotHeard as fault:
        return JsonResponse({"problem": str(fault)}, status=REFUSED)
    return JsonResponse({"url": reverse("broadcast:heard", args=[name])})
