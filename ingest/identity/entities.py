"""Namings and ties → entities and claims: one entity for each thing in the world.

Namings with one form are one thing; forms are joined by what a place in the
text says (aliases), by the rules of ``alike`` and by people's judgements,
never by likeness alone. A form that could be short for two things is joined
to neither.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from types import MappingProxyType

from ingest.identity.infull import in_full
from ingest.identity.kin import worded_apart
from ingest.identity.names import NO_NAMES, Names
from ingest.identity.relative import is_general, is_relative
from ingest.judging.judgements import Judgements
from ingest.model import Claim, Entity, Evidence, Naming, Tie, content_hash
from ingest.naming.alike import (
    HEAD_ONLY,
    Context,
    one_company,
    plain,
    rules_that_join,
)
from ingest.naming.rules.nested import owners
from ingest.naming.rules.words import universities

ORGANISATIONS = frozenset(
    {
        "University",
        "ResearchInstitute",
        "Enterprise",
        "Hospital",
        "Government",
        "Association",
    }
)
PLACES = frozenset({"IndustrialPark", "Area"})
WORKS = frozenset({"Laboratory", "Facility", "InnovationCenter", "TechPlatform"})
THINGS = ORGANISATIONS | PLACES | WORKS
LONGEST_NAME = ORGANISATIONS
NOBODY = Judgements()
EVIDENCED = ("row.", "areas.")
SHOWN = 0.9  # a tie that the default view shows is at least this sure (decision 11)


@dataclass
class Group:
    """Namings of one thing while forms are being joined."""

    label: str
    namings: list[Naming] = field(default_factory=list)
    blocked: set[str] = field(default_factory=set)
    _forms: frozenset[str] | None = None

    def forms(self) -> frozenset[str]:
        """Every form, as forms are compared; those of a list's head only with it."""
        if self._forms is None:
            others = (a for n in self.namings if n.rule != HEAD_ONLY for a in n.aliases)
            names = (naming.name for naming in self.namings)
            self._forms = frozenset(map(plain, (*names, *others)))
        return self._forms

    def take(self, other: Group) -> None:
        """Take over all that another group has."""
        self.namings.extend(other.namings)
        self.blocked |= other.blocked
        other.namings = []
        self._forms = other._forms = None

    def add(self, naming: Naming, judgements: Judgements) -> Naming:
        """Take a naming in, without the aliases that people keep apart from it; as taken."""
        self.blocked |= judgements.apart(naming.name)
        aliases = []
        for alias in naming.aliases:
            if plain(alias) not in self.blocked:
                aliases.append(alias)
                self.blocked |= judgements.apart(alias)
        if len(aliases) < len(naming.aliases):
            naming = replace(naming, aliases=tuple(aliases))
        self.namings.append(naming)
        self._forms = None
        return naming


def build_entities(
    namings: Sequence[Naming],
    ties: Sequence[Tie],
    names: Names = NO_NAMES,
    judgements: Judgements = NOBODY,
    plan: str = "",
    place: str = "",
) -> tuple[tuple[Entity, ...], tuple[Claim, ...]]:
    """Entities and claims in a stable order; the same input always gives the same.

    ``plan`` (a short title) stands in the ids of what means something only in this plan, its
    ``place`` in those of what a place has one of.
    """
    every = [*namings, *(end for tie in ties for end in (tie.head, tie.tail))]
    every += [owner for naming in every for owner in _owners_named(naming)]
    groups = join(every, judgements)
    for home, other in worded_apart(groups, ties):
        if other.namings and not _blocked(home, other):
            home.take(other)
    groups = [group for group in groups if group.namings]
    heads = _heads(groups, judgements)
    lies = plan, "".join(place.split())
    entities = {id(g): _entity(g, names, heads.get(id(g), ""), lies) for g in groups}
    homes = {_key(naming): entities[id(g)] for g in groups for naming in g.namings}
    return (
        tuple(sorted(entities.values(), key=lambda entity: entity.id)),
        tuple(sorted(_claims(ties, homes), key=lambda claim: claim.id)),
    )


def _owners_named(naming: Naming) -> Iterator[Naming]:
    """Owners with which a box's name begins; prose has its own."""
    if naming.rule.startswith("row.") and naming.label in ORGANISATIONS | WORKS:
        for start, end, label in owners(naming.name):
            yield Naming(label, naming.name[start:end], naming.evidence, "name.owner")


def join(namings: Iterable[Naming], judgements: Judgements = NOBODY) -> list[Group]:
    """Groups of namings, each of one thing, in order of first appearance."""
    groups = _by_form(namings, judgements)
    things = [g for g in groups if g.label in THINGS]
    _join_judged(things, judgements)
    for alone in (True, False):
        _join_by_rules(things, unique=alone)
    _join_list_members(things)
    kept = {id(g) for g in things if g.namings}
    return [g for g in groups if g.namings and (g.label not in THINGS or id(g) in kept)]


