"""What is no Vietnamese syllable, said as best can be: digits, letters of an abbreviation, foreign words."""

import re
import unicodedata

from broadcast.speech.house.syllables import Syllable, syllable

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
LETTERS = {
    **{"a": "a", "ă": "á", "â": "ớ", "b": "bê", "c": "xê", "d": "dê", "đ": "đê", "e": "e", "ê": "ê"},
    **{"f": "ép", "g": "giê", "h": "hát", "i": "i", "j": "gi", "k": "ca", "l": "lờ", "m": "mờ", "n": "nờ"},
    **{"o": "o", "ô": "ô", "ơ": "ơ", "p": "pê", "q": "quy", "r": "rờ", "s": "sờ", "t": "tê", "u": "u"},
    **{"ư": "ư", "v": "vê", "w": "vê kép", "x": "ích", "y": "i dài", "z": "dét"},
}
"""How the letters are called."""
KNOWN = {
    **{"email": "i meo", "facebook": "phây búc", "internet": "in tơ nét", "online": "on lai"},
    **{"video": "vi đê ô", "website": "oép sai", "wifi": "oai phai", "youtube": "diu túp", "zalo": "da lô"},
}
"""Words that everybody says in one way, far from how they are written."""

UNKNOWN_SCRIPT = "chữ nước ngoài"
"""Said where letters stand that are not Latin: who listens hears that there was something."""

_RUNS = re.compile(r"[0-9]+|[^\W\d_]+")
_CONSONANTS = {
    **{"f": "ph", "j": "gi", "w": "v", "z": "d", "ph": "ph", "th": "th", "sh": "s", "ck": "c", "zh": "gi"},
    **{letter: letter for letter in ("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t")},
    **{letter: letter for letter in ("v", "x", "ch", "kh", "nh", "ng", "tr", "gh", "ngh", "gi", "qu")},
    **{"q": "k"},
}
"""Written in a foreign word -> the Vietnamese onset that comes nearest."""
_VOWELS = {
    **{"ee": "i", "ea": "i", "ou": "u", "au": "o", "ae": "e", "ei": "ây", "ay": "ây", "ey": "ây", "ue": "iu"},
}
_FINALS = {
    **{"b": "p", "c": "c", "ck": "c", "d": "t", "g": "c", "k": "c", "l": "n", "m": "m", "n": "n", "ng": "ng"},
    **{"nh": "nh", "ch": "ch", "p": "p", "t": "t"},
}
"""Consonants that may close a syllable -> how they are then said; others get a syllable of their own."""
_STOPS = ("p", "t", "c", "ch")
_TO_ACUTE = str.maketrans("aăâeêioôơuưy", "áắấéếíóốớúứý")
_PIECES = re.compile("(ngh|ng|nh|gh|ch|kh|ph|th|tr|qu|sh|zh|ck|[bcdđfghjklmnpqrstvwxz])|([aăâeêioôơuưy]+)")


def syllables_of(word: str) -> list[Syllable]:
    """Return the syllables of any word; only signs that are neither letter nor digit give none."""
    whole = syllable(word)
    if whole:
        return [whole]
    said = (_said(run) for run in _RUNS.findall(unicodedata.normalize("NFKC", word)))
    return [found for spoken in said for each in spoken.split() if (found := syllable(each))]


def _said(run: str) -> str:
    """Return how a run of digits or of letters is said, as Vietnamese syllables."""
    low = unicodedata.normalize("NFC", run.lower())
    if low.isdigit():
        return " ".join(DIGITS[int(digit)] for digit in low)
    if low in KNOWN:
        return KNOWN[low]
    if syllable(low) and not _is_abbreviation(run):
        return low
    plain = _plain(low)
    if not plain:
        return UNKNOWN_SCRIPT
    if _is_abbreviation(run) or not re.search("[aăâeêioôơuưy]", plain):
        return " ".join(LETTERS.get(letter, "") for letter in plain)
    return " ".join(_split(plain))


def _is_abbreviation(run: str) -> bool:
    """UBND, HĐND: capitals that no one would say as a word, as one does COVID."""
    if not run.isupper() or len(run) > 6 or syllable(run):
        return False
    return len(run) < 4 or len(_vowels(_plain(run.lower()))) < 2


def _plain(word: str) -> str:
    """Return the word in the 29 letters and f, j, w, z: é becomes e; letters that are not Latin go."""
    letters = []
    for sign in word:
        bare = sign if sign in LETTERS else unicodedata.normalize("NFD", sign)[0]
        letters.append(bare if bare in LETTERS else "")
    return "".join(letters)


def _split(word: str) -> list[str]:
    """Return a foreign word as Vietnamese syllables: Krông -> kờ rông, Singapore -> si nga po re."""
    pieces = [(bool(match[2]), match[0]) for match in _PIECES.finditer(word)]
    spoken: list[str] = []
    waiting: list[str] = []
    for number, (is_vowel, piece) in enumerate(pieces):
        if is_vowel:
            *before, onset = waiting or [""]
            spoken += [f"{_CONSONANTS[each]}ờ" for each in before]
            spoken += _sung(_CONSONANTS.get(onset, ""), piece)
            waiting = []
        elif _closes(pieces, number) and spoken and not waiting and _closed(spoken[-1], piece):
            spoken[-1] = str(_closed(spoken[-1], piece))
        else:
            waiting.append(piece)
    return [*spoken, *(f"{_CONSONANTS[each]}ờ" for each in waiting)]


def _closes(pieces: list[tuple[bool, str]], number: int) -> bool:
    """Tell whether a consonant stands where it may close a syllable: no vowel comes right behind it."""
    return number + 1 == len(pieces) or not pieces[number + 1][0]


def _closed(open_one: str, consonant: str) -> str | None:
    """Return the syllable with its final; None when Vietnamese has no such final or the syllable has one."""
    final = _FINALS.get(consonant)
    if final is None:
        return None
    made = f"{open_one}{final}"
    if final in _STOPS:
        made = f"{open_one.translate(_TO_ACUTE) if len(_vowels(open_one)) == 1 else open_one}{final}"
    return made if syllable(made) else None


def _sung(onset: str, vowels: str) -> list[str]:
    """Return one syllable for vowels that Vietnamese has, one for each vowel where it has not."""
    whole = f"{onset}{_VOWELS.get(vowels, vowels)}"
    if syllable(whole):
        return [whole]
    return [f"{onset}{vowels[0]}", *vowels[1:]]


def _vowels(written: str) -> str:
    return "".join(sign for sign in written if sign in "aăâeêioôơuưy")
