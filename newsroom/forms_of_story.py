"""Freeze every form of a story: canonical JSON of its texts, and copies of its files named by their content."""

import hashlib
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
from newsroom.models import Picture, SourceDocument, Story
from newsroom.models.files import digest_of
from newsroom.ready import Decision, Question, SpokenText, Stretch

FORMS = ("outlets", "site", "script", "board", "spoken")
"""``spoken`` is how the script was read when it was submitted; submissions from before it was kept lack it."""


def freeze(story: Story) -> dict[str, Any]:
    """Return the forms of ``story`` as plain data, derived texts written out, and keep copies of its files."""
    script = story.spoken_script()
    return {
        "outlets": _outlets(story),
        "site": _site(story),
        "script": script,
        "spoken": _spoken(script, decisions.of(story)),
        "board": {"lines": story.board_lines(), "picture": _file(story.board_picture)},
    }


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
    named = [forms["board"]["picture"], *forms["site"]["files"]]
    return sorted({file["sha256"] for file in named if file})


def frozen_path(sha256: str) -> Path:
    """Return where the frozen copy of a file lies."""
    return Path(settings.FROZEN_MEDIA) / sha256[:2] / sha256


def _outlets(story: Story) -> dict[str, Any]:
    return {
        "site": story.on_site,
        "air": story.on_air,
        "boards": story.on_boards,
        "zones": sorted(place.pk for place in story.zones.all()),
        "priority": story.priority,
        "valid_from": story.valid_from.isoformat() if story.valid_from else None,
        "valid_until": story.valid_until.isoformat() if story.valid_until else None,
    }


def _site(story: Story) -> dict[str, Any]:
    site = {
        "title": story.title,
        "summary": story.summary,
        "body": story.body.get_prep_value(),
        "category": story.category,
        "origin": story.origin,
        "source": story.source,
        "author": story.author,
        "document": [story.document_number, str(story.document_date or ""), story.document_issuer],
        "files": [file for file in map(_file, _files(story)) if file],
    }
    for own in ("kind", "text_alternative"):
        if hasattr(story, own):
            site[own] = getattr(story, own)
    return site


def _files(story: Story) -> list[Picture | SourceDocument | None]:
    files = [story.picture, getattr(story, "infographic", None), story.source_document]
    for block in story.body:
        if block.block_type == "picture":
            files.append(block.value["picture"])
        elif block.block_type == "document":
            files.append(block.value)
    return files


def _file(file: Picture | SourceDocument | None) -> dict[str, Any] | None:
    if file is None:
        return None
    sha256 = file.frozen_sha256 or digest_of(file.file)
    _keep_copy(file, sha256)
    if not file.frozen_sha256:
        type(file)._default_manager.filter(pk=file.pk).update(frozen_sha256=sha256)
    return {
        "id": file.pk,
        "sha256": sha256,
        "title": file.title,
        "description": getattr(file, "description", ""),
    }


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
