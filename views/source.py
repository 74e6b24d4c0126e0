"""Source: the plan page by page, with what it names; every quote of the app leads here."""

from __future__ import annotations

from typing import Any

import streamlit as st

from queries.passages import Line
from views import address, book, component, data, ledger, marks, parts, public, quoting, shelf
from views.words import plain, say

VIEW, RAW = "sheet", "raw-lines"
NARROWEST, WIDEST = 3, 22  # characters that a column of a box is reckoned at
CELLS = " ｜ "
AROUND = 40
#: More passages than this stand in a list of so many pixels, so that the page stays in view.
SHORT, LIST = 4, 320
#: Of what became of a line, what has a colour of its own.
KEY = ("relation", "entity", "ignored", "unresolved")
Row = dict[str, Any]


def page() -> None:
    """The page."""
    st.title(say("page.source"))
    document = _document()
    sought = _search()
    if sought:
        _hits(document, sought)
    pages = data.rows("app_pages", document=document)
    number = _page_number(document, [row["page"] for row in pages])
    _turn(number, [row["page"] for row in pages])
    _sheet(document, number, sought)


def _document() -> str:
    known = data.documents()
    if len(known) == 1:
        st.caption(plain(known[0]["title"]))
    return shelf.document()


def _search() -> str:
    st.text_input(
        say("source.search"),
        placeholder=say("source.search_hint"),
        max_chars=60,
        type="search",
        **address.words("find"),
    )
    return address.get("find").strip()[:60]


def _hits(document: str, sought: str) -> None:
    found = data.rows("app_find_text", document=document, text=sought)
    if not found:
        parts.nothing("source.not_found")
        return
    told = say("source.found", count=len(found))
    opened = st.expander(told, expanded=not address.get("line"))
    with opened.container(height=LIST if len(found) > SHORT else "content"):
        for row in found:
            parts.place_link(row["page"], row["line"], document, find=sought)
            st.markdown(_around(row["text"], sought))


def _around(text: str, sought: str) -> str:
    """What stands around ``sought`` in the text, with it marked."""
    at = max(text.lower().find(sought.lower()), 0)
    end = at + len(sought)
    before, after = text[max(at - AROUND, 0) : at], text[end : end + AROUND]
    more = "…" * (at > AROUND), "…" * (end + AROUND < len(text))
    return (
        f"{more[0]}{plain(before)}{quoting.MARK.format(plain(text[at:end]))}{plain(after)}{more[1]}"
    )


def _page_number(document: str, pages: list[int]) -> int:
    """The page that the address names by its line or its number; the first otherwise."""
    found, asked = _line(document), address.get("page")
    if found:
        return int(found.passage["page"])
    if address.get("line"):
        address.missed(address.get("line"))
    elif asked and asked not in map(str, pages):
        address.missed(asked)
    return int(asked) if asked in map(str, pages) else pages[0]


def _line(document: str) -> Line | None:
    """The line that the address names."""
    line = address.get("line")
    if not (line.isascii() and line.isdigit() and len(line) < 9):
        return None
    return book.line(int(line), document)


def _turn(number: int, pages: list[int]) -> None:
    at = pages.index(number)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        back, on = pages[max(at - 1, 0)], pages[min(at + 1, len(pages) - 1)]
        st.button(
            say("source.back"),
            icon=":material/chevron_left:",
            disabled=at == 0,
            key="back",
            on_click=_go,
            args=(back,),
        )
        st.session_state["sheet-number"] = number
        st.selectbox(
            say("source.page"),
            pages,
            format_func=lambda each: say("source.page_number", page=each),
            key="sheet-number",
            on_change=lambda: _go(st.session_state["sheet-number"]),
            width=140,
        )
        st.button(
            say("source.on"),
            icon=":material/chevron_right:",
            icon_position="right",
            disabled=on == number,
            key="on",
            on_click=_go,
            args=(on,),
        )


def _go(number: int) -> None:
    address.put("page", str(number))
    for name in ("line", "mark", "end"):
        address.put(name, None)


