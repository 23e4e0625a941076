"""Ambiguous tokens: each sense with the context that decides for it; no match is a question."""

from broadcast.text.words.company import COMPANY
from broadcast.text.words.company_at_work import COMPANY_AT_WORK
from broadcast.text.words.company_in_notices import (
    COMPANY_IN_NOTICES,
    NOTICE_CONTEXTS,
    NOTICE_SENSES,
)
from broadcast.text.words.contexts_of_counters import COUNTER_CONTEXTS
from broadcast.text.words.contexts_of_fields import FIELD_CONTEXTS
from broadcast.text.words.contexts_of_hurry import HURRY_CONTEXTS
from broadcast.text.words.contexts_of_life import LIFE_CONTEXTS
from broadcast.text.words.contexts_of_offices import OFFICE_CONTEXTS
from broadcast.text.words.contexts_of_work import WORK_CONTEXTS
from broadcast.text.words.sense import Sense
from broadcast.text.words.senses_of_fields import FIELD_SENSES
from broadcast.text.words.senses_of_life import LIFE_SENSES
from broadcast.text.words.senses_of_offices import OFFICE_SENSES

SENSES: dict[str, tuple[Sense, ...]] = {
    key: (*COMPANY_IN_NOTICES.get(key, ()), *COMPANY.get(key, ()), *COMPANY_AT_WORK.get(key, ()), *senses)
    for key, senses in {**OFFICE_SENSES, **LIFE_SENSES, **FIELD_SENSES, **NOTICE_SENSES}.items()
}

# Known abbreviations that mean something else in some company; without it the table's meaning holds.
CONTEXT_TABLES = (
    HURRY_CONTEXTS,
    COUNTER_CONTEXTS,
    FIELD_CONTEXTS,
    NOTICE_CONTEXTS,
    WORK_CONTEXTS,
    {**OFFICE_CONTEXTS, **LIFE_CONTEXTS},
)
CONTEXTS: dict[str, tuple[Sense, ...]] = {
    key: tuple(one for table in CONTEXT_TABLES for one in table.get(key, ()))
    for key in dict.fromkeys(key for table in CONTEXT_TABLES for key in table)
}
