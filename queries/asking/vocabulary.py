"""What a graph can be asked about: its names in both languages, and the words in its texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from ingest.facts.targets import GROWTHS
from queries.asking.bodies import body
from queries.asking.lexicon import (
    Form,
    Forms,
    Sense,
    generic,
    lexicon,
    options,
    provinces,
    rows,
    terms,
)
from queries.asking.normalise import form, joined
from queries.asking.shortnames import abbreviated, parts, short_names
from queries.asking.spelling import english_forms, pinyin

KINDS: Mapping[str, tuple[str, ...]] = {
    "TechField": ("field",),
    "Laboratory": ("institution", "thing"),
    "Association": ("institution", "thing"),
    "Facility": ("thing",),
    "InnovationCenter": ("thing",),
    "TechPlatform": ("thing",),
    "University": ("institution",),
    "ResearchInstitute": ("institution",),
    "Enterprise": ("institution",),
    "Hospital": ("institution",),
    "Government": ("institution",),
    "IndustryChain": ("chain",),
    "FutureIndustry": ("chain",),
    "ServiceIndustry": ("chain",),
    "IndustryCluster": ("cluster",),
    "IndustrialPark": ("park",),
    "Area": ("area",),
    "Project": ("project",),
    "Indicator": ("indicator",),
}
ORGANISATIONS = ("University", "ResearchInstitute", "Enterprise", "Hospital", "Government")
TOWNS = ("科技城", "新城")
ENDINGS = {"IndustryChain": ("产业链",), "FutureIndustry": ("技术产业", "产业"), "Area": ("片区",)}


#: The heading over a plan's fields says what it calls them: 六大前沿产业领域, 二、先导产业方向.
HEADING = re.compile(
    r"([^\s›，。；、（）大个一二三四五六七八九十\d]{2,10}(?:领域|方向|赛道|产业))$"
)
GRADED = re.compile("(.+?)(省?(?:国家|全国|省)?(?:重点)?实验室)")
BODIES = ("研究院", "研究所", "实验室", "大学", "医院", "学院", "院", "所")
PLACED = ("Association", "Facility", "InnovationCenter", "TechPlatform", "IndustrialPark")
SURE, SHORTEST_PLACED, LONG_PROJECT = 3, 4, 6


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as questions meet it: its names, and the text that says what it is about."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    english: tuple[str, ...]
    about: str
    paragraph: str = ""
    area: str = ""
    status: str = ""

    def names(self) -> tuple[str, ...]:
        """Every Chinese form, the name first."""
        return (self.name, *self.aliases)

    def says(self, word: str) -> bool:
        """Whether its name, direction or business holds ``word``."""
        return form_text(word) in self.about


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The names of one graph as forms with senses, its entities by id, and its titles.

    Compared by identity: what is worked out from one is kept as long as it is in use.
    """

    forms: Forms
    entities: Mapping[str, Named]
    text: str
    words: frozenset[str]
    titles: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    listed: str = ""
    targets: Mapping[str, Named] = field(default_factory=dict)

    def named(self, key: str) -> Named:
        """The entity or the planned figure with this id."""
        return self.targets[key] if key in self.targets else self.entities[key]

    def holds(self, word: str) -> bool:
        """Whether a name, direction, business or a field's paragraph has ``word``."""
        return (said := form_text(word)) in self.text or said in self.listed

    def label(self, key: str, lang: str) -> str:
        """What to call an entity in ``lang``."""
        named = self.named(key)
        return named.english[0] if lang == "en" and named.english else named.name

    def of_type(self, *types: str) -> Iterator[Named]:
        """The entities of these types, in the order of the graph."""
        return iter(_of_types(self, types))


@lru_cache(maxsize=64)
def _of_types(names: Vocabulary, types: tuple[str, ...]) -> tuple[Named, ...]:
    return tuple(named for named in names.entities.values() if named.type in types)


