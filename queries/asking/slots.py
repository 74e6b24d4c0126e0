"""The senses of a match → the parameters that its query declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from queries.asking.intents import Match
from queries.asking.kinds import BROAD, ENTITIES, EXCLUDED, TYPES
from queries.asking.lexicon import Sense
from queries.asking.vocabulary import Vocabulary
from queries.library import library

FLAGSHIP = "标志性"
INDUSTRIES = ("IndustryChain", "FutureIndustry", "ServiceIndustry")
ONE = (Sense("number", ("1",)),)
TITLES = {"Enterprise": ("企业",), "TechPlatform": ("平台",), "IndustrialPark": ("园区", "小镇")}
INSTITUTIONS = tuple("University ResearchInstitute Enterprise Hospital Association".split())
INSTITUTIONS += tuple("Laboratory Government".split())


def parameters(match: Match, names: Vocabulary) -> dict[str, Any]:
    """Values for the query's parameters; those that the question leaves open keep defaults."""
    query = library()[match.intent.query]
    fixed = match.intent.fixed
    filled = {p.name: FILL[p.name](match, names) for p in query.params if p.name in FILL}
    needed = {param.name for param in query.params if param.required}
    filled |= fixed
    return {n: v for n, v in filled.items() if v or n in needed or (n == "among" and v is not None)}


def several(match: Match) -> tuple[Sense, ...]:
    """The slots that may mean more than one thing."""
    named = match.of(*ENTITIES, *EXCLUDED)
    single = (s for s in named if s.kind not in ("indicator", "not_type"))
    return tuple(sense for sense in single if len(sense.values) > 1)


def _first(*kinds: str) -> Callable[[Match, Vocabulary], str]:
    def fill(match: Match, _: Vocabulary) -> str:
        return next((sense.value for sense in match.of(*kinds)), "")

    return fill


def _all(*kinds: str) -> Callable[[Match, Vocabulary], list[str]]:
    def fill(match: Match, _: Vocabulary) -> list[str]:
        return list(dict.fromkeys(v for sense in match.of(*kinds) for v in sense.values if v))

    return fill


def _types(match: Match, _: Vocabulary) -> list[str]:
    """The types asked for; 机构 leaves the choice open, except where everything is asked."""
    found = match.of(*_type_kinds(match))
    values = list(dict.fromkeys(value for sense in found for value in _meant(sense)))
    all_of_them = BROAD in values or (not values and bool(match.of("who")))
    others = [value for value in values if value != BROAD]
    if BROAD in values and others and _joined(match):  # 单位和实验室
        return list(dict.fromkeys((*INSTITUTIONS, *others)))
    if all_of_them and match.intent.query in ("ask/of_type", "ask/located"):
        return list(INSTITUTIONS)
    return others


def _joined(match: Match) -> bool:
    """Whether institutions in general and another kind are both asked for."""
    at = [i for i, t in enumerate(match.tokens) if (s := t.of(*TYPES)) and s.kind[:4] == "type"]
    between = match.tokens[at[0] : at[-1]] if at else ()
    return any(token.of("and") and token.text != "," for token in between)


def _meant(sense: Sense) -> tuple[str, ...]:
    """产业 on its own is every kind of industry."""
    return INDUSTRIES if sense.kind == "industry_type" else (sense.value,)


def _type_kinds(match: Match) -> tuple[str, ...]:
    """Which type words filter the answers: a chain's own word does not filter its members."""
    kinds = {
        "ask/chain_members": ("type", "type_lab", "type_thing"),
        "ask/hosts": ("type", "type_lab"),
        "ask/hosted": ("type_lab", "type_thing"),
        "ask/cluster_members": ("type", "type_lab"),
    }
    if match.intent.rank and match.intent.query not in kinds:
        return ("type", "type_lab")
    return kinds.get(match.intent.query, (*TYPES, "project_type"))


def _parts(match: Match, _: Vocabulary) -> list[str]:
    senses = [s for s in match.of(*_type_kinds(match)) if s.kind != "project_type"]
    whole = {s.value for s in senses if not any(s.values[1:])}
    return [p for s in senses if s.value not in whole for p in s.values[1:] if p]


