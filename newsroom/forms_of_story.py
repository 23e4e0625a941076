"""Freeze every form of a story: canonical JSON of its texts, and copies of its files named by their content."""

import hashlib
import json
import os
import shutil
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import rfc8785
from django.conf import settings

from newsroom import decisions, ready
from newsroom.models import FrozenText, Picture, SourceDocument, Story
from newsroom.models.story_boards import board_form, files_on_boards
from newsroom.models.story_site import files_on_site, outlets, site_form
from newsroom.ready import Decision, Question, SpokenText, Stretch

FORMS = ("outlets", "site", "script", "board", "spoken", "checking")
"""``spoken`` is how the script was read when it was submitted, ``checking`` what its writer had checked and where the
news comes from; submissions from before they were kept lack them."""


BOARD_FILES = ("picture", "document", "film", "captions")


def freeze(story: Story) -> dict[str, Any]:
    """Return the forms of ``story`` as plain data, and keep copies of its files under their digests."""
    for file in (*files_on_site(story), *files_on_boards(story)):
        _freeze_file(file)
    return forms_of(story)


def forms_of(story: Story) -> dict[str, Any]:
    """Return every form as plain data, derived texts written out."""
    script = story.spoken_script()
    return {
        "outlets": outlets(story),
        "site": site_form(story),
        "script": script,
        "spoken": _spoken(script, decisions.of(story)),
        "board": board_form(story),
        "checking": {"checks": sorted(story.checks), "notes": story.source_notes},
    }


def keep_texts(forms: dict[str, Any]) -> None:
    """Write each form down under its digest, once; the outlets stand in the submission itself."""
    for name, sha256 in digests(forms).items():
        if name != "outlets":
            FrozenText.objects.get_or_create(
                sha256=sha256, defaults={"text": canonical(forms[name]).decode()}
            )


def canonical(data: Any) -> bytes:
    """Return the bytes that are hashed (RFC 8785)."""
    return rfc8785.dumps(data)


def digests(forms: dict[str, Any]) -> dict[str, str]:
    """Return the SHA-256 of each source form."""
    return {name: hashlib.sha256(canonical(forms[name])).hexdigest() for name in FORMS if name in forms}


def _spoken(script: str, decided: Sequence[Decision]) -> dict[str, Any]:
    """Return the words that will be recorded, and what belongs to them on the approver's page."""
    text = ready.preparations().read(script, decided)
    return {
        "text": text.spoken,
        "seconds": text.seconds,
        "stretches": [[each.start, each.end, each.spoken, each.changed] for each in text.stretches],
        "questions": [{**asdict(each), "choices": list(each.choices)} for each in text.questions],
        "decisions": [asdict(each) for each in decided],
    }


def spoken_text(forms: dict[str, Any]) -> SpokenText:
    """Return how a frozen script is read: as it was when it was frozen, whatever the dictionary says by now."""
    kept = forms.get("spoken")
    if kept is None:
        return ready.preparations().read(forms["script"])
    return SpokenText(
        written=unicodedata.normalize("NFC", forms["script"]),
        spoken=kept["text"],
        seconds=kept["seconds"],
        stretches=tuple(
            Stretch(start=start, end=end, spoken=said, changed=changed)
            for start, end, said, changed in kept["stretches"]
        ),
        questions=tuple(
            Question(**{**each, "choices": tuple(each["choices"])}) for each in kept["questions"]
        ),
    )


def files_of(forms: dict[str, Any]) -> list[str]:
    """Return the SHA-256 of every file the forms name."""
    return sorted({file["sha256"] for name, form in forms.items() for file in files_in(name, form)})


def files_in(name: str, form: Any) -> list[dict[str, Any]]:
    """Return the files that one form names."""
    if name == "board":
        return [form[kind] for kind in BOARD_FILES if form.get(kind)]
    return list(form["files"]) if name == "site" else []


def files_named(text: str) -> list[str]:
    """Return the SHA-256 of every file that one frozen form names."""
    form = json.loads(text)
    named = (
        [*(form.get(kind) for kind in BOARD_FILES), *form.get("files", [])] if isinstance(form, dict) else []
    )
    # The site's form has a ``document`` of its own: number, date and issuer, no file.
    return [file["sha256"] for file in named if isinstance(file, dict)]


def frozen_path(sha256: str) -> Path:
    """Return where the frozen copy of a file lies."""
    return Path(settings.FROZEN_MEDIA) / sha256[:2] / sha256


def _freeze_file(file: Picture | SourceDocument | None) -> None:
    if file is None:
        return
    sha256 = file.facts()["sha256"]
    _keep_copy(file, sha256)
    if not file.frozen_sha256:
        type(file)._default_manager.filter(pk=file.pk).update(frozen_sha256=sha256)
        file.frozen_sha256 = sha256
        if isinstance(file, Picture):
            file.forget_sizes()


def _keep_copy(file: Picture | SourceDocument, sha256: str) -> None:
    target = frozen_path(sha256)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(f".{os.getpid()}.part")
    with file.file.open("rb") as source, partial.open("wb") as copy:
        source.seek(0)
        shutil.copyfileobj(source, copy)
        copy.flush()
        os.fsync(copy.fileno())
    partial.replace(target)
