"""The commune's dictionary: what the station reads with it, and how people add to it, change it and take it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from broadcast import spoken, text
from broadcast.models import DictionaryEntry, Programme
from broadcast.people import Person
from broadcast.spoken.decided import same
from broadcast.text.letters import bare

Kind, Scope, Certainty = DictionaryEntry.Kind, DictionaryEntry.Scope, DictionaryEntry.Certainty
NAMES = frozenset({Kind.PLACE, Kind.PERSON, Kind.FOREIGN})
GUESSED = frozenset({"unknown", "pieced", "mixed_case", "word_or_initials"})
MOST_WRITTEN, MOST_SPOKEN = 80, 200


class Unteachable(Exception):
    """The word cannot be kept so; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Teaching:
    """What a person wants the station to say; more than one reading means: ask each time."""

    written: str
    readings: tuple[str, ...]
    kind: str = Kind.ABBREVIATION
    ask: bool = False
    note: str = ""


# ------------------------------------------------------------------ reading with it


def read(script: str, decisions: Sequence[spoken.Decision] = ()) -> text.Reading:
    """Read a script as the station does: a story's decisions, the commune's words, the shipped ones, the rules."""
    return spoken.read(script, words=words(), decisions=decisions)


def words() -> spoken.Words:
    """Return the dictionary in force; the commune's word stands in front of a shipped one of the same spelling."""
    replaced: dict[str, str] = {}
    doubtful: dict[str, spoken.Doubtful] = {}
    rows = DictionaryEntry.objects.filter(removed_at=None)
    own = {row.key for row in rows if not row.is_shipped}
    for row in rows:
        if row.is_shipped and (row.key in own or not _is_needed(row)):
            continue
        for written, said in cases_of(row):
            if row.is_asked:
                always = not row.is_shipped or _is_guessed(row.written)
                doubtful[same(written)] = spoken.Doubtful(choices=row.readings, always=always)
            else:
                replaced[written] = said
    return spoken.Words(replaced=replaced, doubtful=doubtful)


def cases_of(row: DictionaryEntry) -> list[tuple[str, str]]:
    """Return the written forms an entry is found under, each with what is said.

    An abbreviation is found exactly as written, for VT is none of vt. A name or a foreign word is also found in a
    heading in capitals, and with a capital at the beginning of a sentence.
    """
    forms = {row.written: row.spoken}
    if row.kind in NAMES:
        first = row.written[:1].upper() + row.written[1:]
        forms.setdefault(first, row.spoken[:1].upper() + row.spoken[1:])
        forms.setdefault(row.written.upper(), row.spoken)
    return list(forms.items())


def _is_needed(row: DictionaryEntry) -> bool:
    """A shipped safe word that the rules read by themselves is left to them: they look at what stands beside it."""
    return row.is_asked or not _says(row.written, row.spoken)


@lru_cache(maxsize=1024)
def _says(written: str, said: str) -> bool:
    return same(text.read(written).spoken).casefold() == same(said).casefold()


@lru_cache(maxsize=1024)
def _is_guessed(written: str) -> bool:
    spans = text.read(f"Theo {written} xã").spans
    return not any(span.written == written and span.rule not in GUESSED for span in spans)


# ------------------------------------------------------------------ keeping it


@transaction.atomic
def teach(teaching: Teaching, *, person: Person, now: datetime) -> DictionaryEntry:
    """Put a word in force for the commune; the one of the same spelling before it is removed and stays as history.

    Raises ``Unteachable``. What was recorded or submitted before keeps its words: they are frozen with it.
    """
    clean = _checked(teaching)
    key = same(clean.written)
    in_force = own_in_force().select_for_update().filter(key=key)
    for row in in_force:
        _take_out(row, person=person, now=now)
    try:
        return _put_in_force(clean, key, person=person, now=now)
    except IntegrityError as fault:
        raise Unteachable(
            _("Somebody else taught this word a moment ago. Look at it in the list, then save yours again.")
        ) from fault


@transaction.atomic
def _put_in_force(clean: Teaching, key: str, *, person: Person, now: datetime) -> DictionaryEntry:
    return DictionaryEntry.objects.create(
        written=clean.written,
        key=key,
        spoken=clean.readings[0],
        choices=list(clean.readings[1:]),
        kind=clean.kind,
        certainty=Certainty.AMBIGUOUS if clean.ask else Certainty.SAFE,
        note=clean.note,
        added_at=now,
        added_by_id=person.pk,
        added_by_name=person.get_full_name(),
    )


def teach_if_new(teaching: Teaching, *, person: Person, now: datetime) -> bool:
    """Teach a word unless it is said just so already; a file taken in twice makes no second history."""
    clean = _checked(teaching)
    row = own_in_force().filter(key=same(clean.written)).first()
    if row is not None and teaching_of(row) == clean:
        return False
    teach(clean, person=person, now=now)
    return True


