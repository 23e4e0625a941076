"""Every word a user sees is there in Vietnamese."""

import polib
import pytest

from cms.setup.catalogues import catalogues
from tests.architecture import messages, sources
from tests.architecture.catalogue_rules import faults
from tests.architecture.messages import Message


def one_entry(text: str) -> polib.POFile:
    """Return a catalogue read from the text of one entry."""
    return polib.pofile('msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n\n' + text)


def test_our_catalogues_are_complete() -> None:
    paths = list(catalogues(sources.ROOT))
    found = [
        f"{path.parent.parent.parent.name}: {fault}"
        for path in paths
        for fault in faults(polib.pofile(str(path)))
    ]

    assert messages.CATALOGUE in paths
    assert found == []


def test_the_catalogue_has_exactly_what_code_and_templates_ask_for() -> None:
    assert messages.CATALOGUE.exists()
    have = messages.of_catalogue(polib.pofile(str(messages.CATALOGUE)))
    wanted = messages.asked_for()

    assert sorted(wanted - have) == []
    assert sorted(have - wanted) == []


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "Air"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "Air"\nmsgstr "Phát"\n',
        '#~ msgid "Air"\n#~ msgstr "Phát"\n',
        'msgid "%(count)s left"\nmsgstr "còn %(number)s"\n',
        'msgid "{name} left"\nmsgstr "đã rời"\n',
        'msgid "%(n)s loudspeaker"\nmsgid_plural "%(n)s loudspeakers"\nmsgstr[0] "cụm loa"\n',
        'msgid "%(n)s loudspeaker"\nmsgid_plural "%(n)s loudspeakers"\nmsgstr[0] ""\n',
    ],
)
def test_a_faulty_entry_is_seen(entry: str) -> None:
    assert len(faults(one_entry(entry))) == 1


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "Air"\nmsgstr "Phát"\n',
        'msgid "%(a)s of %(b)s"\nmsgstr "%(b)s: %(a)s"\n',
        'msgid "one loudspeaker"\nmsgid_plural "%(n)s loudspeakers"\nmsgstr[0] "%(n)s cụm loa"\n',
    ],
)
def test_a_good_entry_is_no_fault(entry: str) -> None:
    assert faults(one_entry(entry)) == []


def test_messages_of_a_module_are_found() -> None:
    source = """
x = _("Air")
y = pgettext_lazy("verb", "Air")
z = ngettext("%(n)s loudspeaker", "%(n)s loudspeakers", n)
w = _("joined " "words")
v = _(variable)
"""

    assert messages.in_python(source) == {
        Message(text="Air"),
        Message(text="Air", context="verb"),
        Message(text="%(n)s loudspeaker", plural="%(n)s loudspeakers"),
        Message(text="joined words"),
    }


def test_messages_of_a_template_are_found() -> None:
    source = """
{% load i18n %}<h1 title="{% translate 'On air' %}">{% translate "Don't stop" context "desk" as t %}</h1>
{% blocktranslate with name=zone.name trimmed %}
  Now in
  {{ name }}
{% endblocktranslate %}
{% blocktranslate count n=n %}{{ n }} loudspeaker{% plural %}{{ n }} loudspeakers{% endblocktranslate %}
{% include "card.html" with title=_("Latest (news)") %}
"""

    assert messages.in_template(source) == {
        Message(text="On air"),
        Message(text="Don't stop", context="desk"),
        Message(text="Now in %(name)s"),
        Message(text="%(n)s loudspeaker", plural="%(n)s loudspeakers"),
        Message(text="Latest (news)"),
    }


def test_bringing_a_catalogue_up_to_date_keeps_translations_and_drops_the_unused() -> None:
    catalogue = one_entry('msgid "Air"\nmsgstr "Phát"\n\nmsgid "Unused"\nmsgstr "Thừa"\n')

    messages.bring_up_to_date(catalogue, {Message(text="Air"), Message(text="New")})

    assert [(entry.msgid, entry.msgstr) for entry in catalogue] == [("Air", "Phát"), ("New", "")]