@lru_cache(maxsize=4096)
def form_text(text: str) -> str:
    """A text as it is compared: its atoms, without what lies between them."""
    return joined(form(text))


def vocabulary(
    rows: Iterable[Mapping[str, Any]],
    titles: Iterable[str] = (),
    boxes: Iterable[str] = (),
    targets: Iterable[Mapping[str, Any]] = (),
) -> Vocabulary:
    """The vocabulary of the rows of ``ask/vocabulary``, the documents' titles and their boxes', and
    the planned figures (rows of ``ask/target_names``)."""
    known_rows = list(rows)
    entities = {row["id"]: _named(row) for row in known_rows}
    forms, title = Forms(), tuple(titles)
    for called in {name for row in known_rows for name in _called(row)}:
        if form(called) not in lexicon().senses:
            forms.add(form(called), Sense("field_type", ("TechField", "")))
    for called, sense in _of_province(list(entities.values())):
        forms.add(form(called), sense)
    for known, kind, keys in _grouped(list(entities.values()), title):
        forms.add(known, Sense(kind, keys))
    text = "\n".join(named.about for named in entities.values())
    words = frozenset(word for word in form(text) if word.isascii())
    listed = "\n".join(named.paragraph for named in entities.values())
    figures = {row["id"]: _named({**row, "name": _spoken(row)}) for row in targets}
    return Vocabulary(forms, entities, text, words, title, tuple(boxes), listed, figures)


def _spoken(target: Mapping[str, Any]) -> str:
    """A planned figure as one would say it: 每年发布场景, 地区生产总值增长."""
    growth = "增长" if target["growth"] and not target["name"].endswith(GROWTHS) else ""
    return f"{'每年' if target['yearly'] else ''}{target['name']}{growth}"


def _of_province(entities: list[Named]) -> Iterator[tuple[str, Sense]]:
    """The class of laboratories that the plan's own province runs: 浙江省实验室."""
    labs = "\n".join(text for n in entities if n.type == "Laboratory" for text in n.names())
    for province in provinces():
        names = (f"{province}省实验室", f"{province}实验室")
        if any(name in labs for name in names):
            sense = Sense("type_lab", ("Laboratory", *names))
            said = "".join(pinyin(province))
            yield from ((text, sense) for text in names)
            yield from ((f"{said} provincial {noun}", sense) for noun in ("laboratory", "lab"))


def _called(row: Mapping[str, Any]) -> Iterator[str]:
    """What a plan calls its fields in the heading over them: 先导产业方向, 先导产业."""
    if row["type"] == "TechField" and (found := HEADING.search(row.get("section") or "")):
        shorter = found[1][:-2]
        yield from (c for c in (found[1], shorter) if c == found[1] or c.endswith("产业"))


def _named(row: Mapping[str, Any]) -> Named:
    known = body(row["type"], (row["name"], *(row.get("aliases") or ())))
    general = known.english if known else None
    english = dict.fromkeys([row.get("name_en"), *(row.get("names_en") or ()), general])
    texts = [row["name"], *(row.get("aliases") or ()), row.get("direction"), row.get("business")]
    texts += english if row["type"] in (*PLACED, "Laboratory", "Project") else ()
    return Named(
        id=row["id"],
        type=row["type"],
        name=row["name"],
        aliases=tuple(row.get("aliases") or ()),
        english=tuple(name for name in english if name),
        about="\n".join(form_text(text) for text in texts if text),
        paragraph=form_text(row.get("paragraph") or ""),
        area=row.get("area") or "",
        status=row.get("status") or "",
    )


