"""What the person at the terminal reads: the children's lines, their falls, addresses and logins."""

import gettext
import json
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Django is not loaded in this process (memory): the same catalogue, read by the standard library.
_ = gettext.translation("django", ROOT / "cms" / "locale", languages=["vi"], fallback=True).gettext
WIDTH = 7
NEWSROOM, DESK = "/quan-tri/", "/quan-tri/phat-thanh/"


class Terminal:
    """Prints one line for everything, the child's name first."""

    def line(self, child: str, text: str) -> None:
        """Pass on one line that a child wrote."""
        say(f"{child:<{WIDTH}} | {text}")

    def fell(self, child: str, *, code: int, delay_s: float) -> None:
        """Say that a child ended by itself and when it is started again."""
        values = {"child": child, "cause": _cause(code), "seconds": f"{delay_s:g}"}
        say(_("%(child)s stopped (%(cause)s); it is started again in %(seconds)s s.") % values)

    def killed(self, child: str) -> None:
        """Say that a child did not end in its time of grace."""
        say(_("%(child)s did not end in time and was killed.") % {"child": child})


def welcome(address: str, *, board: str | None, logins: Sequence[Mapping[str, str]]) -> str:
    """Return the lines shown when the station answers: where everything is, and who may enter."""
    places = [
        (_("Site"), f"{address}/"),
        (_("Newsroom"), f"{address}{NEWSROOM}"),
        (_("Desk"), f"{address}{DESK}"),
    ]
    if board is not None:
        places.append((_("E-board"), f"{board}/"))
    width = max(len(name) for name, _address in places)
    lines = ["", _("The station is running."), *(f"  {name:<{width}}  {place}" for name, place in places)]
    if logins:
        width = max(len(each["username"]) for each in logins)
        lines += [_("Demo logins:")]
        lines += [f"  {each['username']:<{width}}  {each['password']}  {each['role']}" for each in logins]
    return "\n".join([*lines, _("Ctrl-C ends everything."), ""])


def demo_logins(var: Path) -> list[dict[str, str]]:
    """Return the logins that the demo content left (role, username, password), or none."""
    try:
        logins: list[dict[str, str]] = json.loads((var / "demo" / "logins.json").read_text())
    except (OSError, ValueError):
        return []
    return logins


def say(text: str) -> None:
    """Write one text for the person at the terminal, at once; a closed terminal is no reason to stop."""
    with suppress(OSError):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def _cause(code: int) -> str:
    if code >= 0:
        return _("exit code %(code)s") % {"code": code}
    return _("signal %(name)s") % {"name": signal.Signals(-code).name}
