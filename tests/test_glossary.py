"""One vocabulary for how a support stands: the glossary's, in every text and document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.catalogue import catalogue, text

ROOT = Path(__file__).resolve().parent.parent
#: What a text may not say in place of the glossary's words.
INSTEAD = {
    "zh": re.compile("推断|推导|间接|直接写明|【直接】|不够直接"),
    "en": re.compile(
        r"\b(?:inferred|inference|implied|indirect\w*|explicit(?:ly)?)\b", re.IGNORECASE
    ),
}
#: What a person may be understood to mean, and is not what the product says.
HEARD = ("store.",)
#: Texts that name how a support stands, and the glossary's word that each must have.
SAID = {
    "app.basis.{}": ("stated", "derived", "weaker"),
    "app.basis.{}_why": (),
    "cli.ask.{}": ("stated", "derived"),
    "ask.word.{}": ("stated", "derived"),
    "export.line.{}": ("stated", "derived"),
    "app.chips.basis.{}": ("stated", "derived"),
}
DOCS = {"zh": sorted(ROOT.glob("docs/*.zh.md")), "en": sorted(ROOT.glob("docs/*.en.md"))}


@pytest.mark.parametrize("lang", INSTEAD)
def test_no_text_says_it_in_other_words(lang: str) -> None:
    wrong = {
        key: texts[lang]
        for key, texts in catalogue().items()
        if not key.startswith(HEARD) and INSTEAD[lang].search(texts[lang])
    }
    assert not wrong


@pytest.mark.parametrize("lang", INSTEAD)
@pytest.mark.parametrize("pattern", SAID)
def test_what_names_the_basis_has_the_glossarys_word(pattern: str, lang: str) -> None:
    for basis in SAID[pattern]:
        word = text(f"glossary.{basis}", lang).casefold()
        assert word in text(pattern.format(basis), lang).casefold()


@pytest.mark.parametrize("lang", INSTEAD)
@pytest.mark.parametrize("basis", ["stated", "derived", "weaker"])
def test_the_app_explains_it_in_the_glossarys_words(basis: str, lang: str) -> None:
    assert text(f"app.basis.{basis}_why", lang) == text(f"glossary.{basis}_why", lang)


def test_institutions_support_fields_in_one_word() -> None:
    answers = {key: both["zh"] for key, both in catalogue().items() if key.startswith("ask_")}
    answers |= {key: both["zh"] for key, both in catalogue().items() if key.startswith("ask.")}
    wrong = {k: t for k, t in answers.items() if "支持" in t and k != "ask.refused.unsupported"}
    assert not {key: told for key, told in wrong.items() if "不支持" not in told}


@pytest.mark.parametrize("lang", INSTEAD)
def test_documents_use_the_glossarys_words(lang: str) -> None:
    assert DOCS[lang]
    for path in DOCS[lang]:
        assert not INSTEAD[lang].search(path.read_text("utf-8")), path.name
