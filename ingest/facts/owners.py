"""Whose a major project is, where its own name says so: 甲科技总部项目."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from ingest.facts.affiliation import BRAND, is_brand
from ingest.facts.industries import relation_words
from ingest.facts.tablefacts import Facts
from ingest.model import Naming, Tie
from ingest.naming.rules.words import (
    brands,
    ending_pattern,
    is_ordinary,
    place_at_start,
    proper_part,
)

Organisations = Sequence[tuple[Naming, tuple[str, ...]]]
ORGANISATIONS = frozenset({"Enterprise", "University", "ResearchInstitute", "Hospital"})
LEGAL = re.compile(
    r"(?:股份|控股|集团|科技|技术|网络|信息|集团控股)*(?:有限责任公司|有限公司|公司|集团)$"
)
BRACKET = re.compile(r"[（(][^（）()]{1,8}[）)]")
WHOLE_COMPANY = re.compile(r"^(?P<name>[^、，]{4,20}?有限公司)")
LATIN = re.compile(r"[A-Za-z]{2,}")
SURE = 3
LONGEST = 6
SURE_BEHIND_PLACE = 2


def project_owners(namings: Sequence[Naming], ties: Iterable[Tie], text: str) -> Facts:
    """UNDERTAKEN_BY for the major projects among ``namings``, with firms that only they name.

    Whose a project is by ``ties`` is not asked of its name. ``text`` is the document's, which tells
    whether a firm goes by half its name.
    """
    told = {tie.head.name for tie in ties if tie.type == "UNDERTAKEN_BY"}
    parks = frozenset(n.name for n in namings if n.label == "IndustrialPark")
    organisations = [(n, tuple(_forms(n, text))) for n in namings if n.label in ORGANISATIONS]
    facts = [
        fact
        for project in namings
        if project.attributes.get("kind") == "major" and project.name not in told
        for fact in _owner(project, organisations, parks)
    ]
    return Facts(
        tuple(f for f in facts if isinstance(f, Naming)),
        tuple(f for f in facts if isinstance(f, Tie)),
    )


def _forms(organisation: Naming, text: str) -> Iterator[str]:
    for form in (organisation.name, *organisation.aliases):
        yield form
        if organisation.label == "Enterprise" and is_brand(form, text):
            yield form[:BRAND]


def _owner(
    project: Naming, organisations: Organisations, parks: frozenset[str]
) -> Iterator[Naming | Tie]:
    name = re.sub(r"[“”\"]", "", project.name)
    owner = _whole(name, project) or _known(name, organisations)
    if not owner and not any(name.startswith(park) for park in parks):
        owner = _new(name, project)
    if owner:
        yield owner
        yield Tie("UNDERTAKEN_BY", project, owner, "name", "name.project", project.evidence)


def _whole(name: str, project: Naming) -> Naming | None:
    """A full company name that opens the project's."""
    found = WHOLE_COMPANY.match(name)
    return _firm(found["name"], project) if found else None


def _known(name: str, organisations: Organisations) -> Naming | None:
    """The organisation whose short name shares the most with the project's beginning."""
    found = [(_shared(name, forms), one) for one, forms in organisations]
    best = max(found, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def _shared(name: str, forms: Iterable[str]) -> int:
    """How many characters of an organisation's own words open ``name``; 0 where too few do."""
    return max((_opening(name, form) for form in forms), default=0)


def _opening(name: str, form: str) -> int:
    if name.startswith(form) and not is_ordinary(form):
        return len(form)
    if len(form) == BRAND:
        return 0
    place, own_place = place_at_start(name), place_at_start(form)
    core = BRACKET.sub("", form)[len(own_place) :]
    short = LEGAL.sub("", core) or core
    shared = _common(name[len(place) :], core)
    if is_ordinary(core[:shared]):
        return 0
    latin = LATIN.match(name)
    enough = SURE_BEHIND_PLACE if place and place == own_place else SURE
    if latin and core.startswith(latin.group()):
        return len(latin.group())
    return shared if shared >= enough or (shared > 1 and shared == len(short)) else 0


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other)))


def _new(name: str, project: Naming) -> Naming | None:
    """A firm that the project's name alone tells of: what stands before 总部, 基地 and the like."""
    projects = relation_words()["projects"]
    assert isinstance(projects, dict)
    found = re.search(projects["behind_owner"], name)
    said = name[: found.start()] if found else ""
    core = said[len(place_at_start(said)) :]
    named = bool(proper_part(core)) or core in brands()
    fits = 2 <= len(core) <= LONGEST and not ending_pattern().search(core)
    return _firm(said, project) if named and fits else None


def _firm(name: str, project: Naming) -> Naming:
    return Naming("Enterprise", name, project.evidence, "name.project")
