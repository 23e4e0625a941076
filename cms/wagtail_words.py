"""Words of Wagtail's screens that it makes from names in its code: looked up in the catalogue like all others."""

from django.forms import boundfield
from django.forms.utils import pretty_name
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.views.pages.search import SearchView
from wagtail.models import Page
from wagtail.sites.views import IndexView as SitesView


def label_of(name: str) -> str:
    """Return the label of a form's field that was given none, from its name."""
    words = pretty_name(name)
    return gettext(words) if words else words


def plug() -> None:
    """Translate labels of fields and columns that have only a name, and say what a search of pages counts."""
    boundfield.pretty_name = label_of  # type: ignore[attr-defined]
    for column in SitesView.columns:
        column.label = gettext_lazy(str(column.label))
    SearchView.verbose_name = Page._meta.verbose_name
    SearchView.verbose_name_plural = Page._meta.verbose_name_plural
