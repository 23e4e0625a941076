"""Notices on the boards: taking one off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadcast import notices
from broadcast.models import BoardItem
from broadcast.views.access import needs, person_of


@require_POST
@needs("operate_station")
def stop(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take a notice off every board."""
    item = get_object_or_404(BoardItem, pk=item_id)
    if notices.stop(item, person=person_of(request), now=timezone.now()):
        messages.success(request, _("The notice is off. Boards learn of it within half a minute."))
    else:
        messages.error(request, _("The notice was already off the boards."))
    return redirect("broadcast:home")
