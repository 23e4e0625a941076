"""Every page of the admin that a person can reach: what links, buttons and scripts lead to, one page of each kind."""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

import requests

from tests.browser.demo import Demo
from tests.english import Screen

ADMIN = "/quan-tri/"
# Ways out, files, errors made on purpose, and pieces of pages that are read whole.
LEFT_OUT = re.compile(
    r"/logout/|/failwhale/|/phieu/$|\.(mp3|wav|png|jpg|webp|pdf|csv|xlsx|docx|svg)$|/results/|/history-results/"
    r"|/bulk/|/block-preview/|/api/main/|/editing-sessions/|/tag-autocomplete/|/revisions/\d+/unschedule/"
)
FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
# What only scripts open: choosers and what is done to many at once. {page}: the number of a page, and so on.
DOORS = (
    *("choose-external-link/", "choose-email-link/", "choose-phone-link/", "choose-anchor-link/"),
    *("choose-page/?page_type=wagtailcore.page", "embeds/chooser/", "workflows/task_chooser/"),
    *("images/chooser/?select_format=true", "documents/chooser/", "snippets/choose/newsroom/place/"),
    *("images/add/", "documents/add/", "images/chooser/{image}/select_format/"),
    *(
        f"bulk/wagtailcore/page/{act}/?id={{page}}&next=/"
        for act in ("delete", "move", "publish", "unpublish")
    ),
    *(
        f"bulk/newsroom/picture/{act}/?id={{image}}&next=/"
        for act in ("add_tags", "add_to_collection", "delete")
    ),
    *(
        f"bulk/newsroom/user/{act}/?id={{user}}&next=/"
        for act in ("assign_role", "delete", "set_active_state")
    ),
    *(f"pages/{{page}}/{end}" for end in ("add_subpage/", "copy/", "revisions/compare/earliest...latest/")),
    *("pages/{page}/history/", "pages/{page}/privacy/", "pages/{page}/delete/", "pages/{page}/usage/"),
)
NUMBERS = {"page": r"/pages/(\d+)/edit/", "image": r"/images/(\d+)/", "user": r"/users/edit/(\d+)/"}


@dataclass(frozen=True, kw_only=True)
class Reader:
    """One person, signed in."""

    demo: Demo
    session: requests.Session = field(default_factory=requests.Session)

    def sign_in(self, username: str) -> None:
        """Sign in at the form."""
        logins = json.loads((self.demo.var / "demo" / "logins.json").read_text())
        password = next(each["password"] for each in logins if each["username"] == username)
        door = f"{self.demo.address}{ADMIN}login/"
        token = FORM_TOKEN.search(self.session.get(door, timeout=60).text)
        assert token is not None
        form = {"username": username, "password": password, "csrfmiddlewaretoken": token[1]}
        answer = self.session.post(door, data=form, headers={"Referer": door}, timeout=60)
        assert urlsplit(answer.url).path == ADMIN, answer.url

    def read(self, path: str) -> tuple[str, Screen] | None:
        """Return where a page was in the end and what it says; None where there is nothing to read."""
        answer = self.session.get(self.demo.address + path, timeout=60, stream=True)
        kind = answer.headers.get("Content-Type", "")
        screen = Screen(admin=ADMIN)
        if "html" in kind:
            screen.feed(answer.text)
            screen.close()
        elif "json" in kind:
            screen.read_json(answer.text)
        else:
            answer.close()
            return None
        parts = urlsplit(answer.url)
        return f"{parts.path}?{parts.query}".removesuffix("?"), screen


def kind_of(path: str) -> str:
    """Return the path with numbers and queries left out."""
    return re.sub(r"[0-9a-f-]{36}|\d+", "N", path.partition("?")[0])


def admin_pages(reader: Reader, seen: set[str]) -> Iterator[tuple[str, Screen]]:
    """Read what the dashboard leads to; beyond, one page of each kind that nobody has ``seen`` yet."""
    waiting, links = deque([ADMIN]), [ADMIN]
    while waiting:
        path = waiting.popleft()
        found = reader.read(path)
        if found is None:
            continue
        yield path, found[1]
        for link in _onward(*found):
            if link not in links and (path == ADMIN or kind_of(link) not in seen):
                waiting.append(link)
            links.append(link)
            seen.add(kind_of(link))
    for door in doors(links):
        if door not in seen and (found := reader.read(door)) is not None:
            seen.add(door)
            yield door, found[1]


def _onward(base: str, screen: Screen) -> Iterator[str]:
    for link in dict.fromkeys(urldefrag(urljoin(base, each)).url for each in screen.links):
        if not LEFT_OUT.search(link.partition("?")[0]):
            yield link


def doors(links: Iterable[str]) -> list[str]:
    """Return the doors that can be tried, with numbers from these links."""
    found = {name: re.search(pattern, "\n".join(sorted(links))) for name, pattern in NUMBERS.items()}
    known = {name: match[1] for name, match in found.items() if match}
    return [
        ADMIN + door.format(**known) for door in DOORS if set(re.findall(r"\{(\w+)\}", door)) <= set(known)
    ]
