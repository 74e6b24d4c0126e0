"""Footnotes of a Word document, which the library that writes it does not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

TEXT, MARK = "Footnote Text", "Footnote Reference"
NAME = PackURI("/word/footnotes.xml")
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
#: The lines above footnotes, which a document with any must have.
RULES = {-1: "separator", 0: "continuationSeparator"}


class Footnotes:
    """The footnotes of ``paper``: :meth:`cite` each, then :meth:`keep` them."""

    def __init__(self, paper: Any) -> None:
        self._paper = paper
        self._root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        self._numbers: set[int] = set()
        for id, name in RULES.items():
            note = self._note(id)
            note.set(qn("w:type"), name)
            note[-1].append(_run(OxmlElement(f"w:{name}")))

    def cite(self, paragraph: Any, number: int, words: str) -> None:
        """A footnote at the end of ``paragraph``; where it has been cited before, its number."""
        if number in self._numbers:
            for piece in field(f"NOTEREF {_mark(number)} \\h", str(number)):
                again = paragraph.add_run()
                again.font.superscript = True
                again._r.append(piece)
            return
        run = paragraph.add_run(style=MARK)
        self._numbers.add(number)
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        run._r.append(reference)
        _bookmarked(run._r, number)
        self._write(number, words)

    def keep(self) -> None:
        """Put the footnotes into the document."""
        if not self._numbers:
            return
        whole = serialize_part_xml(self._root)
        part = Part(NAME, KIND, whole, self._paper.part.package)
        self._paper.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _write(self, number: int, words: str) -> None:
        paragraph = self._note(number)[-1]
        style = OxmlElement("w:pStyle")
        style.set(qn("w:val"), TEXT.replace(" ", ""))
        paragraph.get_or_add_pPr().append(style)
        sign = _run(OxmlElement("w:footnoteRef"))
        sign.get_or_add_rPr().append(_style_of_run())
        paragraph.extend([sign, _run(_text(f" {words}"))])

    def _note(self, id: int) -> Any:
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(id))
        note.append(OxmlElement("w:p"))
        self._root.append(note)
        return note


def field(does: str, shown: str) -> Iterator[Any]:
    """The pieces of a field that Word works out, with what it shows until then."""
    yield _end("begin")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {does} "
    yield code
    yield _end("separate")
    yield _text(shown)
    yield _end("end")


def _end(kind: str) -> Any:
    made = OxmlElement("w:fldChar")
    made.set(qn("w:fldCharType"), kind)
    return made


def _bookmarked(run: Any, number: int) -> None:
    """A bookmark around the first mark of a footnote, to which later ones lead."""
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for each in (begin, end):
        each.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), _mark(number))
    run.addprevious(begin)
    run.addnext(end)


def _mark(number: int) -> str:
    return f"source_{number}"


def _style_of_run() -> Any:
    style = OxmlElement("w:rStyle")
    style.set(qn("w:val"), MARK.replace(" ", ""))
    return style


def _run(piece: Any) -> Any:
    run = OxmlElement("w:r")
    run.append(piece)
    return run


def _text(words: str) -> Any:
    made = OxmlElement("w:t")
    made.set(qn("xml:space"), "preserve")
    made.text = words
    return made
