"""What a name says of whom it belongs to: 甲大学乙研究院 belongs to 甲大学."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.model import Claim, Entity, Evidence, content_hash
from ingest.naming.rules.words import brands, place_at_start, places

OWNERS = frozenset({"University", "ResearchInstitute", "Enterprise", "Hospital"})
BELONGS = frozenset({"ResearchInstitute", "Hospital", "Enterprise"})
HOSTED = frozenset({"Laboratory", "Facility", "InnovationCenter", "TechPlatform"})
SCHOOL = "学院"
LEGAL = re.compile(r"(?:公司|集团|控股)$")
LOCATED = HOSTED | {"ResearchInstitute", "IndustrialPark", "Government"}
OFFICES = ("管委会", "管理委员会")
BRAND = 2
ZONE = 4
PLACED = "(?:[省市区县镇乡州]|科技城|科学城|未来城|新城|新区|片区|高新区|开发区|度假区)"


def with_owners_seen(entities: Sequence[Entity], named: Iterable[Claim]) -> tuple[Entity, ...]:
    """The entities, each with the places and short forms at which another's name names it too."""
    longer = [(e.name, alias) for e in entities for alias in e.aliases]
    seen: dict[str, list[Evidence]] = {}
    for claim in named:
        seen.setdefault(claim.tail, []).extend(claim.evidence[:1])
    return tuple(
        replace(
            e,
            evidence=tuple(sorted({*e.evidence, *seen[e.id]}, key=_place)),
            aliases=tuple(dict.fromkeys((*e.aliases, *short_forms(e.name, longer)))),
        )
        if e.id in seen
        else e
        for e in entities
    )


def _place(evidence: Evidence) -> tuple[int, str]:
    return evidence.line, evidence.quote


def affiliations(entities: Sequence[Entity], claims: Sequence[Claim], text: str) -> Iterator[Claim]:
    """AFFILIATED_WITH (organisations) and HOSTED_BY (what has no host yet) out of names alone."""
    owners = _owners(entities, text)
    hosted = {claim.head for claim in claims if claim.type == "HOSTED_BY"}
    for entity in entities:
        relation = _relation(entity, hosted)
        owner = _owner(entity, owners) if relation else None
        if relation and owner and _may_own(owner, entity):
            key = (relation, entity.id, owner.id)
            yield Claim(content_hash(*key), *key, "name", "name.prefix", entity.evidence)


def _relation(entity: Entity, hosted: set[str]) -> str | None:
    if entity.label in BELONGS or entity.name.endswith(SCHOOL):
        return "AFFILIATED_WITH"
    return "HOSTED_BY" if entity.label in HOSTED and entity.id not in hosted else None


def _may_own(owner: Entity, entity: Entity) -> bool:
    """A company belongs to a company that is named in full; others to any organisation."""
    full = any(LEGAL.search(name) for name in (owner.name, *owner.aliases))
    return entity.label != "Enterprise" or (owner.label == "Enterprise" and full)


def _owners(entities: Iterable[Entity], text: str) -> Mapping[str, Entity]:
    """Every form under which an organisation may open another name; what two share is left out."""
    entities = tuple(entities)
    longer = [(e.name, alias) for e in entities for alias in e.aliases]
    forms: dict[str, Entity] = {}
    shared: Counter[str] = Counter()
    for entity in (e for e in entities if e.label in OWNERS):
        for form in {*_forms(entity, text), *short_forms(entity.name, longer)}:
            shared[form] += 1
            forms[form] = entity
    inner = "\n".join(name for entity in entities for name in (entity.name, *entity.aliases))
    return {
        form: entity
        for form, entity in forms.items()
        if shared[form] == 1 and not (len(form) == BRAND and re.search(rf"(?<=.){form}", inner))
    }


def _forms(entity: Entity, text: str) -> Iterator[str]:
    for name in (entity.name, *entity.aliases):
        yield name
        if entity.label == "Hospital" and name.endswith("院") and not place_at_start(name):
            yield name[:-1]
        if entity.label == "Enterprise" and is_brand(name, text):
            yield name[:BRAND]


def places_by_name(entities: Sequence[Entity], claims: Sequence[Claim]) -> Iterator[Claim]:
    """LOCATED_IN for what carries a whole zone's name: 甲科技城乙平台, 甲片区管委会."""
    known = {(claim.head, claim.tail) for claim in claims if claim.type == "LOCATED_IN"}
    zones = {f: e for e in entities if e.label == "Area" for f in (e.name, *e.aliases)}
    forms = sorted((f for f in zones if len(f) >= ZONE), key=len, reverse=True)
    for entity in (e for e in entities if e.label in LOCATED):
        form = next((f for f in forms if _carries(entity, f)), None)
        if form and (entity.id, zones[form].id) not in known:
            key = ("LOCATED_IN", entity.id, zones[form].id)
            yield Claim(content_hash(*key), *key, "name", "name.zone", entity.evidence)


def _carries(entity: Entity, zone: str) -> bool:
    """Whether a zone's name opens a thing's, or stands right before 管委会."""
    if entity.label == "Government":
        return any(entity.name.endswith(zone + ending) for ending in OFFICES)
    start = entity.name[len(place_at_start(entity.name)) :].removeprefix("省")
    return any(name.startswith(zone) and name != zone for name in (entity.name, start))


def short_forms(name: str, longer: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What stands for ``name`` in the short form of a longer name that begins with it.

    ``longer`` are pairs of a full and a short name: 甲乙大学丙院 with 甲大丙院 gives 甲大.
    """
    for full, short in longer:
        rest = full.removeprefix(name)
        own = short.removesuffix(rest)
        if rest and rest != full and own != short and BRAND <= len(own) < len(name):
            letters = iter(name)
            if all(char in letters for char in own):
                yield own


def is_brand(name: str, text: str) -> bool:
    """Whether the first characters of a company's short name stand for it by themselves.

    They do where the text goes on with something else after them more often
    than with the rest of the name, and no place or zone is called so.
    """
    short = name[:BRAND]
    placed = short in places() and short not in brands()
    place = placed or re.search(re.escape(short) + PLACED, text)
    return len(name) == 2 * BRAND and not place and text.count(short) > 2 * text.count(name)


def _owner(entity: Entity, owners: Mapping[str, Entity]) -> Entity | None:
    """The owner whose form opens one of the entity's names, the longest form first."""
    found = [
        (len(form), owner)
        for name in (entity.name, *entity.aliases)
        for start in (name, name[len(place_at_start(name)) :])
        for form, owner in owners.items()
        if start.startswith(form) and len(start) > len(form) and owner.id != entity.id
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None
