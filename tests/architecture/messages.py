"""Which messages the code and the templates ask for, read without gettext.

``python -m tests.architecture.messages`` brings cms/locale/vi up to them: new messages come in untranslated,
unused ones go, translations stay.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

import polib
from django.utils.translation.template import templatize

from tests.architecture import sources

CATALOGUE = sources.ROOT / "cms" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
# Function name (without _lazy) -> which argument holds the context, the message, the plural.
CALLS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
CALL_IN_TEMPLATE = re.compile(
    r"(?<!\w)(n?p?gettext|_)\((u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\").*?)\)(?=\s|$)", re.S
)


@dataclass(frozen=True, kw_only=True, order=True)
class Message:
    """One message: its context (empty: none), its words, its plural (empty: none)."""

    context: str = ""
    text: str
    plural: str = ""


def in_python(source: str) -> set[Message]:
    """Return the messages that a module asks for with constant words."""
    return {found for node in ast.walk(ast.parse(source)) if (found := _message(node)) is not None}


def in_template(source: str) -> set[Message]:
    """Return the messages that a template asks for."""
    return set().union(*(in_python(call) for call in _calls(templatize(source))))


def asked_for() -> set[Message]:
    """Return every message of the house."""
    python = [in_python(source) for _path, source in sources.modules()]
    return set().union(*python, *(in_template(source) for _path, source in sources.templates()))


def of_catalogue(catalogue: polib.POFile) -> set[Message]:
    """Return the messages that a catalogue has."""
    return {_of_entry(entry) for entry in catalogue if not entry.obsolete}


def bring_up_to_date(catalogue: polib.POFile, wanted: set[Message]) -> None:
    """Add what is wanted and not there, drop what is there and not wanted, sort the rest."""
    kept = {_of_entry(entry): entry for entry in catalogue if not entry.obsolete}
    del catalogue[:]
    for message in sorted(wanted, key=lambda each: (each.text, each.context)):
        catalogue.append(kept.get(message) or _entry(message))


def _calls(pythonish: str) -> Iterator[str]:
    for match in CALL_IN_TEMPLATE.finditer(pythonish):
        yield f"{match.group(1)}({match.group(2)})"


def _message(node: ast.AST) -> Message | None:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return None
    places = CALLS.get(node.func.id.removesuffix("_lazy"))
    if places is None:
        return None
    words = [_constant(node, place) for place in places]
    if words[1] is None:
        return None
    return Message(context=words[0] or "", text=words[1], plural=words[2] or "")


def _constant(call: ast.Call, place: int | None) -> str | None:
    if place is None or len(call.args) <= place:
        return None
    argument = call.args[place]
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def _of_entry(entry: polib.POEntry) -> Message:
    return Message(context=entry.msgctxt or "", text=entry.msgid, plural=entry.msgid_plural)


def _entry(message: Message) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.text, msgctxt=message.context or None)
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = {0: ""}
    return entry


def main() -> None:
    """Rewrite the catalogue."""
    catalogue = polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else polib.POFile()
    catalogue.wrapwidth = 110
    catalogue.metadata = {
        "Language": "vi",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    bring_up_to_date(catalogue, asked_for())
    catalogue.save(str(CATALOGUE))


if __name__ == "__main__":
    main()
