"""Small PDFs, films and captions for boards, made anew for each test."""

import io
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from reportlab.pdfgen.canvas import Canvas

from broadcast.audio import ffmpeg
from newsroom.models import SourceDocument
from tests.broadcast.pictures import picture

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.000\nBà con mang căn cước\n"


def pdf(pages: int = 2, *, letters: int = 400, password: str = "") -> bytes:
    """Write a PDF of so many pages with so many letters each."""
    made = io.BytesIO()
    canvas = Canvas(made, encrypt=password or None, invariant=True)
    for number in range(pages):
        text = canvas.beginText(72, 700)
        for row in range(-(-letters // 50)):
            text.textLine(f"{number}{row} lich tiep cong dan ".ljust(min(50, letters - 50 * row), "a"))
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def film(folder: Path, *, seconds: float = 1, size: str = "320x180", rate: int = 10) -> bytes:
    """Draw a film without sound."""
    path = folder / f"phim-{seconds}-{size}.mp4"
    source = f"testsrc2=size={size}:rate={rate}:duration={seconds}"
    made = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-movflags", "+faststart"]
    ffmpeg.run(["-y", "-f", "lavfi", "-i", source, *made, f"file:{path}"], limit_s=60)
    return path.read_bytes()


def kept(name: str, data: bytes) -> SourceDocument:
    """Keep a file among the documents."""
    return SourceDocument.objects.create(title=name, file=ContentFile(data, name=name))


def video_block(film: bytes, *, captions: str = CAPTIONS) -> tuple[str, dict[str, Any]]:
    """Return a video as the text of a story holds it."""
    return "video", {
        "title": "Hội thi",
        "file": kept("hoi-thi.mp4", film),
        "poster": picture(),
        "captions": kept("loi.vtt", captions.encode()) if captions else None,
        "link": "",
        "words": "Các đội thi nấu ăn.",
    }
