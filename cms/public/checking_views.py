"""Screens of the verification page: with the number and digits from a QR, or typed by hand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.public import checking

MOST_DIGITS = 18


@require_safe
@never_cache
def check_approval(request: HttpRequest, number: int, digest: str) -> HttpResponse:
    """Say whether this approval stands."""
    answer = checking.answer(number, digest)
    return render(request, "public/check.html", {"answer": answer}, status=200 if answer.known else 404)


@require_safe
@never_cache
def type_in(request: HttpRequest) -> HttpResponse:
    """Ask for number and digits, for those whose telephone reads no code."""
    number, digest = request.GET.get("so", "").strip(), "".join(request.GET.get("ma", "").split())
    if number.isdecimal() and len(number) <= MOST_DIGITS and digest.isalnum():
        return redirect("public:check_approval", number, digest[:64])
    return render(
        request, "public/check.html", {"asked": bool(number or digest), "number": number, "digest": digest}
    )
