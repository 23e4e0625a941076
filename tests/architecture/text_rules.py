"""What must not stand in a committed file: paths of one machine, addresses of package registries."""

import re

PRIVATE = {
    "a path of one machine": re.compile(
        r"(?<![\w.~*-])/(?:home|Users|root|work)/(?!\.\.\.)[\w.-]+|[A-Z]:\\Users\\\w+"
    ),
    "a package registry": re.compile(
        r"(?:\w+\.)*(?:pypi\.(?:org|python\.org)|pythonhosted\.org|npmjs\.(?:org|com)|yarnpkg\.com|registry\.npm\w*)\b"
        r"|(?:deb|security|ftp|archive|snapshot)\.(?:\w+\.)*(?:debian|ubuntu)\.(?:org|com)"
        r"|--(?:extra-)?index-url",
        re.IGNORECASE,
    ),
}


def private_words(text: str) -> list[str]:
    """Return what a text tells of the machine it was written on, with the line."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        for what, pattern in PRIVATE.items():
            found += [f"line {number}: {what}: {match.group()}" for match in pattern.finditer(line)]
    return found