def _grouped(
    entities: list[Named], titles: tuple[str, ...]
) -> Iterator[tuple[Form, str, tuple[str, ...]]]:
    """Forms with their kind and all entities that they may mean; exact names win over short."""
    exact: dict[tuple[Form, str], list[str]] = {}
    short: dict[tuple[Form, str], list[str]] = {}
    for named, text, sure in _all_texts(entities, titles):
        for kind in _kinds(named, titles):
            group = (exact if sure else short).setdefault((form(text), kind), [])
            group += [] if named.id in group else [named.id]
    whole = {form(named.name) for named in entities}
    owning = _by_letter(entities)
    for (words, kind), keys in {**short, **exact}.items():
        if words and words not in STOPPED:
            loose = (words, kind) not in exact or words in whole
            vague = loose and len(words) < SURE and kind == "institution"
            yield words, kind, _holders(words, keys, owning) if vague else tuple(keys)


def _all_texts(entities: list[Named], titles: tuple[str, ...]) -> Iterator[tuple[Named, str, bool]]:
    """Each entity with the texts that mean it, and whether they are its own names."""
    for named in entities:
        yield from ((named, text, sure) for text, sure in _texts(named, titles))
    places = {stem for n in entities if n.type == "Area" for stem in _stems(n)}
    places.update(parts("place"))
    for named in entities:
        yield from ((named, text, False) for text in _without_place(named, places))
        if named.type == "Area":
            towns = [p for p in parts("place") if named.name.startswith(p)][:1]
            yield from ((named, named.name.removeprefix(town), False) for town in towns)
    owners = {text: n.id for n in entities if n.type in ORGANISATIONS for text in _short(n)}
    for named in entities:
        if named.type in ORGANISATIONS:
            yield from ((named, text, False) for text in _without_owner(named, owners))


def _stems(area: Named) -> Iterator[str]:
    yield from (n.removesuffix("片区") for n in area.names() if n.endswith("片区"))


def _without_place(named: Named, places: Set[str]) -> Iterator[str]:
    """The name of a thing or park without the place in front: 城西蚂蚁小镇 → 蚂蚁小镇."""
    if named.type not in PLACED:
        return
    for name in named.names():
        cut = next((cut for cut in range(len(name), 0, -1) if name[:cut] in places), 0)
        yield from [name[cut:]] if cut and len(name) - cut >= SHORTEST_PLACED else []


def _short(named: Named) -> Iterator[str]:
    """What an owner is called in the names of what it owns."""
    yield from named.names()
    yield from (text for text in short_names(named.name) if len(text) > 1)


def _without_owner(named: Named, owners: Mapping[str, str]) -> Iterator[str]:
    """The proper name that stands behind an owner's: 阿里 + 达摩院, not 浙江大学 + 医学院."""
    for cut in range(2, len(named.name) - 2):
        head, rest = named.name[:cut], named.name[cut:]
        if owners.get(head, named.id) != named.id and _proper(rest):
            yield rest


def _proper(text: str) -> bool:
    """Whether a body's name says more than what it is about: 达摩院, not 人工智能研究院."""
    if not text.endswith(BODIES):
        return False
    core = min((text.removesuffix(body) for body in BODIES if text.endswith(body)), key=len)
    return len(core) > 1 and _common().isdisjoint(_stretches(core))


def _stretches(text: str) -> Iterator[str]:
    """Each run of two characters or more."""
    ends = range(2, len(text) + 1)
    yield from (text[start:end] for end in ends for start in range(end - 1))


@cache
def _common() -> frozenset[str]:
    """Words of the language, of technology and of companies' names, two characters or more."""
    known = {"".join(words) for words in (*terms(), *lexicon().senses)}
    parts = {part for row in rows("nameparts") for part in options(row["zh"])}
    return frozenset(word for word in known | parts | generic() if len(word) > 1)


