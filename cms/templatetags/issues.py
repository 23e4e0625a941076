"""What an issue of the e-bulletin holds, for its page."""

from typing import Any

from django import template

from cms.public import issues
from newsroom.models import IssuePage

register = template.Library()


@register.simple_tag(takes_context=True)
def issue_contents(context: dict[str, Any], page: IssuePage) -> dict[str, Any]:
    """Return its stories that are in force, and a word about those that are not."""
    found = issues.contents(page, context["request"])
    return {"texts": found.texts, "note": issues.gone_in_words(found.gone)}
