"""The e-bulletin as page, PDF and e-mail: the words of its stories as each of them was approved and is in force."""

import textwrap
from dataclasses import dataclass
from email.message import EmailMessage

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.public import approved, issue_pdf
from cms.public.approved import Text
from newsroom.blocks import paragraphs_of_html
from newsroom.models import CommuneSettings, IssuePage

COLUMNS = 78
RULE = "-" * COLUMNS


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What an issue holds now: its stories in their order; ``gone`` counts those that are not in force any more."""

    texts: tuple[Text, ...]
    gone: int


def contents(issue: IssuePage, request: HttpRequest) -> Contents:
    """Return the stories of an issue that the public may read, in a fixed number of queries."""
    numbers = issue.story_ids()
    texts = tuple(approved.texts(numbers, request))
    return Contents(texts=texts, gone=len(numbers) - len(texts))


def gone_in_words(gone: int) -> str:
    """Return that stories were taken back; "" when all are there."""
    if not gone:
        return ""
    return _("%(number)s of the stories of this issue were recalled or replaced and are not shown.") % {
        "number": gone
    }


def _issue(number: int, request: HttpRequest) -> tuple[IssuePage, Text, Contents]:
    """Return an issue that the public may read, its own approved words, and its stories."""
    issue = IssuePage.objects.public().filter(pk=number).first()
    own = approved.texts([number], request) if issue is not None else []
    if issue is None or not own or not issue.shows_what_was_approved():
        raise Http404("not released")
    return issue, own[0], contents(issue, request)


def _file(body: bytes | str, name: str, kind: str, *, shown: bool = False) -> HttpResponse:
    answer = HttpResponse(body, content_type=kind)
    way = "inline" if shown else "attachment"
    answer["Content-Disposition"] = f'{way}; filename="{name}"'
    answer["Cache-Control"] = "no-cache"  # a recall reaches the next reader
    return answer


@require_safe
def as_pdf(request: HttpRequest, issue: int) -> HttpResponse:
    """Give the issue as a PDF file."""
    page, own, inside = _issue(issue, request)
    commune = CommuneSettings.load()
    sheet = issue_pdf.Sheet(
        office=commune.authority or commune.name,
        named=page.named(),
        title=own.title,
        foreword=(own.summary, *paragraphs_of_html(own.html)),
        texts=inside.texts,
        note=gone_in_words(inside.gone),
        address=own.url,
    )
    return _file(issue_pdf.pdf(sheet), f"ban-tin-{issue}.pdf", "application/pdf")


@require_safe
def as_text(request: HttpRequest, issue: int) -> HttpResponse:
    """Give the issue as plain text to copy into an e-mail."""
    return _file(
        _plain(*_issue(issue, request)), f"ban-tin-{issue}.txt", "text/plain; charset=utf-8", shown=True
    )


@require_safe
def as_mail(request: HttpRequest, issue: int) -> HttpResponse:
    """Give the issue as an e-mail that a mail program opens ready to be sent; nobody's address is in it."""
    found = _issue(issue, request)
    mail = EmailMessage()
    mail["Subject"] = f"{found[1].title} - {found[0].named()}"
    mail["X-Unsent"] = "1"
    mail.set_content(_plain(*found))
    mail.add_alternative(_html(*found), subtype="html")
    return _file(mail.as_bytes(), f"ban-tin-{issue}.eml", "message/rfc822")


@require_safe
def as_html(request: HttpRequest, issue: int) -> HttpResponse:
    """Give the issue as one web page file to keep or to send along."""
    return _file(_html(*_issue(issue, request)), f"ban-tin-{issue}.html", "text/html; charset=utf-8")


def _html(page: IssuePage, own: Text, inside: Contents) -> str:
    context = {
        "named": page.named(),
        "own": own,
        "foreword": paragraphs_of_html(own.html),
        "texts": [(text, paragraphs_of_html(text.html)) for text in inside.texts],
        "note": gone_in_words(inside.gone),
        "commune": CommuneSettings.load(),
    }
    return render_to_string("public/issue_mail.html", context)


def _plain(page: IssuePage, own: Text, inside: Contents) -> str:
    lines = [own.title.upper(), page.named(), own.url, own.summary, *paragraphs_of_html(own.html)]
    for number, text in enumerate(inside.texts, start=1):
        lines += [RULE, f"{number}. {text.title.upper()}", text.summary, *paragraphs_of_html(text.html)]
        lines += [name for name in (text.author, text.source) if name]
        lines.append(text.url)
    lines += [RULE, gone_in_words(inside.gone)]
    return "\n\n".join(textwrap.fill(line, COLUMNS) for line in lines if line) + "\n"
