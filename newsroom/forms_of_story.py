"""Freeze every form of a story: canonical JSON of its texts, and copies of its files named by their content."""

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import rfc8785
from django.conf import settings

from newsroom.models import FrozenText, Picture, SourceDocument, Story
from newsroom.models.files import digest_of

FORMS = ("outlets", "site", "script", "board")


def freeze(story: Story) -> dict[str, Any]:
    """Return the forms of ``story`` as plain data, and keep copies of its files under their digests."""
    for file in filter(None, [story.board_picture, *_files(story)]):
        _keep(file)
    return forms_of(story)


def forms_of(story: Story) -> dict[str, Any]:
    """Return every form as plain data, derived texts written out; files by what they hold at this moment."""
    return {
        "outlets": outlets_form(story),
        "site": site_form(story),
        "script": story.spoken_script(),
        "board": {"lines": story.board_lines(), "picture": _file(story.board_picture)},
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
    return {name: hashlib.sha256(canonical(forms[name])).hexdigest() for name in FORMS}


def files_of(forms: dict[str, Any]) -> list[str]:
    """Return the SHA-256 of every file the forms name."""
    return sorted({file["sha256"] for name in FORMS for file in files_in(name, forms[name])})


def files_in(name: str, form: Any) -> list[dict[str, Any]]:
    """Return the files that one form names."""
    if name == "board":
        return [form["picture"]] if form["picture"] else []
    return list(form["files"]) if name == "site" else []


def files_named(text: str) -> list[str]:
    """Return the SHA-256 of every file that one frozen form names."""
    form = json.loads(text)
    named = [form.get("picture"), *form.get("files", [])] if isinstance(form, dict) else []
    return [file["sha256"] for file in named if file]


def frozen_path(sha256: str) -> Path:
    """Return where the frozen copy of a file lies."""
    return Path(settings.FROZEN_MEDIA) / sha256[:2] / sha256


def outlets_form(story: Story) -> dict[str, Any]:
    outlets: dict[str, Any] = {
        "site": story.on_site,
        "air": story.on_air,
        "boards": story.on_boards,
        "zones": sorted(place.pk for place in story.zones.all()),
        "priority": story.priority,
        "valid_from": story.valid_from.isoformat() if story.valid_from else None,
        "valid_until": story.valid_until.isoformat() if story.valid_until else None,
    }
    if story.drill:
        outlets["drill"] = True
    return outlets


def site_form(story: Story) -> dict[str, Any]:
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
    return {
        "id": file.pk,
        "sha256": digest_of(file.file),
        "title": file.title,
        "description": getattr(file, "description", ""),
    }


def _keep(file: Picture | SourceDocument) -> None:
    sha256 = file.frozen_sha256 or digest_of(file.file)
    _keep_copy(file, sha256)
    if not file.frozen_sha256:
        type(file)._default_manager.filter(pk=file.pk).update(frozen_sha256=sha256)


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
