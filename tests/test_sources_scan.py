"""Scans: pages that are pictures, read in order with their tables, in every form and position."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from ingest.errors import SourceError
from ingest.model import Document
from ingest.progress import watched
from ingest.sources import read_document
from tests.variants.scans import as_pdf, chinese_font, page, scanned

pytestmark = pytest.mark.skipif(not chinese_font(), reason="no Chinese font")

TITLE = "青屿科学城建设规划"
LINES = (
    "　　为建设综合性科学中心，制定本规划，并依托青屿大学建设",
    "深海装备实验室。",
    "　　支持青屿海洋研究院牵头建设海底观测装置。",
)
ROWS = (
    ("名称", "依托单位"),
    ("深海机器人创新中心", "青屿海洋研究院"),
    ("海洋数据服务平台", "青屿数科有限公司"),
)


@pytest.fixture(scope="module")
def sheet() -> Image.Image:
    return page(TITLE, LINES, ROWS)


def _told(document: Document) -> None:
    said = "".join(block.text for block in document.blocks)
    assert document.title == TITLE
    assert "依托青屿大学建设深海装备实验室。" in said
    cells = {(c.row, c.column): c.block.text for c in document.grids[0].cells}
    assert [[cells[i, j] for j in range(2)] for i in range(3)] == [list(row) for row in ROWS]


@pytest.mark.parametrize("askew", [0.0, 1.7, -2.3])
def test_a_page_is_read_however_it_was_laid(
    tmp_path: Path, sheet: Image.Image, askew: float
) -> None:
    scanned(sheet, askew).save(tmp_path / "page.png")
    _told(read_document(tmp_path / "page.png"))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_and_its_places_are_those_of_the_file(
    tmp_path: Path, sheet: Image.Image, turn: int
) -> None:
    upright = scanned(sheet)
    upright.save(tmp_path / "upright.png")
    upright.rotate(turn, expand=True).save(tmp_path / "turned.jpg", quality=90)
    _told(read_document(tmp_path / "turned.jpg"))
    straight = read_document(tmp_path / "upright.png").places[0].box
    box = read_document(tmp_path / "turned.jpg").places[0].box
    wide, high = 595, 842
    lies = {
        90: (straight[1], wide - straight[2], straight[3], wide - straight[0]),
        180: (wide - straight[2], high - straight[3], wide - straight[0], high - straight[1]),
        270: (high - straight[3], straight[0], high - straight[1], straight[2]),
    }
    assert box == pytest.approx(lies[turn], abs=6)


def test_pictures_of_one_file_and_of_one_folder_are_pages_in_order(tmp_path: Path) -> None:
    sheets = [page(f"第{n}章青屿", (f"这是青屿规划第{n}页的正文内容。",)) for n in "一二三"]
    folder = tmp_path / "pages"
    folder.mkdir()
    for n, each in zip((1, 2, 10), sheets):
        each.save(folder / f"p{n}.jpg")
    first, *others = (each.copy() for each in sheets)
    first.save(tmp_path / "all.tif", save_all=True, append_images=others)
    for path in (folder, tmp_path / "all.tif"):
        document = read_document(path)
        at = [document.text.index(f"第{n}页") for n in "一二三"]
        assert at == sorted(at)
        assert {place.sheet for place in document.places} == {1, 2, 3}


def test_a_pdf_of_pictures_tells_how_far_it_is_and_can_be_ended(
    tmp_path: Path, sheet: Image.Image
) -> None:
    path = as_pdf(tmp_path / "scan.pdf", [sheet, page("附件", ("青屿科学城重点任务的分工。",))])
    seen: list[tuple[int, int]] = []
    with watched(lambda done, of: seen.append((done, of))):
        document = read_document(path)
    assert seen == [(1, 2), (2, 2)]
    assert "重点任务的分工" in document.text

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with watched(stop), pytest.raises(KeyboardInterrupt):
        read_document(path)


def test_reading_twice_gives_the_same(tmp_path: Path, sheet: Image.Image) -> None:
    scanned(sheet).save(tmp_path / "page.png")
    first, second = (read_document(tmp_path / "page.png") for _ in range(2))
    assert first == second


def test_what_is_hardly_legible_is_marked(tmp_path: Path) -> None:
    clear = page("青屿科学城建设规划", ("依托青屿大学建设深海装备实验室。",) * 3, size=11)
    small = clear.resize((clear.width // 5, clear.height // 5), Image.Resampling.BILINEAR)
    small.save(tmp_path / "faint.png")
    document = read_document(tmp_path / "faint.png")
    assert any(place.confidence < 0.8 for place in document.places)


def test_a_blank_picture_has_no_text(tmp_path: Path) -> None:
    Image.new("L", (800, 1100), 255).save(tmp_path / "blank.png")
    with pytest.raises(SourceError) as raised:
        read_document(tmp_path / "blank.png")
    assert raised.value.key == "source.empty"


@pytest.mark.parametrize("name", ["cut.png", "text.jpg", "none.tif"])
def test_what_is_no_picture_is_refused_in_one_line(
    tmp_path: Path, sheet: Image.Image, name: str
) -> None:
    sheet.save(tmp_path / "whole.png")
    whole = (tmp_path / "whole.png").read_bytes()
    content = {"cut.png": whole[: len(whole) // 2], "text.jpg": b"plan", "none.tif": b""}
    (tmp_path / name).write_bytes(content[name])
    with pytest.raises(SourceError) as raised:
        read_document(tmp_path / name)
    assert raised.value.key == "source.broken"


def test_a_picture_of_too_many_dots_is_refused(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "vast.png")
    with pytest.raises(SourceError) as raised:
        read_document(tmp_path / "vast.png")
    assert raised.value.key == "source.dots"