def _kinds(match: Match, _: Vocabulary) -> list[str]:
    return [p for s in match.of("project_type") for p in s.values[1:] if p]


def _fill_types(match: Match, names: Vocabulary) -> list[str]:
    types = ["Project" if t == "" else t for t in _types(match, names)]
    return list(dict.fromkeys(types))


def _industries(match: Match, _: Vocabulary) -> list[str]:
    """The kinds of industries asked for: a chain may be called an industry, a cluster is none."""
    if match.of("chain_type") and not match.of("industry_type"):
        return [*INDUSTRIES, *(s.value for s in match.of("cluster_type"))]
    return []


def _boxes(match: Match, names: Vocabulary) -> list[str]:
    return flagship_boxes(_types(match, names), names) if match.of("flagship") else []


def flagship_boxes(types: Iterable[str], names: Vocabulary) -> list[str]:
    """Boxes of the plan whose title says that they list the flagship ones of a type."""
    nouns = tuple(noun for type_ in types for noun in TITLES.get(type_, ()))
    return [title for title in names.boxes if FLAGSHIP in title and title.endswith(nouns)]


def _hosts(match: Match, names: Vocabulary) -> list[str]:
    return [value for value in _all("type")(match, names) if value != BROAD]


def _exclude_types(match: Match, _: Vocabulary) -> list[str]:
    return list(dict.fromkeys(sense.value for sense in match.of("not_type")))


def _among(match: Match, names: Vocabulary) -> list[str] | None:
    topics = match.of("topic")
    if not topics:
        return None
    return [n.id for n in names.entities.values() if _about(n.says, topics)]


def _about(says: Callable[[str], bool], topics: tuple[Sense, ...]) -> bool:
    return all(any(says(word) for word in topic.values) for topic in topics)


def _limit(pick: Callable[..., float], *kinds: str) -> Callable[[Match, Vocabulary], float]:
    """The figure that follows a word like 超过; the least or greatest of two with 之间."""

    def fill(match: Match, _: Vocabulary) -> float:
        numbers, units = match.of("number"), match.of("unit")
        exact = not match.of("over", "under", "over_after", "under_after")
        if not units or not (exact or match.of(*kinds)):
            return -1.0
        return pick(float(n.value) for n in numbers or ONE) * float(units[-1].value)

    return fill


def _scope(match: Match, names: Vocabulary) -> str:
    """An area by its id, or by its name where figures are asked for."""
    area = _first("area")(match, names)
    return names.entities[area].name if area and match.intent.query == "ask/indicators" else area


def _entity(index: int) -> Callable[[Match, Vocabulary], str]:
    def fill(match: Match, _: Vocabulary) -> str:
        found = match.of(*ENTITIES)
        return found[index].value if len(found) > index else ""

    return fill


FILL: Mapping[str, Callable[[Match, Vocabulary], Any]] = {
    "field": _first("field"),
    "fields": _all("field"),
    "institution": _first("institution"),
    "institutions": _all("institution"),
    "thing": _first("thing"),
    "project": _first("project"),
    "cluster": _first("cluster"),
    "chain": _first("chain", "chain_part"),
    "chains": _all("chain", "chain_part"),
    "place": _first("park", "area"),
    "area": _scope,
    "areas": _all("area"),
    "types": _fill_types,
    "industries": _industries,
    "hosts": _hosts,
    "parts": _parts,
    "kinds": _kinds,
    "bases": _all("stated", "derived"),
    "statuses": _all("status"),
    "flagship": lambda match, _: bool(match.of("flagship")),
    "boxes": _boxes,
    "exclude": _all("not_institution", "not_field"),
    "exclude_types": _exclude_types,
    "lacking": _all("lacks_field"),
    "among": _among,
    "over": _limit(min, "over", "over_after"),
    "under": _limit(max, "under", "under_after"),
    "strict": lambda match, _: any(s.value == "strict" for s in match.of("over", "under")),
    "entity": _entity(0),
    "first": _entity(0),
    "second": _entity(1),
    "indicators": _all("indicator"),
}
