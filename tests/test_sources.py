"""The same text in every encoding reads the same; what is no plan is refused in one line."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.sources import document_from_text, read_document

TEXT = "一、总体要求\n\n支持云岭大学建设高原实验室。\n\n二、保障措施\n\n加强组织领导。\n"
ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8-bom": codecs.BOM_UTF8 + TEXT.encode(),
    "utf-16-le": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "utf-16-be": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "gb18030": TEXT.encode("gb18030"),
    "crlf": TEXT.replace("\n", "\r\n").encode(),
    "cr": TEXT.replace("\n", "\r").encode(),
}


@pytest.mark.parametrize("name", ENCODED)
def test_encodings_and_line_ends_read_the_same(tmp_path: Path, name: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(ENCODED[name])
    document = read_document(path)
    assert document == document_from_text(TEXT, "plan.txt")


BAD = {
    "missing.txt": (None, "source.missing"),
    "empty.txt": (b"", "source.empty"),
    "blank.txt": (b" \n\n ", "source.empty"),
    "binary.txt": (b"\x7fELF\x00\x01\x02", "source.binary"),
    "english.txt": (b"A plan for science and technology.", "source.not_chinese"),
    "broken.txt": (b"\xff\x80\x81 \xfe", "source.encoding"),
    "plan.xyz": (TEXT.encode(), "source.kind"),
    "plan.pdf": (b"not a pdf", "source.broken"),
    "plan.docx": (b"not a zip", "source.broken"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_plan_is_refused(tmp_path: Path, name: str) -> None:
    data, key = BAD[name]
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_document(path)
    assert caught.value.key == key
    for lang in ("zh", "en"):
        said = caught.value.say(lang)
        assert name in said and "\n" not in said


def test_word_and_web_pages_read_as_text(tmp_path: Path) -> None:
    from docx import Document as WordDocument

    word = WordDocument()
    word.add_paragraph("支持云岭大学建设高原实验室。")
    word.save(str(tmp_path / "plan.docx"))
    page = (
        "<html><head><title>x</title><script>1</script></head>"
        "<body><p>支持云岭大学建设高原实验室。</p></body></html>"
    )
    (tmp_path / "plan.html").write_text(page, "utf-8")
    for name in ("plan.docx", "plan.html"):
        assert "支持云岭大学建设高原实验室。" in read_document(tmp_path / name).text
