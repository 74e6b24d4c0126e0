"""Export: a subgraph, as a file that other tools open right the first time."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import Any

import streamlit as st

from graph.export import FORMATS, Format, render
from graph.subgraph import Subgraph
from ingest.catalogue import text
from views import address, choice, measures, pictured
from views.measures import Analysis
from views.words import lang, plain, say

DRAWN = 200
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
    _counted(found)
    if not found.nodes:
        return
    st.subheader(say("export.how"))
    analysis = measures.chosen(found)
    kind = _format()
    _download(analysis, kind)
    _typed(kind, analysis)
    _picture(analysis)


def _counted(found: Subgraph) -> None:
    if not found.nodes:
        st.info(text(found.note, lang()), icon=":material/inbox:")
        return
    told = {"nodes": f"{len(found.nodes):,}", "edges": f"{len(found.edges):,}"}
    with st.container(border=True):
        title = text(found.about, lang(), **_named(found))
        st.markdown(f"**{plain(title)}** · {say('export.counted', **told)}")
        st.caption(pictured.captions(Counter(node.type for node in found.nodes)))


def _named(found: Subgraph) -> dict[str, object]:
    """What the title names, in the reader's language where the graph knows it."""
    english = {n.name: n.attributes.get("name_en") for n in found.nodes} if lang() == "en" else {}
    return {key: english.get(str(name)) or name for key, name in found.named.items()}


def _format() -> Format:
    kept = address.one("format", list(FORMATS), "gexf")
    name = st.radio(
        say("export.format"),
        list(FORMATS),
        format_func=lambda each: each.upper(),
        captions=[FORMATS[each].caption(lang()) for each in FORMATS],
        **kept,
    )
    return FORMATS[name or "gexf"]


def _download(analysis: Analysis, kind: Format) -> None:
    options: dict[str, Any] = {"lang": lang(), **analysis.options}
    if kind.name == "csv":
        options["bom"] = st.toggle(say("export.bom"), **address.flag("bom"))
    st.download_button(
        say("export.download", format=kind.name.upper()),
        data=lambda: render(analysis.subgraph, kind.name, **options),
        file_name=f"innograph{_stem()}{kind.suffix}",
        mime=kind.mime,
        icon=":material/download:",
        on_click="ignore",
        key="download",
    )


def _stem() -> str:
    """What the file is of, for its name."""
    by = address.get("by")
    return f"-{by}" if by and by != "whole" else ""


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
    least = [["--min-confidence", str(int(sure) / 100)]] if sure.isdecimal() else []
    return [*given, *least, *([f"--{name}"] for name in flags)]


def _picture(analysis: Analysis) -> None:
    """The choice as it looks; a large one only when asked for."""
    found = analysis.subgraph
    st.subheader(say("export.preview"))
    if len(found.nodes) > DRAWN and not st.toggle(
        say("export.draw", count=len(found.nodes)), **address.flag("draw")
    ):
        return
    pictured.show(found, "preview", analysis.colors)
