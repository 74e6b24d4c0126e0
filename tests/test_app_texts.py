"""The app's texts: every one that a page asks for is there, in both languages, with its places."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.schema import RELATIONS
from ingest.catalogue import LANGUAGES, catalogue
from queries.briefing import making
from views import (
    ask,
    choice,
    frame,
    gaps,
    ledger,
    matrix,
    network,
    profile,
    provenance,
    results,
)

VIEWS = Path(frame.__file__).parent
HAN = re.compile("[\u4e00-\u9fff]")
PLACE = re.compile(r"{(\w+)}")
TEXTS = {key: entry for key, entry in catalogue().items() if key.startswith("app.")}


ASKING = ("say", "nothing", "text")


def asked() -> Iterator[tuple[str, str]]:
    """(module, key) of every literal that is handed to ``say``, ``nothing`` or, before there is a
    reader, to ``text``; the changing parts of a key as ``*``."""
    for path in sorted(VIEWS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in ASKING:
                full = "app." if _name(node.func) == "text" else ""
                for key in _keys(node.args[0]):
                    if key.startswith(full):
                        yield path.name, key.removeprefix(full)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _keys(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(value)):
            yield value
        case ast.JoinedStr(values=parts):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from (*_keys(one), *_keys(other))


def test_there_is_something_to_ask() -> None:
    assert len(set(asked())) > 100


@pytest.mark.parametrize(("module", "key"), sorted(set(asked())))
def test_every_key_that_a_page_asks_for_exists(module: str, key: str) -> None:
    pattern = re.compile("app\\." + re.escape(key).replace("\\*", r"[\w.]+"))
    assert any(pattern.fullmatch(known) for known in TEXTS), f"{module} asks for {key}"


MADE = {
    "gaps": gaps.LOOKS,
    "export.by": choice.WAYS,
    "console.as": results.WAYS,
    "became": ledger.BECAME,
    "about": provenance.PARTS,
    "basis": (*matrix.LEVELS, "table", "prose", "name", "named"),
    "graph": (*network.WORDS, *network.SIGNED),
    "page": [screen.name for screen in frame.SCREENS],
    "section": {screen.section for screen in frame.SCREENS},
    "detail.in": RELATIONS,
    "fact": (*profile.FACTS, *making.FACTS),
    "ask.as": ask.WAYS,
    "gaps.chain": gaps.CHAIN_NEEDS,
    "ask.example": ("University", "Laboratory", "IndustryChain", "field", "both"),
}


@pytest.mark.parametrize("start", MADE)
def test_every_key_that_is_put_together_exists(start: str) -> None:
    joints = {".", "_"}
    for end in MADE[start]:
        assert any(f"app.{start}{joint}{end}" in TEXTS for joint in joints), f"{start} {end}"


def test_no_text_is_left_over() -> None:
    patterns = [re.escape(key).replace("\\*", r"[\w.]+") for _, key in asked()]
    known = re.compile("app\\.(" + "|".join(patterns) + ")")
    other = [key for key in TEXTS if not known.fullmatch(key)]
    named = {text for path in VIEWS.glob("*.py") for text in re.findall(r'"([\w.]+)"', _read(path))}
    assert [key for key in other if key.removeprefix("app.") not in named] == []


def _read(path: Path) -> str:
    return path.read_text("utf-8")


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_say_the_same(key: str) -> None:
    texts = TEXTS[key]
    assert set(texts) == set(LANGUAGES)
    assert all(texts[lang].strip() for lang in LANGUAGES)
    assert set(PLACE.findall(texts["zh"])) == set(PLACE.findall(texts["en"]))
    if not key.startswith("app.languages."):
        assert not HAN.search(texts["en"])


def test_every_text_of_the_product_can_be_printed() -> None:
    """No control characters, also not those that bytes read in a wrong encoding leave."""
    control = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffd]")
    found = {key for key, texts in catalogue().items() if control.search("".join(texts.values()))}
    assert found == set()


def test_chinese_texts_have_chinese_punctuation() -> None:
    wrong = re.compile("[\u4e00-\u9fff][,:;?!]|[,:;?!][\u4e00-\u9fff]")
    assert [key for key, text in TEXTS.items() if wrong.search(text["zh"])] == []


def test_no_page_holds_a_text_of_its_own() -> None:
    """Chinese only in the catalogue; what is shown goes through ``say``."""
    for path in sorted(VIEWS.glob("*.py")):
        strings = (n.value for n in ast.walk(ast.parse(_read(path))) if isinstance(n, ast.Constant))
        han = [s for s in strings if isinstance(s, str) and HAN.search(s)]
        assert han == [], path.name


def test_no_page_lets_html_through() -> None:
    assert [p.name for p in VIEWS.glob("*.py") if "unsafe_allow_html" in _read(p)] == []


def test_icons_for_every_status_of_an_answer() -> None:
    assert set(ask.ICONS) == {"answered", "empty", "ambiguous", "refused"}
