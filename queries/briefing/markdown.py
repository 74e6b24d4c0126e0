"""A brief as Markdown, in which nothing that a plan or a person wrote is read as a mark."""

from __future__ import annotations

from collections.abc import Iterator

from queries.briefing.record import FULL, Brief, Entry, Part, Said
from queries.briefing.sources import in_words

#: Signs that Markdown reads as marks wherever they stand.
_MARKS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|~$#&"})


def markdown(brief: Brief) -> bytes:
    """The brief as Markdown, UTF-8."""
    return ("\n\n".join(_parts(brief)) + "\n").encode("utf-8", "replace")


def literal(words: str) -> str:
    """``words`` as one line of Markdown, nothing of it read as a mark, nothing more escaped."""
    line = printed(" ".join(words.split())).translate(_MARKS)
    number = line.rstrip()[: len(line) - len(line.lstrip("0123456789"))]
    begins = line[len(number) :][:1]
    if begins and begins in (".)" if number else "+-="):
        return f"{number}\\{line[len(number) :]}"
    return line


def printed(words: str) -> str:
    """``words`` without what no paper can show: a document with a control character is broken."""
    return "".join(sign if sign.isprintable() else " " for sign in words)


def _parts(brief: Brief) -> Iterator[str]:
    yield f"# {literal(brief.title)}"
    yield literal(brief.say("about", plans=brief.plans, day=brief.day))
    yield _marked(brief.summary)
    if any(brief.entries):
        yield _table(brief)
    if brief.left:
        yield literal(brief.say("left", count=brief.left))
    if brief.style == FULL:
        for part in brief.parts:
            yield from _section(brief, part)
        if brief.sources:
            yield f"## {brief.say('sources')}"
            yield "\n".join(f"{s.number}. {literal(in_words(s, brief.say))}" for s in brief.sources)


def _table(brief: Brief) -> str:
    heads = brief.heads()
    rows = [heads, ("---",) * len(heads), *(tuple(map(literal, row)) for row in brief.rows())]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _section(brief: Brief, part: Part) -> Iterator[str]:
    yield f"## {literal(part.heading)}"
    if part.why:
        yield literal(part.why)
    for entry in part.telling:
        yield _paragraph(brief, entry)
    if part.bare:
        yield brief.say("join").join(
            literal(entry.name) + "".join(map(_marked, entry.told)) for entry in part.bare
        )


def _paragraph(brief: Brief, entry: Entry) -> str:
    named = literal(brief.say("entry", name=entry.name, type=entry.type).strip())
    glue = " " if brief.lang == "en" else ""
    return glue.join([f"**{named}**", *map(_marked, entry.told)])


def _marked(said: Said) -> str:
    return literal(said.text) + "".join(f" \\[{number}\\]" for number in said.cites)
