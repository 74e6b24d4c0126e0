"""Groups of firms by their trade alone: 能源集团、大数据集团 in a row, 省水投集团 by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.naming.rules.found import Found
from ingest.naming.rules.lists import runs, without_lead
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import bare

GROUP = "集团"
NAMED = re.compile(r"(?P<core>[\u4e00-\u9fff]{2,8}?)集团(?=等|$)")
DEFINITE = re.compile(r"(?:省|市|自治区|兵团)(?![级市区外内域会部委属直长际])[\u4e00-\u9fff]{2,6}")
CLASS = re.compile(r"(?:企业|公司|[央国民外]企|民营|跨国|国有|国资|上市|商业|医疗|教育)$")


def by_groups(sentence: Sentence) -> Iterator[Found]:
    """Two or more in a row; one alone where the tagger knows it and 省 stands before it."""
    if GROUP not in sentence.text:
        return
    for lower, upper in runs(sentence):
        items = ((a, b) for a, b in sentence.items if lower <= a < upper)
        groups = [m for a, b in items if (m := _group(sentence.text, a, b))]
        if len(groups) > 1:
            yield from (Found(*m.span(), "Enterprise", "firm.group") for m in groups)
    for word in sentence.words:
        core = word.text.removesuffix(GROUP)
        if word.tag == "ORG" and core != word.text and DEFINITE.fullmatch(core):
            yield Found(word.start, word.end, "Enterprise", "firm.group")


def _group(text: str, lower: int, upper: int) -> re.Match[str] | None:
    """The item as the name of a group, None where it is none or only a class."""
    named = NAMED.match(text, without_lead(text, lower, upper), upper)
    if not named or CLASS.search(named["core"]) or not bare(named["core"], ("quality", "level")):
        return None
    return named
