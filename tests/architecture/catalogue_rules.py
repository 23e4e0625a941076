"""What is wrong with a message catalogue: nothing missing, doubtful or left over, placeholders kept."""

import re

import polib

PLACEHOLDER = re.compile(r"%\(\w+\)[-#0 +]?\d*(?:\.\d+)?[a-zA-Z]|%[sdrf]|\{\w*\}")


def faults(catalogue: polib.POFile) -> list[str]:
    """Return every fault of a catalogue, one line each."""
    found = []
    for entry in catalogue:
        if entry.obsolete:
            found.append(f"left over: {entry.msgid}")
        elif "fuzzy" in entry.flags:
            found.append(f"doubtful (fuzzy): {entry.msgid}")
        elif not entry.translated():
            found.append(f"not translated: {entry.msgid}")
        elif not _keeps_placeholders(entry):
            found.append(f"other placeholders: {entry.msgid}")
    return found


def placeholders(text: str) -> list[str]:
    """Return what a message expects to be filled in, sorted."""
    return sorted(PLACEHOLDER.findall(text))


def _keeps_placeholders(entry: polib.POEntry) -> bool:
    wanted = placeholders(entry.msgid_plural or entry.msgid)
    written = list(entry.msgstr_plural.values()) or [entry.msgstr]
    return all(set(placeholders(text)) == set(wanted) for text in written)
