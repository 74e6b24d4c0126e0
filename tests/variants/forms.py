"""A web page with a plan → the forms that people have plans in, as programs of today make them.

    python -m tests.variants.forms PLAN.html FOLDER

Word with cells really joined and head rows repeated, PDF as Chromium prints it, text as pdftotext
takes it out of the PDF (with and without the layout), Markdown, and a scan of 200 dots an inch.
Needs Chromium and poppler for all but Word and Markdown.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import html

HEADINGS = ("h1", "h2", "h3", "h4")
PRINT = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
DOTS = 200


def browser() -> str | None:
    """Chromium's program, where there is one."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


def lacking() -> str:
    """What is missing for the printed forms; empty when nothing."""
    if browser() is None:
        return "no chromium on PATH"
    if shutil.which("pdftotext") is None:
        return "no poppler on PATH"
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False)
    return "" if "CJK" in listed.stdout else "no Chinese font"


def blocks(page: Path) -> Iterator[Any]:
    """The page's headings, paragraphs, list items and tables in order."""
    root = html.fromstring(
        page.read_text("utf-8").encode(), parser=html.HTMLParser(encoding="utf-8")
    )
    for element in root.iter(*HEADINGS, "p", "li", "table"):
        if not any(each.tag == "table" for each in element.iterancestors()):
            yield element


def cells(table: Any) -> Iterator[tuple[int, int, int, int, str, bool]]:
    """Row, column, rows, columns, text and whether a head, as a browser lays them out."""
    taken: set[tuple[int, int]] = set()
    for i, row in enumerate(table.iter("tr")):
        j = 0
        for cell in row.iter("td", "th"):
            while (i, j) in taken:
                j += 1
            high, wide = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            taken |= {(i + a, j + b) for a in range(high) for b in range(wide)}
            yield i, j, high, wide, cell.text_content().strip(), cell.tag == "th"
            j += wide


def as_word(page: Path, path: Path) -> None:
    """Word: styles for headings and lists, joined cells, head rows that repeat."""
    word = WordDocument()
    for element in blocks(page):
        text = element.text_content().strip()
        if element.tag == "table":
            _word_table(word, element)
        elif element.tag == "li":
            _word_item(word, element, text)
        elif element.tag == "p":
            word.add_paragraph(text)
        else:
            word.add_heading(text, int(element.tag[1]) - 1)
    word.save(str(path))


def _word_item(word: Any, element: Any, text: str) -> None:
    ordered = element.getparent().tag == "ol"
    paragraph = word.add_paragraph(text, style="List Number" if ordered else "List Bullet")
    if ordered and element.getprevious() is None:
        _count_anew(word, paragraph)


def _count_anew(word: Any, paragraph: Any) -> None:
    """A list of its own that begins at 1, in the style's shape."""
    style = paragraph.style.element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    root = word.part.numbering_part.element
    shape = next(each for each in root.findall(qn("w:num")) if each.get(qn("w:numId")) == style)
    own = deepcopy(shape)
    own.set(qn("w:numId"), str(1000 + len(root)))
    root.append(own)


def _word_table(word: Any, table: Any) -> None:
    laid = list(cells(table))
    if (caption := table.find("caption")) is not None:
        word.add_paragraph(caption.text_content().strip())
    high = max(i + h for i, _, h, _, _, _ in laid)
    wide = max(j + w for _, j, _, w, _, _ in laid)
    made = word.add_table(high, wide, style="Table Grid")
    for i, j, h, w, text, head in laid:
        cell = made.cell(i, j)
        if h * w > 1:
            cell = cell.merge(made.cell(i + h - 1, j + w - 1))
        cell.text = text
        if head and j == 0:
            for row in made.rows[i : i + h]:
                row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def as_markdown(page: Path, path: Path) -> None:
    """Markdown: pipe tables, ``^^`` under a cell that goes on downwards."""
    path.write_text("\n\n".join(_markdown(page)) + "\n", "utf-8")


def _markdown(page: Path) -> Iterator[str]:
    for element in blocks(page):
        text = element.text_content().strip()
        if element.tag == "table":
            if (caption := element.find("caption")) is not None:
                yield caption.text_content().strip()
            yield _pipes(element)
        elif element.tag == "li":
            number = 1 + sum(1 for _ in element.itersiblings(preceding=True))
            yield f"{number}. {text}" if element.getparent().tag == "ol" else f"- {text}"
        elif element.tag == "p":
            yield text
        else:
            yield f"{'#' * int(element.tag[1])} {text}"


def _pipes(table: Any) -> str:
    laid = list(cells(table))
    wide = max(j + w for _, j, _, w, _, _ in laid)
    rows: dict[int, list[str]] = {}
    for i, j, h, _, text, _ in laid:
        for n in range(h):
            rows.setdefault(i + n, [""] * wide)[j] = "^^" if n else text
    lines = [f"| {' | '.join(rows[i])} |" for i in sorted(rows)]
    return "\n".join([lines[0], "|" + " --- |" * wide, *lines[1:]])


def as_pdf(page: Path, path: Path) -> None:
    """PDF as the browser prints it."""
    program = browser()
    assert program
    told = [program, *PRINT, f"--print-to-pdf={path}", page.resolve().as_uri()]
    subprocess.run(told, check=True, capture_output=True, timeout=120)


def as_text(pdf: Path, path: Path, layout: bool) -> None:
    """Text out of the PDF."""
    options = ["-layout"] if layout else []
    subprocess.run(["pdftotext", *options, pdf, path], check=True, timeout=120)


def as_scan(pdf: Path, path: Path) -> None:
    """The PDF's pages as pictures in a PDF."""
    from PIL import Image

    start = path.with_suffix("")
    told = ["pdftoppm", "-r", str(DOTS), "-gray", "-png", str(pdf), str(start)]
    subprocess.run(told, check=True, timeout=300)
    files = sorted(path.parent.glob(f"{start.name}-*.png"))
    sheets = [Image.open(file).convert("L") for file in files]
    sheets[0].save(path, save_all=True, append_images=sheets[1:], resolution=DOTS)
    for file in files:
        file.unlink()


def make_all(page: Path, folder: Path) -> None:
    """Every form, in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    as_word(page, folder / "plan.docx")
    as_markdown(page, folder / "plan.md")
    as_pdf(page, folder / "plan.pdf")
    as_text(folder / "plan.pdf", folder / "plan.txt", layout=False)
    as_text(folder / "plan.pdf", folder / "layout.txt", layout=True)
    as_scan(folder / "plan.pdf", folder / "scan.pdf")


if __name__ == "__main__":
    make_all(Path(sys.argv[1]), Path(sys.argv[2]))
