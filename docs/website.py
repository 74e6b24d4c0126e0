"""What the documentation site has beside the files of docs/: the pages at the top of the checkout,
and the references of the API and the MCP server, made from the code.

A hook of MkDocs (``mkdocs.yml``).
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from doors.tools import tools  # noqa: E402
from doors.web import application  # noqa: E402
from ingest.catalogue import LANGUAGES, text  # noqa: E402
from innograph.opened import Graph  # noqa: E402

#: Pages of the site that lie elsewhere in the checkout.
BROUGHT = {"index.md": "README.md", "data.md": "data/README.md", "changelog.md": "CHANGELOG.md"}
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
#: Nobody is asked while the references are made.
NO_GRAPH = cast(Graph, None)
Row = Mapping[str, Any]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what does not lie in docs/."""
    for name, source in BROUGHT.items():
        told = (ROOT / source).read_text("utf-8")
        files.append(File.generated(config, name, content=told))
    files.append(File.generated(config, "api.md", content="\n".join(_api())))
    files.append(File.generated(config, "mcp.md", content="\n".join(_mcp())))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let every link lead to a page of the site; what is no page is only named."""
    source = page.file.src_uri
    home = (ROOT / BROUGHT.get(source, f"docs/{source}")).parent
    return LINK.sub(lambda found: _led(found, home, source), markdown)


def _led(found: re.Match[str], home: Path, source: str) -> str:
    mark, words, target = found.groups()
    path, hash, anchor = target.partition("#")
    if not path or "://" in target or path.startswith("mailto:"):
        return found[0]
    there = (home / path).resolve().relative_to(ROOT).as_posix()
    pages = {value: name for name, value in BROUGHT.items()} | {"docs/README.md": "index.md"}
    known = pages.get(there) or (there.removeprefix("docs/") if there.startswith("docs/") else "")
    if not known or (ROOT / "docs" / known).is_dir():
        return words
    return f"{mark}[{words}]({posixpath.relpath(known, posixpath.dirname(source))}{hash}{anchor})"


def _api() -> Iterator[str]:
    """Each address of the HTTP API: what it gives, what it takes, how it may fail."""
    told = application(NO_GRAPH).openapi()
    yield f"# HTTP API, address by address\n\n{told['info']['description']}"
    for path, ways in told["paths"].items():
        for method, way in ways.items():
            yield f"\n## {method.upper()} {path}\n\n{way['description']}\n"
            yield from _parameters(way.get("parameters", ()))
            yield from _body(way, told["components"]["schemas"])
            yield f"Answers: {', '.join(f'{n}' for n in sorted(way['responses']))}.\n"
    yield "\n## What the statuses mean\n"
    for status in sorted(
        {n for w in told["paths"].values() for v in w.values() for n in v["responses"]}
    ):
        said = {
            v["responses"][status]["description"]
            for w in told["paths"].values()
            for v in w.values()
            if status in v["responses"]
        }
        yield f"- {status}: {'; '.join(sorted(said))}"


def _parameters(given: Any) -> Iterator[str]:
    if not given:
        return
    yield "| parameter | | what |\n| --- | --- | --- |"
    for one in given:
        schema = one["schema"]
        kind = schema.get("type") or " or ".join(
            each.get("type", "") for each in schema.get("anyOf", ())
        )
        needed = "needed" if one.get("required") else f"default {_shown(schema.get('default'))}"
        examples = schema.get("examples") or one.get("examples") or ()
        example = f" (such as `{examples[0]}`)" if examples else ""
        said = one.get("description", schema.get("description", "")).replace("|", "\\|")
        yield f"| `{one['name']}` | {kind}, {needed} | {said}{example} |"
    yield ""


def _body(way: Row, schemas: Row) -> Iterator[str]:
    for kind, content in way.get("requestBody", {}).get("content", {}).items():
        name = content["schema"].get("$ref", "").rpartition("/")[2]
        yield f"Body: `{kind}`" + ("\n" if name else ", the file itself.\n")
        for key, value in schemas.get(name, {}).get("properties", {}).items():
            yield f"- `{key}`: {value.get('description') or ', '.join(value.get('enum', ()))}"
        yield ""


def _shown(value: Any) -> str:
    return "none" if value in (None, [], "") else f"`{value}`"


def _mcp() -> Iterator[str]:
    """Each tool of the MCP server, in the words that a model reads."""
    yield "# MCP, tool by tool\n"
    yield from (text("mcp.about", lang) + "\n" for lang in reversed(LANGUAGES))
    for name, tool in tools(NO_GRAPH).items():
        yield f"\n## {name}\n"
        yield from (text(f"mcp.tool.{name}", lang) + "\n" for lang in reversed(LANGUAGES))
        given = tool.__annotations__
        yield "Takes: " + ", ".join(f"`{one}`" for one in given if one != "return") + ".\n"
