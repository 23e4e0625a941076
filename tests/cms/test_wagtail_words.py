"""The words of Wagtail's screens that no catalogue could reach before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import wagtail
from django import forms
from django.apps import apps
from django.template.loader import get_template
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.translation import gettext

from cms.mended_templates import REPAIRS
from cms.wagtail_words import label_of
from newsroom.models import User
from tests.english import Screen, foreign_words


def english_on(client: Client, address: str) -> list[str]:
    """Return what of an admin page is English."""
    answer = client.get(address)
    assert answer.status_code == 200
    screen = Screen(admin="/quan-tri/")
    screen.feed(answer.content.decode())
    screen.close()
    return screen.offences()


@pytest.mark.parametrize("name", REPAIRS)
def test_what_is_repaired_still_stands_in_wagtails_template(name: str) -> None:
    found = list(Path(wagtail.__file__).parent.glob(f"**/templates/{name}"))

    assert len(found) == 1
    assert [written for written in REPAIRS[name] if written not in found[0].read_text()] == []


@pytest.mark.parametrize("name", REPAIRS)
def test_a_template_is_read_as_repaired(name: str) -> None:
    source = get_template(name).template.source  # type: ignore[attr-defined]

    assert [wanted for wanted in REPAIRS[name].values() if wanted not in source] == []


def test_a_field_without_a_label_is_named_in_vietnamese() -> None:
    class Link(forms.Form):
        link_text = forms.CharField()

    assert Link()["link_text"].label == "Chữ của liên kết"


def test_every_field_of_wagtail_without_a_label_has_a_vietnamese_one() -> None:
    get_resolver()._populate()  # every view is imported, and its forms

    labels = {name: label_of(name) for form in kinds(forms.BaseForm) for name in unlabelled(form)}

    assert len(labels) > 10
    assert {name: label for name, label in labels.items() if foreign_words(label)} == {}


def kinds(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    """Yield the forms of Wagtail that are of a kind."""
    for kind in form.__subclasses__():
        if kind.__module__.startswith("wagtail."):
            yield kind
        yield from kinds(kind)


def unlabelled(form: type[forms.BaseForm]) -> list[str]:
    """Return the fields that have no label of their own."""
    fields = getattr(form, "base_fields", {})
    return [name for name, field in fields.items() if field.label is None and not field.widget.is_hidden]


@pytest.mark.parametrize(
    "name", ["wagtailusers_groups:add", "wagtailsites:index", "wagtailadmin_pages:search"]
)
def test_rights_and_columns_are_named_in_vietnamese(client: Client, superuser: User, name: str) -> None:
    client.force_login(superuser)

    assert english_on(client, reverse(name)) == []


def test_every_right_that_is_ours_has_a_vietnamese_name() -> None:
    ours = [config for config in apps.get_app_configs() if config.name in ("newsroom", "broadcast", "cms")]

    rights = [
        str(right[1]) for app in ours for model in app.get_models() for right in model._meta.permissions
    ]

    assert len(rights) > 15
    assert [right for right in rights if gettext(right) == right] == []
