"""What a cell lists: bodies, places, projects."""

from __future__ import annotations

import re
from collections.abc import Iterator

LEADING = re.compile(r"^(?:依托|以|包括|主要为)")
TRAILING = re.compile(r"(?<![高中初同均])等(?!离子|级|温|静压)[^、（）]{0,18}$")
GENERIC = re.compile(
    r"^(?:众多|一批|多家|若干|各类|相关|部分)|^(?:有关|相关|各)?(?:单位|企业|部门|园区)$|^[-—－/无]+$"
)
NUMBERED = re.compile(r"(?:(?<=[）)；。])|^)\s*\d{1,2}[、.．](?!\d)")


def coordinated(text: str) -> list[str]:
    """A cell that lists projects, each of which ends like one."""
    items = text.split("、")
    return items if all(item.endswith(("项目", "工程")) for item in items) else [text]


def project_items(text: str) -> list[str]:
    """``1、甲项目（3亿元）2、乙项目`` → its projects."""
    return [item.strip("；。") for item in NUMBERED.split(text) if item.strip("；。")]


def split_list(text: str) -> Iterator[str]:
    """Items of ``A、B、C等企业``, without what introduces and closes the list."""
    text = TRAILING.sub("", LEADING.sub("", text.rstrip("。；")))
    for item in re.split(r"[、；，](?![^（(]*[）)])", text):
        if item and not GENERIC.match(item):
            yield item
