"""Text without case and Vietnamese marks, the same in Python, SQLite and PostgreSQL; unlike unaccent, with đ."""

import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import CharField, Func

# Grave, acute, tilde, hook above, dot below, circumflex, breve, horn: as Unicode writes them apart.
MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"
FUNCTION = "loaxa_fold"
_TABLE = str.maketrans({"đ": "d", "Đ": "d", **dict.fromkeys(MARKS, "")})


def fold(text: str | None) -> str:
    """Return the text in small letters without marks: "Đài Truyền thanh" becomes "dai truyen thanh"."""
    return unicodedata.normalize("NFD", text or "").translate(_TABLE).lower()


class Fold(Func):
    """The same, in the database."""

    function = FUNCTION
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Write it with what PostgreSQL has (13 or newer): translate drops the marks, which have no counterpart."""
        folded = f"lower(translate(normalize(%(expressions)s, NFD), 'đĐ{MARKS}', 'dd'))"
        return self.as_sql(compiler, connection, template=folded, **context)


def plug() -> None:
    """Teach every new SQLite connection to fold."""
    connection_created.connect(_teach, dispatch_uid="cms.audit.fold")


def _teach(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, 1, fold, deterministic=True)
