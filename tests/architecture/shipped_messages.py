"""What Wagtail, Django and the apps beside them say, and how they say it in Vietnamese of their own."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
import polib
import taggit
import wagtail

from tests.architecture import sources
from tests.architecture.messages import Message

OURS = sources.ROOT / "locale_wagtail" / "vi" / "LC_MESSAGES"
DJANGO = Path(django.__file__).parent
# Wagtail with all its parts, the admitted ones and the others: what is switched on later speaks Vietnamese too.
TOLD = (
    Path(wagtail.__file__).parent,
    Path(taggit.__file__).parent,
    DJANGO / "conf",
    *(DJANGO / "contrib" / name for name in ("auth", "contenttypes", "humanize", "postgres", "sessions")),
)
# In a built script the functions have short names of their own: a message that is known to be there tells them.
NAME_IN_SCRIPT = re.compile(r'\.(\w+)\)\("(?:Broken link|%\(num\)s pixel)"')


def catalogues(domain: str, language: str) -> Iterator[Path]:
    """Yield the catalogues that are shipped in a language."""
    for folder in TOLD:
        yield from sorted(folder.rglob(f"locale/{language}/LC_MESSAGES/{domain}.po"))


@cache
def asked_for(domain: str) -> frozenset[Message]:
    """Return every message of a domain."""
    english = (polib.pofile(str(path)) for path in catalogues(domain, "en"))
    return frozenset(message_of(entry) for catalogue in english for entry in catalogue if not entry.obsolete)


@cache
def in_effect(domain: str) -> dict[tuple[str, str], polib.POEntry]:
    """Return the Vietnamese in effect, by context and message: ours, and what is shipped where we are silent."""
    paths = [*catalogues(domain, "vi"), OURS / f"{domain}.po"]
    entries = (entry for path in paths for entry in polib.pofile(str(path)) if entry.translated())
    return {(entry.msgctxt or "", entry.msgid): entry for entry in entries}


def message_of(entry: polib.POEntry) -> Message:
    """Return what an entry translates."""
    return Message(context=entry.msgctxt or "", text=entry.msgid, plural=entry.msgid_plural)


def said(entry: polib.POEntry) -> str:
    """Return the Vietnamese of an entry: there is one form, for one and for many."""
    return entry.msgstr_plural[0] if entry.msgstr_plural else entry.msgstr


def in_scripts() -> set[str]:
    """Return the messages that Wagtail's built scripts ask for."""
    scripts = Path(wagtail.__file__).parent.glob("**/static/wagtailadmin/js/*.js")
    built = "".join(path.read_text(encoding="utf-8") for path in scripts)
    names = "|".join(sorted(set(NAME_IN_SCRIPT.findall(built))))
    return set(re.findall(rf'\.(?:{names})\)\("([^"]*)"[,)]', built))
