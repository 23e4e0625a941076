"""Every word of Wagtail and of what it stands on is there in Vietnamese, and fit to be shown."""

import re

import pytest

from tests.architecture import shipped_messages as shipped
from tests.architecture.catalogue_rules import placeholders
from tests.english import NAMES

TAG = re.compile(r"</?\w+")
MARK_OF_OLD = re.compile(r"\b\w*(?:óa|òa|ỏa|õa|ọa|óe|òe|ỏe|õe|ọe|úy|ùy|ủy|ũy|ụy)\b", re.I)
TONED = re.compile(r"\bqu[yýỳỷỹỵ]", re.I)
# Not words: signs, places for values, units, kinds of file.
SAME = re.compile(r"[\W\d]*|(%s )?[KMGTP]B|IPv[46]", re.I)
DOMAINS = ("django", "djangojs")


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_message_has_its_vietnamese(domain: str) -> None:
    known = shipped.in_effect(domain)

    missing = [each.text for each in shipped.asked_for(domain) if (each.context, each.text) not in known]

    assert len(shipped.asked_for(domain)) > 80
    assert [text for text in sorted(missing) if not SAME.fullmatch(text)] == []


def test_every_message_of_the_scripts_has_its_vietnamese() -> None:
    asked = shipped.in_scripts()

    assert len(asked) > 40
    assert sorted(asked - {text for _context, text in shipped.in_effect("djangojs")}) == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_nothing_is_english_again(domain: str) -> None:
    asked = {(each.context, each.text) for each in shipped.asked_for(domain)}

    copied = [
        text
        for (context, text), entry in shipped.in_effect(domain).items()
        if (context, text) in asked and shipped.said(entry) == text and not _may_stay(text)
    ]

    assert sorted(copied) == []


def _may_stay(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", re.sub(r"%\(\w+\)\w|\{\w*\}", "", text))
    return bool(SAME.fullmatch(text)) or all(word.lower() in NAMES for word in words)


@pytest.mark.parametrize("domain", DOMAINS)
def test_places_for_values_and_tags_are_kept(domain: str) -> None:
    asked = {(each.context, each.text): each for each in shipped.asked_for(domain)}
    changed = []
    for key, entry in shipped.in_effect(domain).items():
        if key in asked:
            english, ours = asked[key].plural or asked[key].text, shipped.said(entry)
            if set(placeholders(english)) != set(placeholders(ours)):
                changed.append(f"places: {entry.msgid}")
            if sorted(TAG.findall(english)) != sorted(TAG.findall(ours)):
                changed.append(f"tags: {entry.msgid}")

    assert changed == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_marks_stand_where_the_glossary_puts_them(domain: str) -> None:
    asked = {(each.context, each.text) for each in shipped.asked_for(domain)}
    spoken = {key: shipped.said(entry) for key, entry in shipped.in_effect(domain).items() if key in asked}

    old = {text: words for (_context, text), words in spoken.items() if _old_marks(words)}

    assert old == {}


def _old_marks(words: str) -> list[str]:
    return [word for word in MARK_OF_OLD.findall(words) if not TONED.match(word)]