def _sheet(document: str, number: int, sought: str) -> None:
    passages = data.rows("app_page", document=document, page=number)
    kept = _colours(document)
    found = _line(document)
    drawn = [_passage(row, found, sought, kept) for row in passages]
    goal = f"{document}:{number}:{address.get('line')}"
    laid, raw = _columns()
    with laid:
        sheet = {"passages": [one | _widths(one, drawn) for one in drawn], "goal": goal}
        sheet["key"] = [{"became": b, "told": say(f"became.{b}")} for b in KEY if kept]
        component.sheet(sheet, key=VIEW, on_opened=_open)
    if raw:
        with raw:
            lines = [_raw(each, sought, bool(kept)) for each in _lines_of(document, number)]
            component.sheet({"passages": lines}, key=RAW, on_opened=lambda: None)
    st.caption(say("source.hint"))
    if address.get("mark") and found:
        st.caption(say("source.ends"))
    if found and not public.reading_only():
        line = {"line": address.get("line"), "document": document}
        parts.link("review", say("source.add", line=line["line"]), icon="add", look="add", **line)
    opened = st.session_state.pop("opened", None)
    if opened:
        parts.go("profile", id=opened)


def _columns() -> tuple[Any, Any]:
    """The laid out page, and beside it the lines of the file where the reader wants them."""
    if st.toggle(say("source.raw"), help=say("source.raw_why"), **address.flag("raw")):
        laid, raw = st.columns([3, 2], gap="small")
        return laid, raw
    return st.container(), None


def _lines_of(document: str, page: int) -> list[ledger.Kept]:
    return [each for each in ledger.lines(document) if each.page == page]


def _raw(each: ledger.Kept, sought: str, coloured: bool) -> dict[str, Any]:
    """A line as the file has it, and what became of it."""
    return {
        "kind": "raw",
        "line": each.line,
        "told": f"{say(f'became.{each.became}')} · {ledger.reason(each)}",
        "became": each.became if coloured else "",
        "target": str(each.line) == address.get("line"),
        "cells": [marks.with_hits([{"text": each.words}], sought)],
    }


def _widths(one: dict[str, Any], drawn: list[dict[str, Any]]) -> dict[str, str]:
    """How wide the cells of a box's row are: the same for all rows of as many cells, each column
    after its longest cell."""
    if one["kind"] != "row":
        return {}
    rows = [each["cells"] for each in drawn if len(each["cells"]) == len(one["cells"])]
    longest = (max(map(_length, column)) for column in zip(*rows, strict=True))
    sizes = (min(max(size, NARROWEST), WIDEST) for size in longest)
    return {"widths": " ".join(f"minmax(0, {size}fr)" for size in sizes)}


def _length(cell: list[dict[str, Any]]) -> int:
    return sum(len(piece["text"]) for piece in cell)


def _open() -> None:
    st.session_state["opened"] = (st.session_state[VIEW].get("opened") or {}).get("id")


def _colours(document: str) -> dict[int, ledger.Kept]:
    """What became of each line, where the reader wants to see it."""
    shown = st.toggle(
        say("source.colours"), help=say("source.colours_why"), **address.flag("colours")
    )
    return {each.line: each for each in ledger.lines(document)} if shown else {}


def _passage(
    row: Row, found: Line | None, sought: str, kept: dict[int, ledger.Kept]
) -> dict[str, Any]:
    asked = found if found and found.passage["id"] == row["id"] else None
    texts = row["text"].split(CELLS) if row["kind"] == "row" else [row["text"]]
    told = say("quote.lines", line=row["line"], end=row["end_line"])
    best = ledger.best([kept[line] for line in row["lines"] if line in kept])
    if best:
        told = f"{told} · {say(f'became.{best.became}')} · {ledger.reason(best)}"
    return {
        "became": best.became if best else "",
        "line": row["line"],
        "told": told,
        "kind": row["kind"],
        "target": bool(asked),
        "cells": [_marked(text, row, sought, asked) for text in texts],
    }


def _marked(text: str, row: Row, sought: str, asked: Line | None) -> list[dict[str, Any]]:
    """The text with its names, and in it what is sought, else the line that was asked for."""
    pieces = marks.with_ends(marks.pieces(text, row["mentions"]), address.several("end"))
    if asked and not sought and (quote := _quote(text, row, asked)):
        return marks.with_line(pieces, quote)
    if asked and not sought and row["end_line"] > row["line"]:
        return marks.with_line(pieces, asked.words)
    return marks.with_hits(pieces, sought)


def _quote(text: str, row: Row, asked: Line) -> str:
    """What of the quote that the address gives stands in ``text``: all of it, in a row of a box
    the part that is this cell's."""
    parts_of = [address.get("mark")]
    if row["kind"] == "row":
        parts_of += sorted(address.get("mark").splitlines(), key=len, reverse=True)
    known = (part for part in parts_of if len(part.strip()) > 1)
    return next((part for part in known if next(marks.found(text, part), None)), "")
