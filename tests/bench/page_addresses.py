"""Tells which pages of a measured station are asked: one of each kind, as JSON."""

import json
import sys

from newsroom.models import ArticlePage, SectionPage


def tell() -> None:
    """Print name -> path."""
    section = SectionPage.objects.filter(live=True).order_by("pk")[0]
    story = ArticlePage.objects.public().filter(source_document=None).order_by("pk")[0]
    pages = {
        "home": "/",
        "section": section.url,
        "story": story.url,
        "search": "/tim-kiem/?q=duong",
        "feed": f"{section.url}rss.xml",
    }
    sys.stdout.write(json.dumps(pages) + "\n")