@transaction.atomic
def change(entry: DictionaryEntry, teaching: Teaching, *, person: Person, now: datetime) -> DictionaryEntry:
    """Put another wording in the place of an entry, even under another spelling; the old one stays as history."""
    made = teach(teaching, person=person, now=now)
    if entry.key != made.key and not entry.is_shipped:
        remove(entry, person=person, now=now)
    return made


def remove(entry: DictionaryEntry, *, person: Person, now: datetime) -> bool:
    """Take one of the commune's words out of use; False when it was out already."""
    if entry.is_shipped:
        raise Unteachable(_("Words that came with the program stay. Add your own reading, it wins."))
    return _take_out(entry, person=person, now=now)


def _take_out(entry: DictionaryEntry, *, person: Person, now: datetime) -> bool:
    rows = DictionaryEntry.objects.filter(pk=entry.pk, removed_at=None)
    return bool(rows.update(removed_at=now, removed_by_name=person.get_full_name()))


def restore(entry: DictionaryEntry, *, person: Person, now: datetime) -> DictionaryEntry:
    """Put a removed wording in force again, as a new entry."""
    return teach(teaching_of(entry), person=person, now=now)


def teaching_of(entry: DictionaryEntry) -> Teaching:
    """Return what an entry says, as it was taught."""
    return Teaching(
        written=entry.written,
        readings=entry.readings,
        kind=entry.kind,
        ask=entry.is_asked,
        note=entry.note,
    )


def _checked(teaching: Teaching) -> Teaching:
    written = " ".join(teaching.written.split())
    readings = tuple(dict.fromkeys(" ".join(each.split()) for each in teaching.readings if each.strip()))
    if not written or len(written) > MOST_WRITTEN or not any(char.isalpha() for char in written):
        raise Unteachable(_("Type the word as it is written: at most 80 characters, at least one letter."))
    if not readings:
        raise Unteachable(_("Type how the word is said."))
    for said in readings:
        check_spoken(said)
    if teaching.ask and len(readings) < 2:
        raise Unteachable(_("A word that is asked each time needs at least two readings, one a line."))
    if teaching.kind not in Kind.values:
        raise Unteachable(_("Choose what kind of word it is."))
    kept = readings if teaching.ask else readings[:1]
    return Teaching(
        written=written, readings=kept, kind=teaching.kind, ask=teaching.ask, note=teaching.note.strip()[:200]
    )


def check_spoken(said: str) -> None:
    """Raise ``Unteachable`` for what a voice cannot say as it stands."""
    if len(said) > MOST_SPOKEN:
        raise Unteachable(_("A reading has at most 200 characters."))
    if any(char.isdigit() for char in said) or not any(char.isalpha() for char in said):
        raise Unteachable(
            _("Write “%(said)s” in words, as it is said: no figures, no signs alone.") % {"said": said}
        )


def kind_of(written: str) -> str:
    """Guess what kind of word it is, from how it is written."""
    letters = [char for char in written if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    if len(written.split()) == 1 and (capitals > 1 or not all(char.isalpha() for char in written)):
        return Kind.ABBREVIATION
    return Kind.PLACE if " " in written and capitals > 1 else Kind.FOREIGN


# ------------------------------------------------------------------ looking into it


def own_in_force() -> QuerySet[DictionaryEntry]:
    """Return what the commune taught for all its stories and has not taken back."""
    return DictionaryEntry.objects.filter(scope=Scope.COMMUNE, removed_at=None)


def found(wanted: str, *, removed: bool = False) -> list[DictionaryEntry]:
    """Return the entries whose spelling or reading contains the words, marks and đ folded; own ones first."""
    rows = DictionaryEntry.objects.filter(removed_at__isnull=not removed)
    needle = bare(wanted.strip())
    hits = [row for row in rows if needle in bare(" ".join((row.written, *row.readings, row.note)))]
    return sorted(hits, key=lambda row: (row.is_shipped, bare(row.written) != needle, bare(row.written)))


def history_of(entry: DictionaryEntry) -> QuerySet[DictionaryEntry]:
    """Return every wording this spelling ever had, the newest first."""
    return DictionaryEntry.objects.filter(key=entry.key).order_by("-pk")


def programmes_with(entry: DictionaryEntry, *, most: int = 5) -> tuple[int, list[Programme]]:
    """Return in how many scripts the word stands, and the newest of them; they keep the reading of their time."""
    rows = Programme.objects.filter(script__contains=entry.written)
    return rows.aggregate(number=Count("pk"))["number"], list(rows.order_by("-pk")[:most])
