"""Fetches a Piper voice into its folder: from a path or an address, resumed where it broke off, checked by SHA-256."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

import requests

from broadcast.speech.piper import CARD, CONFIG, MODEL, NAME, Card

MOST_BYTES = 600 * 1024**2
_BLOCK = 16 * 1024  # what is lost at most when the line breaks
_TIMEOUTS = (10.0, 60.0)
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_ETAG = ".etag"

Tell = Callable[[int, int], None]
"""Told (bytes here, bytes in all, or 0 when nobody knows)."""


class NotInstalled(Exception):
    """The voice could not be installed; the message is a Vietnamese sentence that says what to do."""


def install(
    name: str, source: str, *, folder: Path, sha256: str | None = None, tell: Tell | None = None
) -> Card:
    """Install ``source`` (the .onnx, its .onnx.json beside it) as ``name``; without ``sha256`` it is taken as it is."""
    if not NAME.fullmatch(name):
        raise NotInstalled(
            "Tên giọng chỉ gồm chữ không dấu, số, gạch ngang và gạch dưới, không quá 40 ký tự."
        )
    workshop = folder / f".loading-{name}"
    workshop.mkdir(parents=True, exist_ok=True)
    _fetch(f"{source}.json", workshop / CONFIG, _quiet)
    rate = _rate_of(workshop / CONFIG)
    _fetch(source, workshop / MODEL, tell or _quiet)
    found = _digest(workshop / MODEL)
    if sha256 is not None and found != sha256.lower():
        shutil.rmtree(workshop)
        raise NotInstalled(f"Tệp tải về có mã SHA-256 {found}, khác mã đã cho. Đã xoá, chưa cài gì.")
    card = Card(name=name, sha256=found, sample_rate=rate, source=source)
    (workshop / CARD).write_text(json.dumps(asdict(card), indent=1) + "\n", encoding="utf-8")
    if (folder / name).exists():
        shutil.rmtree(folder / name)
    workshop.replace(folder / name)
    return card


def _rate_of(config: Path) -> int:
    """Return the sample rate that the model's description promises, or refuse what is none of Piper's."""
    try:
        told = json.loads(config.read_text(encoding="utf-8"))
        table = told["phoneme_id_map"]
        if not {"_", "^", "$"} <= set(table) or told.get("phoneme_type", "espeak") not in ("espeak", "text"):
            raise ValueError("not for Vietnamese")
        rate = int(told["audio"]["sample_rate"])
    except (OSError, ValueError, KeyError, TypeError) as fault:
        config.unlink(missing_ok=True)
        raise NotInstalled("Tệp .onnx.json không phải mô tả của một giọng Piper.") from fault
    if not 8_000 <= rate <= 48_000:
        raise NotInstalled(f"Giọng này có tần số lấy mẫu {rate} Hz, không dùng được.")
    return rate


def _fetch(source: str, target: Path, tell: Tell) -> None:
    if "://" not in source:
        _copy(Path(source), target)
        return
    address = urlsplit(source)
    if address.scheme != "https" and address.hostname not in _HERE:
        raise NotInstalled("Chỉ tải giọng từ địa chỉ https://.")
    if not target.exists():
        _download(source, target, tell)


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as fault:
        raise NotInstalled(f"Không đọc được tệp {source}.") from fault


def _download(url: str, target: Path, tell: Tell) -> None:
    """Load into ``target.part`` and go on where an earlier try broke off, if it is still the same file."""
    part = target.with_name(target.name + ".part")
    mark = part.with_name(part.name + _ETAG)
    etag = mark.read_text() if mark.exists() else ""
    here = part.stat().st_size if etag and part.exists() else 0
    headers = {"Range": f"bytes={here}-", "If-Range": etag} if here else {}
    try:
        with requests.get(url, headers=headers, stream=True, timeout=_TIMEOUTS) as reply:
            if reply.status_code not in (200, 206):
                raise NotInstalled(f"Máy chủ trả lời {reply.status_code}. Xem lại địa chỉ rồi chạy lại lệnh.")
            if reply.status_code == 200:
                here = 0
            mark.write_text(reply.headers.get("ETag", ""))
            in_all = here + int(reply.headers.get("Content-Length", "0"))
            _receive(reply, part, here, in_all, tell)
    except requests.exceptions.RequestException as fault:
        raise NotInstalled(
            "Đường truyền bị ngắt. Chạy lại lệnh: phần đã tải được giữ và tải tiếp."
        ) from fault
    mark.unlink()
    part.replace(target)


def _receive(reply: requests.Response, part: Path, here: int, in_all: int, tell: Tell) -> None:
    with part.open("ab" if here else "wb") as file:
        for block in reply.iter_content(_BLOCK):
            here += file.write(block)
            if here > MOST_BYTES:
                raise NotInstalled("Tệp quá lớn, không phải một giọng Piper.")
            tell(here, in_all)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _quiet(_here: int, _in_all: int) -> None:
    pass
