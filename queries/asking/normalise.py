"""A person's question as plain text, and that text as atoms.

One atom is a Chinese character, a run of Latin letters and digits, a number,
or a comma or question mark between words. Traditional characters become
simplified, full-width becomes half-width, capitals become small.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import opencc

ATOM = re.compile(
    r"\d+(?:\.\d+)?(?![a-z\d])|[a-z0-9]+(?:&[a-z0-9]+)*|[\u3400-\u9fff]|[,、?;]|(?<!\d):"
)
NEGATED = re.compile(r"(?<=[a-z])n['’]t\b")
POSSESSIVE = re.compile(r"(?<=[a-z])['’]s?\b")
SPOKEN = re.compile(r"\b(who|what|where|how|which|there|it|that)['’]s\b")
SPELT: tuple[tuple[str, str], ...] = (("centre", "center"), ("fibre", "fiber"), ("metre", "meter"))
SPELT += (("isation", "ization"), ("ised", "ized"), ("ising", "izing"), ("labour", "labor"))
#: What ends a sentence or parts it, and no name holds.
STOP = re.compile(r"[!。…]|(?<=[a-z]{2})\.(?=\s)|——|\s[-–—]\s")
KEPT_ENDINGS = ("ss", "us", "is", "ics", "os")


def normalise(question: str) -> str:
    """The question in simplified, half-width, small letters; ``isn't`` as ``is not``."""
    text = unicodedata.normalize("NFKC", question).lower()
    text = SPOKEN.sub(r"\1 is", text).replace("can't", "cannot").replace("won't", "will not")
    text = STOP.sub("; ", text)
    return POSSESSIVE.sub(" ", NEGATED.sub(" not", _simplified(text))).strip()


def atoms(text: str) -> tuple[str, ...]:
    """The atoms of normalised ``text``; English plurals lose their s on both sides alike."""
    found = [stem(atom) for atom in ATOM.findall(text)]
    while found and found[-1] in ",、?;:":
        found.pop()
    return tuple(found)


def places(text: str) -> list[tuple[int, int]]:
    """Where in normalised ``text`` each atom stands, those at its end included."""
    return [found.span() for found in ATOM.finditer(text)]


def position(words: tuple[str, ...], part: tuple[str, ...], start: int) -> int | None:
    """Where ``part`` stands in ``words`` for the first time from ``start`` on."""
    reach = range(start, len(words) - len(part) + 1)
    return next((at for at in reach if words[at : at + len(part)] == part), None)


@cache
def stem(atom: str) -> str:
    """A Latin atom without its plural ending; everything else as it is."""
    if not atom.isascii() or len(atom) < 4:
        return atom
    atom = _american(atom)
    if not atom.endswith("s"):
        return atom
    if atom.endswith(KEPT_ENDINGS):
        return atom
    if atom.endswith("ies") and len(atom) > 4:
        return atom[:-3] + "y"
    return atom[:-2] if atom.endswith(("sses", "ches", "shes", "xes")) else atom[:-1]


def _american(atom: str) -> str:
    """One spelling of what is spelt in two ways: centre, fibre, specialised."""
    for british, american in SPELT:
        atom = atom.replace(british, american)
    return atom


def form(text: str) -> tuple[str, ...]:
    """The atoms of a word or name as they would stand in a question."""
    return tuple(a for a in atoms(normalise(text)) if a not in ",?;、:" or a == text)


def is_chinese(text: str) -> bool:
    """Whether there is a Chinese character in ``text``."""
    return any("\u3400" <= letter <= "\u9fff" for letter in text)


def joined(words: tuple[str, ...]) -> str:
    """Atoms as a person would write them: English words apart, Chinese together."""
    spaced = " ".join(words)
    return re.sub(r"(?<=[\u3400-\u9fff]) (?=\S)|(?<=\S) (?=[\u3400-\u9fff])", "", spaced)


def _simplified(text: str) -> str:
    return str(_converter().convert(text)) if is_chinese(text) else text


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
