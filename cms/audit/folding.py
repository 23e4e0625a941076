"""Text without case and Vietnamese marks, the same in Python, SQLite and PostgreSQL; unlike unaccent, with đ."""

import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import CharField, Func

BARE = "aeiouyd"
MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"
FUNCTION = "loaxa_fold"


def _letters() -> dict[str, str]:
    """Return every marked Vietnamese letter, small and capital, with the bare small one."""
    letters = {"đ": "d", "Đ": "d"}
    for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)):
        first, *rest = list(unicodedata.normalize("NFD", chr(code)))
        if rest and first.lower() in BARE and set(rest) <= set(MARKS):
            letters[chr(code)] = first.lower()
    return letters


LETTERS = _letters()
_TABLE = str.maketrans({**LETTERS, **dict.fromkeys(MARKS, "")})
# translate() of PostgreSQL drops what has no counterpart: the loose marks stand at the end.
_FROM, _TO = "".join(LETTERS) + MARKS, "".join(LETTERS.values())


def fold(text: str | None) -> str:
    """Return the text in small letters without marks: "Đài Truyền thanh" becomes "dai truyen thanh"."""
    return (text or "").translate(_TABLE).lower()


class Fold(Func):
    """The same, in the database."""

    function = FUNCTION
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Write it with what PostgreSQL has: no extension is needed."""
        return self.as_sql(
            compiler, connection, template=f"lower(translate(%(expressions)s, '{_FROM}', '{_TO}'))", **context
        )


def plug() -> None:
    """Teach every new SQLite connection to fold."""
    connection_created.connect(_teach, dispatch_uid="cms.audit.fold")


def _teach(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, 1, fold, deterministic=True)
