"""A whole name → what kind of thing it is, its marks, and the forms it gives of itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ingest.lexicon import LEXICON

PHASE = re.compile(r"(?:项目|工程)?[一二三四五六]期(?:工程|项目)?")
LAST_BRACKET = re.compile(r"^(?P<name>.+?)[（(](?P<inner>[^（）()]{1,30})[）)]$")


_PHRASE = re.compile(
    "(?:建设|打造|推进|加快|支持|提升|建强|建好|培育|完善|搭建|构建|做强|做优|布局|组建|强化|优化|推动|深化"
    "|锻造|夯实|拓展|开展|健全|加强|发展|壮大|引进|集聚|统筹|实施|争创|谋划)(?=..)"
)
_CLASS = re.compile(
    "(?:国家|省|市|部|全国)?(?:级|重点|重大|创新|科技|公共|服务|产业|技术|科研)*(?:实验室|平台|中心|设施|装置"
    "|园区|基地|机构|研究院|研究所|企业|高校|院所|医院|联盟|协会|大学|公司|产业园)(?:类|名称|建设|体系)?"
)


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name with what its printed form says beside it."""

    name: str
    aliases: tuple[str, ...]
    status: str | None
    flagship: bool


@cache
def _lexicon() -> Mapping[str, object]:
    return tomllib.loads((LEXICON / "kinds.toml").read_text("utf-8"))


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = _lexicon()["rules"]
    assert isinstance(rules, list)
    return tuple((kind, re.compile(pattern)) for kind, pattern in rules)


def kind_of(name: str) -> str | None:
    """The entity type of a whole name, None where no ending tells."""
    bare = name_parts(name).name
    return next((kind for kind, ending in _rules() if ending.search(bare)), None)


def subject_of(name: str) -> str:
    """What stands before the ending that tells a name's type; all of it where none does."""
    found = (rule.search(name) for _, rule in _rules())
    return next((name[: one.start()] for one in found if one), name)


def is_phrase(text: str) -> bool:
    """Whether a text is no name but says what is done: 布局产业创新中心."""
    return _PHRASE.match(text) is not None


def is_class(text: str) -> bool:
    """Whether a text is a mere class, as a column of kinds holds them: 实验室, 重点平台类."""
    return _CLASS.fullmatch(text) is not None


def status_of(word: str) -> str | None:
    """The status that ``word`` in a bracket or a group head stands for."""
    statuses = _lexicon()["statuses"]
    assert isinstance(statuses, dict)
    return statuses.get(word)


def name_parts(printed: str) -> NameParts:
    """Take a printed name apart: ``*``, a status in a bracket, another name in a bracket.

    ``明江装置（在建）*`` → 明江装置, status 在建, flagship. A bracket that is part
    of the name (``微电子（杭州）有限公司``) stays; one that counts a phase does not.
    """
    bare = printed.rstrip("*＊")
    flagship = bare != printed
    found = LAST_BRACKET.match(bare)
    if not found:
        return NameParts(bare, (), None, flagship)
    name, inner = found["name"], found["inner"]
    status = status_of(inner)
    if status:
        inside = name_parts(name)
        return NameParts(inside.name, inside.aliases, status, flagship or inside.flagship)
    if _names_itself(inner):
        return NameParts(name, (inner, bare), None, flagship)
    if inner == "联合" or PHASE.fullmatch(inner):
        return NameParts(name, (bare,), None, flagship)
    return NameParts(bare, (), None, flagship)


def _names_itself(inner: str) -> bool:
    return len(inner) > 5 and any(ending.search(inner) for _, ending in _rules()[1:5])