def _by_letter(entities: list[Named]) -> Mapping[str, list[tuple[str, str]]]:
    """The names of organisations and whose they are, by each of their letters."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for named in entities:
        if named.type in ORGANISATIONS:
            name = named.about.split("\n")[0]
            for letter in set(name):
                found[letter].append((name, named.id))
    return found


def _holders(
    words: Form, keys: list[str], owning: Mapping[str, list[tuple[str, str]]]
) -> tuple[str, ...]:
    """A very short form or name may mean any organisation whose name holds it: 海康, 阿里."""
    text = joined(words)
    rarest = min((owning.get(letter, []) for letter in text), key=len)
    return tuple(dict.fromkeys([*keys, *(id for name, id in rarest if text in name)]))


def _kinds(named: Named, titles: tuple[str, ...]) -> tuple[str, ...]:
    if named.type == "Area" and any(named.name in title for title in titles):
        return ("scope",)
    return KINDS.get(named.type, ())


def _texts(named: Named, titles: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Texts that mean the entity, and whether they are its own names (else short forms)."""
    for text in (*named.names(), *named.english):
        yield text, True
    for ending in ENDINGS.get(named.type, ()):
        yield from _with_and_without(named, ending)
    if named.type == "Area":
        stems = (named.name.removesuffix(ending) for ending in TOWNS)
        yield from ((stem, False) for stem in stems if SURE <= len(stem) < len(named.name))
    if named.type == "Project" and len(named.name) > LONG_PROJECT:
        yield named.name.removesuffix("项目"), False
    if named.type in ORGANISATIONS:
        yield from ((text, False) for text in short_names(named.name))
        yield from ((text, False) for name in named.names() for text in abbreviated(name))
    if named.type == "Laboratory":
        yield from ((text, False) for name in named.names() for text in _without_grade(name))
    if named.type == "TechField":
        yield from ((text, False) for text in pieces(named.name))
    yield from ((text, False) for text in english_forms(named.type, named.name))
    if known := body(named.type, named.names()):
        yield from ((text, False) for text in known.others)
    if named.type in PLACED:
        yield from ((text, False) for name in named.english if (text := _placeless(name)))
    if named.type in ("University", "Enterprise"):
        yield from ((word, False) for text in named.english if (word := _own_word(text)))


def _without_grade(name: str) -> Iterator[str]:
    """A laboratory's name without its province and grade: 含光陕西实验室 → 含光实验室."""
    if found := GRADED.fullmatch(name):
        head = next((found[1].removesuffix(p) for p in provinces() if found[1].endswith(p)), "")
        head = head or found[1]
        yield from (head + lab for lab in ("实验室", *found.groups()[1:]) if lab and len(head) > 1)


def _placeless(name: str) -> str:
    """An English name without the place in front, where the rest still says enough."""
    first, _, rest = name.partition(" ")
    return rest if first.lower() in _spelt_places() and len(rest.split()) > 2 else ""


@cache
def _spelt_places() -> frozenset[str]:
    return frozenset("".join(pinyin(place)) for place in parts("place"))


def _own_word(name: str) -> str:
    """The first word of an English name, where it is the body's own: Beihang, not Hangzhou."""
    first, *rest = form(name) or ("",)
    general = (first,) in lexicon().senses or (first,) in terms()
    return first if rest and first.isalpha() and len(first) > 3 and not general else ""


def _with_and_without(named: Named, ending: str) -> Iterator[tuple[str, bool]]:
    for name in named.names():
        stem = name.removesuffix(ending)
        if named.type != "FutureIndustry":
            yield stem, named.type == "IndustryChain"
        yield stem + ending, True


@lru_cache(maxsize=1024)
def pieces(name: str) -> tuple[str, ...]:
    """Words that stand for a field's name: its heads and tails and the terms inside it."""
    parts = name.replace("与", "和").split("和")
    ends = (end for p in parts for cut in range(2, len(p)) for end in (p[:cut], p[-cut:]))
    known = _ranked_terms()
    inside = sorted(known.keys() & {*name, *_stretches(name)}, key=known.__getitem__)
    return tuple(dict.fromkeys(word for word in (*ends, *inside) if word not in generic()))


@cache
def _ranked_terms() -> Mapping[str, int]:
    """The Chinese words of the technical terms, by their place in the list."""
    words = dict.fromkeys(word for about in terms().values() for word in about)
    return {word: rank for rank, word in enumerate(words)}


STOPPED = frozenset(form(word) for word in generic())