def _space(label: str) -> str:
    """Types whose forms name one and the same world share a space; the others keep their own."""
    return "thing" if label in THINGS else label


def _key(naming: Naming) -> tuple[str, str]:
    scope = str(naming.attributes.get("scope", ""))
    name = plain(in_full(naming.label, naming.name))
    return _space(naming.label), f"{scope}·{name}" if scope else name


def _by_form(namings: Iterable[Naming], judgements: Judgements) -> list[Group]:
    """One group for each form and for what a place itself gives as another form of it."""
    groups: dict[tuple[str, str], Group] = {}
    for naming in namings:
        own = _key(naming)
        group = groups.get(own) or Group(naming.label)
        taken = group.add(naming, judgements)
        aliases = () if naming.rule == HEAD_ONLY else taken.aliases
        keys = [own, *((own[0], plain(alias)) for alias in aliases if alias)]
        for key in keys:
            other = groups.get(key)
            if other and other is not group and _fit(group, other) and not _blocked(group, other):
                group.take(other)
                groups |= {k: group for k, g in groups.items() if g is other}
            groups.setdefault(key, group)
    unique = {id(g): g for g in groups.values()}
    for group in unique.values():
        group.label = _label(group.namings)
    return list(unique.values())


def _fit(one: Group, other: Group) -> bool:
    """Whether two types can be readings of one thing."""
    pair = {one.label, other.label}
    return len(pair) == 1 or any(pair <= kind for kind in (ORGANISATIONS, PLACES | WORKS))


def _label(namings: Sequence[Naming]) -> str:
    """The type: what a person, a zone's declaration or a box says, else the most frequent."""
    trusted = [n.label for n in namings if n.rule.startswith("person.")]
    trusted = trusted or [n.label for n in namings if n.rule.startswith("areas.")]
    trusted = trusted or [n.label for n in namings if n.rule.startswith(EVIDENCED)]
    return Counter(trusted or [n.label for n in namings]).most_common(1)[0][0]


def _join_judged(groups: list[Group], judgements: Judgements) -> None:
    """What people called one thing; where a different stands between, it is left apart."""
    for same in judgements.same():
        alike = [g for g in groups if g.namings and same & g.forms()]
        for other in alike[1:]:
            if not _blocked(alike[0], other):
                alike[0].take(other)


def _blocked(one: Group, other: Group) -> bool:
    kept_apart = one.blocked | other.blocked
    return bool(kept_apart) and bool(one.blocked & other.forms() or other.blocked & one.forms())


def _join_by_rules(groups: list[Group], *, unique: bool) -> None:
    """Each short form to the one longer form that a rule gives it.

    On the second round forms that have become one no longer stand in each
    other's way.
    """
    context = Context(frozenset(f for g in groups if g.namings for f in _owners(g)))
    alive = [g for g in groups if g.namings]
    kin: dict[str, list[Group]] = defaultdict(list)
    for group in alive:
        kin[_family(group)].append(group)
    for group in alive:
        if not group.namings:
            continue
        others = (o for o in kin[_family(group)] if o is not group and o.namings)
        homes = [o for o in others if _joins(group, o, context)]
        if homes and not _blocked(group, homes[0]) and _are_one(group, homes, context):
            for other in (*homes[1:], group):
                if not _blocked(homes[0], other):
                    homes[0].take(other)


def _family(group: Group) -> str:
    """What a group's label is compared by: zones and parks are one family."""
    return "place" if group.label in PLACES else group.label


def _are_one(group: Group, homes: Sequence[Group], context: Context) -> bool:
    """Whether the groups that a form could go to are one thing by the rules themselves."""
    if any(_blocked(a, b) for a, b in combinations(homes, 2)):
        return False
    if all(_joins(a, b, context) or _joins(b, a, context) for a, b in combinations(homes, 2)):
        return True
    longs = [form for home in homes for form in home.forms() if form.endswith("公司")]
    return group.label == "Enterprise" and any(one_company(f, longs) for f in group.forms())


def _owners(group: Group) -> Iterator[str]:
    if group.label in ORGANISATIONS | PLACES:
        yield from group.forms()


def _joins(short: Group, long: Group, context: Context) -> bool:
    if _family(short) != _family(long) or _are_two_schools(short, long):
        return False
    pairs = ((a, b) for a in short.forms() for b in long.forms())
    return any(any(rules_that_join(long.label, a, b, context)) for a, b in pairs if a != b)


def _are_two_schools(one: Group, other: Group) -> bool:
    """Whether each has a name of its own in the list of universities: 哈工大 fits 哈尔滨工程大学
    too, and is none of it."""
    if one.label != "University":
        return False
    first, second = (each.forms() & universities() for each in (one, other))
    return bool(first and second) and not first & second


