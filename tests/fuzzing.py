"""What is fuzzed: for each target some seeds, and what must hold of any input whatever.

Bytes in, nothing out: a target fails by any exception but an InnographError, by taking long, or
by an assertion (a quote that is not verbatim, a guard that changes its mind). The same targets
are tried by `python -m bench.fuzz`, guided by coverage, and shortly by `make test`, whose inputs
are those that the long runs kept, and mutations of them.
"""

from __future__ import annotations

import atexit
import dataclasses
import random
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qsl, quote

from PIL import Image
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from doors.tokens import Tokens
from doors.web import application
from graph.guard import check
from graph.load import load
from graph.store import Store, open_store
from ingest.errors import InnographError
from ingest.identity.names import NO_NAMES, read_names
from ingest.judging.corrections import read_corrections
from ingest.judging.judgements import read_judgements, take_over
from ingest.layout.reading import rebuild
from ingest.model import Claim, Document, Entity, Extraction, Support
from ingest.pipeline import extract
from ingest.sources import read_document
from ingest.sources.inputs import plan_files
from ingest.supports.lenses import read_lens
from innograph import Graph
from queries.ask import ask
from tests.builders import sample
from tests.hostile import statements
from tests.processes import ROOT
from tests.test_sources_ofd import DOCUMENT, OFD, _page, _text
from views import data, frame

