"""Export: a subgraph, as a file that other tools open right the first time."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import Any

import streamlit as st

from graph.export import FORMATS, Format, render
from graph.export.csv_pair import for_excel
from graph.export.told import WEIGHTS
from graph.subgraph import Subgraph
from ingest.catalogue import text
from views import address, choice, filing, measures, pictured
from views.measures import Analysis
from views.words import lang, plain, say

DRAWN = 200
#: What comes from a graph or an answer goes to Gephi, unless the reader says otherwise.
DRAWINGS = ("view", "question", "query", "cypher")
#: What most people open by a double click comes first.
FIRST = ("csv", "xlsx")
SHOWN = [*FIRST, *(name for name in FORMATS if name not in FIRST)]
#: Formats whose edges bear a weight.
WEIGHED = ("gexf", "graphml", "csv", "xlsx")
#: What the command line calls a part of the choice, by its name in the address.
OPTIONS = {
    "field": "--field",
    "entity": "--entity",
    "hops": "--hops",
    "area": "--area",
    "type": "--types",
    "relation": "--relations",
    "basis": "--basis",
}


def page() -> None:
    """The page."""
    st.title(say("page.export"))
    st.markdown(say("export.lead"))
    st.subheader(say("export.what"))
    found = choice.chosen()
    if found is None:
        return
    title = text(found.about, lang(), **_named(found))
    _counted(found, title)
    if not found.nodes:
        return
    st.subheader(say("export.how"))
    analysis = measures.chosen(found)
    kind = _format()
    _download(analysis, kind, title)
    _typed(kind, analysis)
    _picture(analysis)


def _counted(found: Subgraph, title: str) -> None:
    if not found.nodes:
        st.info(text(found.note, lang()), icon=":material/inbox:")
        return
    told = {"nodes": f"{len(found.nodes):,}", "edges": f"{len(found.edges):,}"}
    with st.container(border=True):
        st.markdown(f"**{plain(title)}** · {say('export.counted', **told)}")
        st.caption(pictured.captions(Counter(node.type for node in found.nodes)))


def _named(found: Subgraph) -> dict[str, object]:
    """What the title names, in the reader's language where the graph knows it."""
    english = {n.name: n.attributes.get("name_en") for n in found.nodes} if lang() == "en" else {}
    return {key: english.get(str(name)) or name for key, name in found.named.items()}


def _format() -> Format:
    usual = "gexf" if address.get("by") in DRAWINGS else SHOWN[0]
    kept = address.one("format", SHOWN, usual)
    name = st.radio(
        say("export.format"),
        SHOWN,
        format_func=lambda each: each.upper(),
        captions=[FORMATS[each].caption(lang()) for each in SHOWN],
        **kept,
    )
    return FORMATS[name or usual]


def _download(analysis: Analysis, kind: Format, title: str) -> None:
    options: dict[str, Any] = {"lang": lang(), **analysis.options}
    if kind.name in WEIGHED:
        options["weight"] = _weight()
    with st.container(horizontal=True, gap="small"):
        if kind.name == "csv":
            _for_excel(analysis.subgraph, title, options["weight"])
        st.download_button(
            say(
                "export.zip" if kind.name == "csv" else "export.download", format=kind.name.upper()
            ),
            data=lambda: render(analysis.subgraph, kind.name, **options),
            file_name=filing.name(title, kind.suffix),
            mime=kind.mime,
            icon=":material/download:",
            on_click="ignore",
            key="download",
            type="secondary" if kind.name == "csv" else "primary",
        )


def _for_excel(found: Subgraph, title: str, weight: str) -> None:
    """A button for each table that opens right in Excel by a double click."""
    for name, content in for_excel(found, lang(), weight):
        sheet = text(f"export.sheet.{name}", lang())
        st.download_button(
            say("export.excel", table=sheet),
            data=content,
            file_name=filing.name(f"{title}-{sheet}", ".csv"),
            mime="text/csv",
            icon=":material/table:",
            on_click="ignore",
            key=f"excel-{name}",
            type="primary",
        )


def _weight() -> str:
    chosen = st.segmented_control(
        say("export.weight"),
        WEIGHTS,
        format_func=lambda each: say(f"export.weight_{each}"),
        help=say("export.weight_why"),
        required=True,
        **address.one("weight", WEIGHTS, WEIGHTS[0]),
    )
    return chosen or WEIGHTS[0]


def _typed(kind: Format, analysis: Analysis) -> None:
    """The same export on the command line, where it can be said there."""
    if address.get("by") in ("query", "question", "cypher", "view"):
        return
    words = [word for part in (*_parts(), *analysis.words) for word in part]
    command = ["innograph", "export", *words, "--format", kind.name, "-o", f"graph{kind.suffix}"]
    with st.expander(say("export.typed")):
        st.code(shlex.join(command), language="bash", wrap_lines=True)


def _parts() -> list[list[str]]:
    by = address.get("by", "whole")
    named = {"field": ("field",), "entity": ("entity", "hops"), "area": ("area",)}.get(by, ())
    asked = [name for name in OPTIONS if name in (*named, "type", "relation", "basis")]
    given = [[OPTIONS[n], ",".join(address.several(n))] for n in asked if address.get(n)]
    sure, flags = address.get("sure"), [n for n in ("weaker", "neighbours") if address.get(n)]
    weight = [["--weight", address.get("weight")]] if address.get("weight") in WEIGHTS else []
    least = [["--min-confidence", str(int(sure) / 100)]] if sure.isdecimal() else []
    return [*given, *least, *weight, *([f"--{name}"] for name in flags)]


def _picture(analysis: Analysis) -> None:
    """The choice as it looks; a large one only when asked for."""
    found = analysis.subgraph
    st.subheader(say("export.preview"))
    if len(found.nodes) > DRAWN and not st.toggle(
        say("export.draw", count=len(found.nodes)), **address.flag("draw")
    ):
        return
    pictured.show(found, "preview", analysis.colors)