def _join_list_members(groups: list[Group]) -> None:
    """Members of a list with one head: to the one thing of the type whose name they begin."""
    for group in groups:
        if not group.namings or any(n.rule != HEAD_ONLY for n in group.namings):
            continue
        heads = [plain(a) for n in group.namings for a in n.aliases]
        homes = [
            other
            for other in groups
            if other is not group and other.namings and other.label == group.label
            if any(form.startswith(head) for form in other.forms() for head in heads)
        ]
        if len(homes) == 1 and not _blocked(group, homes[0]):
            homes[0].take(group)


def _heads(groups: Iterable[Group], judgements: Judgements) -> dict[int, str]:
    """The name in the id of a thing that people called by several names: the same in each
    document, whichever of the names it has."""
    things = [g for g in groups if g.label in THINGS]
    touched = ((same, [g for g in things if same & g.forms()]) for same in judgements.same())
    return {id(homes[0]): judgements.head(same) for same, homes in touched if len(homes) == 1}


def _entity(group: Group, names: Names, head: str, home: tuple[str, str]) -> Entity:
    namings = group.namings
    name = _name(group)
    attributes = {k: v for n in reversed(namings) for k, v in n.attributes.items()}
    said = [n.name for n in namings if n.rule != HEAD_ONLY or n.name == name]
    forms = dict.fromkeys(said + [a for n in namings for a in n.aliases])
    if english := next((names.english[f] for f in [name, *forms] if f in names.english), None):
        attributes |= {"name_en": english[0], "names_en": english}
    full = in_full(group.label, name)
    full = head or _at_home(home, group.label, full, _scoped(namings[0], full))
    return Entity(
        str(attributes.pop("id", f"{group.label}:{full}")),
        group.label,
        name,
        tuple(form for form in forms if form != name and _is_alias(form, group)),
        next((n.status for n in _by_trust(namings) if n.status), None),
        any(n.flagship for n in namings),
        _evidence(namings),
        MappingProxyType(attributes),
        confidence=max(n.probability for n in namings),
    )


def _scoped(naming: Naming, name: str) -> str:
    scope = str(naming.attributes.get("scope", ""))
    return f"{scope}·{name}" if scope else name


def _at_home(home: tuple[str, str], label: str, name: str, scoped: str) -> str:
    """The name in an id; with the plan where it tells nothing without (figures, 市第一人民医院),
    with the place where each place can have one of that name (高端装备产业集群)."""
    plan, place = home
    front = plan if label == "Indicator" or is_relative(label, name) else ""
    front = front or (place or plan if is_general(label, name) else "")
    return f"{front}·{scoped}" if front and not scoped.startswith(front) else scoped


def _is_alias(form: str, group: Group) -> bool:
    """The bare members of a list with one head are topics, no names."""
    bare = {a for n in group.namings if n.rule == HEAD_ONLY for a in n.aliases}
    named = {n.name for n in group.namings if n.rule != HEAD_ONLY}
    return form not in bare or form in named or len(named) == 0


def _name(group: Group) -> str:
    """A box's form before prose's; of organisations the longest, else the most frequent; none that
    the text calls a former one."""
    counts = Counter(n.name for n in group.namings)
    former = {n.attributes.get("former") for n in group.namings}
    counts = Counter({name: n for name, n in counts.items() if name not in former}) or counts
    trusted = {n.name for n in group.namings if n.rule.startswith(EVIDENCED)}
    heads = {n.name for n in group.namings if n.rule == HEAD_ONLY}
    order = list(counts)

    def weight(name: str) -> tuple[bool, bool, int, int, int]:
        size = len(name) if group.label in LONGEST_NAME else 0
        return (
            name not in heads,
            name in trusted,
            size,
            counts[name],
            -order.index(name),
        )

    return max(counts, key=weight)


def _by_trust(namings: Sequence[Naming]) -> list[Naming]:
    return sorted(namings, key=lambda n: not n.rule.startswith(EVIDENCED))


def _evidence(namings: Sequence[Naming]) -> tuple[Evidence, ...]:
    every = {e: None for n in namings for e in n.evidence}
    return tuple(sorted(every, key=lambda e: (e.line, -len(e.quote), e.quote)))


def _claims(ties: Sequence[Tie], homes: dict[tuple[str, str], Entity]) -> Iterator[Claim]:
    merged: dict[tuple[str, str, str], list[Tie]] = {}
    for tie in ties:
        key = (tie.type, homes[_key(tie.head)].id, homes[_key(tie.tail)].id)
        if key[1] != key[2]:
            merged.setdefault(key, []).append(tie)
    for key, same in merged.items():
        evidence = tuple(dict.fromkeys(e for tie in same for e in tie.evidence))
        sure = max(tie.probability for tie in same)
        own = same[0].basis, same[0].rule, evidence
        yield Claim(content_hash(*key), *key, *own, confidence=sure, default=sure >= SHOWN)