PLAN = ROOT / "data" / "hangzhou-west-corridor-14fyp.txt"
KEPT = ROOT / "tests" / "fuzz"
SPACE = re.compile(r"\s")
#: Signs that something else than a letter is done with.
NASTY = (
    *"\0\t\r\n\x0b\x0c\x1b\x7f\x85\xad\u2028\u200b\u200f\u3000\ufeff\ufffd\ufffe\U0001f600"
    r"'\"`<>&;|=+-@#%{}[]()\$*/?.,:",
    *"（）《》“”、。：—·０９①㈠〇零万亿％", "&#0;", "]]>", "<![CDATA[", "-->", "e\u0301", "\ud7ff",
    "99999999999999999999", "-1", "0x7f", "1e999", "NaN",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """``attempt`` takes any bytes; ``seeds`` are where mutations begin."""

    seeds: Callable[[], list[bytes]]
    attempt: Callable[[bytes], None]


def calm(call: Callable[[bytes], object], given: bytes) -> None:
    """What was foreseen is said in both languages, in one line each."""
    try:
        call(given)
    except InnographError as error:
        said = [error.say(lang) for lang in ("zh", "en")]
    else:
        return
    assert all(said) and not any("\n" in each for each in said)


def text(given: bytes) -> str:
    """What the bytes say, with no half signs."""
    return given.decode("utf-8", "replace")


@cache
def folder() -> Path:
    made = tempfile.TemporaryDirectory(prefix="fuzz-")
    atexit.register(made.cleanup)
    return Path(made.name)


def written(name: str, content: bytes) -> Path:
    path = folder() / name
    path.write_bytes(content)
    return path


def is_true_to(document: Document) -> None:
    """Blocks and cells point at the text's own signs (a blank may be another blank)."""
    blocks = (*document.blocks, *(cell.block for grid in document.grids for cell in grid.cells))
    for block in blocks:
        said = "".join(document.text[at] for at in block.offsets)
        assert SPACE.sub(" ", said) == SPACE.sub(" ", block.text)


def is_verbatim(extraction: Extraction, document: Document) -> None:
    facts: list[Entity | Claim | Support]
    facts = [*extraction.entities, *extraction.claims, *extraction.supports]
    for fact in facts:
        assert fact.evidence
        assert all(one.quote in document.text for one in fact.evidence)
    filled = [line.number for line in document.lines if line.text.strip()]
    assert [row.line for row in extraction.ledger] == filled


def read(path: Path) -> None:
    document = read_document(path)
    is_true_to(document)
    if len(document.text) < 3000:
        is_verbatim(extract(rebuild(document), NO_NAMES), document)


def choose(*kinds: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """A target of several kinds: the first byte says which."""

    def attempt(given: bytes) -> None:
        calm(kinds[given[0] % len(kinds)] if given else kinds[0], given[1:])

    return attempt


def as_file(name: str) -> Callable[[bytes], None]:
    return lambda given: read(written(name, given))


# Plain text and Markdown ---------------------------------------------------------------------


def plan_seeds() -> list[bytes]:
    lines = PLAN.read_text("utf-8").split("\n")
    windows = ["\n".join(lines[at : at + 24]) for at in range(0, len(lines), len(lines) // 12)]
    marked = "# 规划\n\n| 企业 | 项目 |\n|---|---|\n| 甲公司 | 乙项目 |\n\n1. 支持大学\n* 一\n"
    return [bytes([kind]) + each.encode() for kind in (0, 1) for each in (*windows, marked)]


# Web -----------------------------------------------------------------------------------------

WEB = """<html><head><title>规划</title><meta charset="utf-8"></head><body><h1>云岭规划</h1>
<p>支持云岭大学&nbsp;建设实验室。<br>二<table><tr><td rowspan=2 colspan="3">甲<td>乙</table>
<ol start=3 type="a"><li>一<ul><li hidden>二</ul></ol><pre>三</pre><script>x</script><!-- - -->"""
ARCHIVE = """MIME-Version: 1.0
Content-Type: multipart/related; boundary="b"; type="text/html"

--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: http://a/

<p>=E4=BA=91=E5=B2=AD</p>
--b--
"""


def web_seeds() -> list[bytes]:
    return [b"\0" + WEB.encode(), b"\0" + WEB.encode("gb18030"), b"\1" + ARCHIVE.encode()]


# Word and OFD: the parts as text, since a zip's own bytes tell a mutation nothing --------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORD = f"""<w:document {W}><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/><w:numPr><w:ilvl
 w:val="0"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>规划</w:t>
<w:tab/><w:br w:type="page"/></w:r><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p><w:tbl><w:tr><w:tc>
<w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>云岭大学</w:t>
</w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"""
STYLES = f"""<w:styles {W}><w:style w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn
 w:val="Heading1"/></w:style></w:styles>"""
NUMBERS = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start
 w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1章"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
CUT = b"\n====\n"


def zipped(name: str, parts: Mapping[str, bytes]) -> Path:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return written(name, packed.getvalue())


def parts_of(given: bytes, *names: str) -> dict[str, bytes]:
    return dict(zip(names, given.split(CUT)))


def word(given: bytes) -> None:
    names = ("word/document.xml", "word/styles.xml", "word/numbering.xml")
    read(zipped("plan.docx", parts_of(given, *names)))


def ofd(given: bytes) -> None:
    names = ("Doc_0/Pages/Page_0/Content.xml", "Doc_0/Document.xml", "OFD.xml")
    whole = {"OFD.xml": OFD.encode(), "Doc_0/Document.xml": DOCUMENT.encode()}
    read(zipped("plan.ofd", whole | parts_of(given, *names)))


def office_seeds() -> list[bytes]:
    drawn = _page(_text("青屿大学牵头建设实验室。", 40, 'CTM="1 0 0 1 0 0"', 'DeltaX="g 3 5 5"'))
    return [
        b"\0" + CUT.join(part.encode() for part in (WORD, STYLES, NUMBERS)),
        b"\1" + CUT.join(part.encode() for part in (drawn, DOCUMENT, OFD)),
        b"\2" + zipped("plan.docx", {"word/document.xml": WORD.encode()}).read_bytes(),
        b"\3" + zipped("plan.ofd", {"OFD.xml": OFD.encode()}).read_bytes(),
    ]


# Print and pictures -----------------------------------------------------------------------------

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>
>>endobj 4 0 obj<</Length 66>>stream
BT /F 12 Tf 20 100 Td (Plan of a town) Tj ET 10 10 m 90 10 l S    
endstream endobj 5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>"""  # noqa: W291


def print_seeds() -> list[bytes]:
    seeds = [b"\0" + PDF]
    for number, kind in enumerate(("PNG", "TIFF", "JPEG"), 1):
        drawn = BytesIO()
        Image.new("1" if kind == "TIFF" else "L", (40, 30), 1).save(drawn, kind)
        seeds.append(bytes([number]) + drawn.getvalue())
    return seeds


# Words ------------------------------------------------------------------------------------------


@cache
def store() -> Store:
    """The invented plan in an engine of its own."""
    opened = open_store(home=folder() / "home")
    atexit.register(opened.close)
    load(opened, sample())
    return opened


def question(given: bytes) -> None:
    answer = ask(store(), text(given))
    assert answer.text and ask(store(), text(given)).text == answer.text


def question_seeds() -> list[bytes]:
    lists = (ROOT / "tests" / "questions").glob("*.tsv")
    asked = [line.split("\t")[-1] for each in lists for line in each.read_text("utf-8").split("\n")]
    own = ["海棠实验室在哪里", "星河大学支持哪些领域", "who works on graphene", "海棠实验室 依托"]
    return [each.encode() for each in [*own, *random.Random(1).sample(asked, 150)]]


def guarded(given: bytes) -> None:
    allowed = check(text(given))
    assert check(allowed) == allowed


def guard_seeds() -> list[bytes]:
    every = [each for kind in statements().values() for each in kind]
    queries = [path.read_text("utf-8") for path in sorted((ROOT / "queries").glob("*.cypher"))]
    return [each.encode() for each in (*every[::4], *queries) if len(each) < 2000]


# The app's and the API's addresses ---------------------------------------------------------------


def page(given: bytes) -> None:
    name, _, asked = text(given).partition("?")
    screens = frame.SCREENS
    first = next((each for each in screens if each.name == name), screens[len(name) % len(screens)])
    data.store = store  # type: ignore[assignment]
    data.forget()
    others = [each for each in screens if each is not first]
    frame.SCREENS = (dataclasses.replace(first), *others)  # type: ignore[assignment]
    try:
        app = AppTest.from_string("from views import frame\nframe.run()", default_timeout=60)
        for key, value in parse_qsl(asked, keep_blank_values=True):
            app.query_params[key] = value
        app.run()
    finally:
        frame.SCREENS = screens
    assert not app.exception, app.exception


@cache
def client() -> TestClient:
    return TestClient(application(Graph(store()), 0), "http://localhost")


def api(given: bytes) -> None:
    address = quote(re.sub(r"[\x00-\x20#\ud800-\udfff]", "", text(given)), safe="/?&=%:+,;@")
    answer = client().get("/" + address.lstrip("/"))
    assert answer.status_code < 500, answer.text


def address_seeds() -> list[bytes]:
    more = "weight=stated&sure=50&open=University:星河大学&lang=zh&by=type&show=table&part=2&line=8"
    pages = [f"{each.name}?{more}&entity=Laboratory:海棠实验室" for each in frame.SCREENS]
    asked = "ask?q=谁在做石墨烯&look=way", "console?query=list_entities&cypher=RETURN 1&raw=1"
    doors = (
        "plans", "fields", "supports?field=x&weaker=true", "ask?q=谁&lang=zh",
        "entities?words=星河",
        "entities/University:星河大学", "neighbours?entity=University:星河大学&hops=2",
        "compare?a=1",
        "paths?start=University:星河大学&end=Laboratory:海棠实验室", "passages?line=8", "queries",
        "export?format=csv&field=x", "queries/find_entities?param=text=星河", "openapi.json",
    )  # fmt: skip
    return [b"\0" + each.encode() for each in (*pages, *asked)] + [
        b"\1" + each.encode() for each in doors
    ]


# What people's own files say ---------------------------------------------------------------------


def judgements(given: bytes) -> None:
    known = read_judgements(written("judgements.tsv", given))
    into = written("into.tsv", b"")
    calm(lambda content: take_over(into, content), given)
    assert read_judgements(into).rows == known.rows or known.damaged


def lens(given: bytes) -> None:
    read_lens(written("lens.toml", given))


def names(given: bytes) -> None:
    read_names(written("plan.names.toml", given))


def corrections(given: bytes) -> None:
    read_corrections(written("corrections.tsv", given))


def tokens(given: bytes) -> None:
    Tokens(written("tokens.tsv", given)).of("ig_nobody")


def listed(given: bytes) -> None:
    plan_files([written("list.txt", given)])


def file_seeds() -> list[bytes]:
    signed = "2026-03-01T08:00:00+00:00\t林\tsame\t雁山园\t枫桥镇\n# 注\n"
    token = "feed\tingest\t2026-03-01\t2026-09-01\t" + "a" * 64 + "\n"
    seed = (ROOT / "data" / "lenses").glob("*.toml")
    short = (
        'id="seas"\nzh="海"\nen="Sea"\n[[fields]]\nid="a"\nzh="深海"\nen="Deep"\nwords=["深海"]\n'
    )
    named = next(iter((ROOT / "data").glob("*.names.toml"))).read_bytes()[:1500]
    fixed = "2026-03-01T08:00:00+00:00\t林\tabc\t题\ttown\t云岭\n"
    first = [signed.encode(), short.encode(), named, fixed.encode(), token.encode(), b"a.txt\n#b\n"]
    return [bytes([n]) + each for n, each in enumerate(first)] + [
        b"\1" + each.read_bytes()[:1500] for each in seed
    ]


TARGETS: Mapping[str, Target] = {
    "text": Target(plan_seeds, choose(as_file("plan.txt"), as_file("plan.md"))),
    "web": Target(web_seeds, choose(as_file("plan.html"), as_file("plan.mhtml"))),
    "office": Target(office_seeds, choose(word, ofd, as_file("raw.docx"), as_file("raw.ofd"))),
    "print": Target(
        print_seeds,
        choose(*map(as_file, ("plan.pdf", "scan.png", "scan.tif", "scan.jpg"))),
    ),
    "question": Target(question_seeds, lambda given: calm(question, given)),
    "guard": Target(guard_seeds, lambda given: calm(guarded, given)),
    "address": Target(address_seeds, choose(page, api)),
    "files": Target(file_seeds, choose(judgements, lens, names, corrections, tokens, listed)),
}


def mutated(given: bytes, other: bytes, draw: random.Random) -> bytes:
    """The input with one to four changes that keep Chinese signs whole; its first byte stays
    mostly."""
    words = text(given[1:])
    for _ in range(draw.randint(1, 4)):
        start = draw.randint(0, len(words))
        end = min(len(words), start + draw.choice((0, 1, 1, 3, 12, 60)))
        words = words[:start] + _instead(words[start:end], text(other), draw) + words[end:]
    return given[:1] + words.encode("utf-8", "replace")


def _instead(words: str, other: str, draw: random.Random) -> str:
    match draw.randrange(5):
        case 0:
            return ""
        case 1:
            return words * draw.choice((2, 3, 40))
        case 2:
            at = draw.randint(0, len(other))
            return other[at : at + draw.choice((1, 4, 20, 80))]
        case 3:
            return draw.choice(NASTY) + words
        case _:
            return words[::-1] + draw.choice(NASTY) * draw.choice((1, 2, 30))


def corpus(name: str) -> Iterator[bytes]:
    """What long runs kept for a target: every input that reached what no smaller one did."""
    kept = KEPT / f"{name}.zip"
    if kept.exists():
        with zipfile.ZipFile(kept) as packed:
            yield from (packed.read(each) for each in packed.namelist())


def findings(name: str) -> list[Path]:
    """Inputs under which a target once failed, each in a file of its own."""
    return sorted((KEPT / name).glob("*"))
