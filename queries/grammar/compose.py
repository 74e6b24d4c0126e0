"""Pieces → a typed query: what is asked for, and how everything else is tied to it.

Order matters only for what a negation holds, which class is asked for, and what
a number belongs to. A piece that nothing takes up makes the reading fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from queries.asking.lexicon import Sense
from queries.asking.tokens import Token
from queries.asking.vocabulary import Vocabulary
from queries.grammar.amounts import Bounds, bounds
from queries.grammar.model import MANY, Kind, Tie, Typed
from queries.grammar.pieces import Piece, readings
from queries.grammar.schema import INSTITUTIONS, Way, between, said_by

ASKING = ("what", "list", "count", "who", "sum")
NEEDLESS = ("free", "and", "both", "yesno", "else", "but", "or", "why")
PLACES = Kind(("Area", "IndustrialPark"))


@dataclass(slots=True)
class Draft:
    """What is known so far of a query that is being composed."""

    pieces: list[Piece]
    names: Vocabulary
    lang: str
    kinds: tuple[Kind, ...] = ()
    used: set[int] = field(default_factory=set)
    ways: list[Way] = field(default_factory=list)

    def at(self, *roles: str) -> list[int]:
        """Where pieces of these roles stand that nothing has taken up."""
        return [i for i, p in enumerate(self.pieces) if p.role in roles and i not in self.used]

    def types(self, piece: Piece) -> tuple[str, ...]:
        """The types that an object is of."""
        if piece.role == "class":
            return piece.kind.types
        return tuple(self.names.entities[key].type for key in piece.sense.values)

    @property
    def near(self) -> set[str]:
        """The types asked for."""
        return {t for kind in self.kinds for t in kind.types}


def compose(tokens: Sequence[Token], names: Vocabulary, lang: str) -> Typed | None:
    """The typed query of a whole question; None where there is none that uses every word."""
    drafts = [Draft(p, names, lang) for p in readings(tokens, names)]
    found = [(typed, draft) for draft in drafts if (typed := _typed(draft))]
    return max(found, key=lambda pair: _likely(*pair), default=(None, None))[0]


def _likely(typed: Typed, draft: Draft) -> tuple[int, int]:
    """Fewer mere words and more ties that their own verb says make a reading likelier."""
    said = {draft.pieces[i].sense.kind for i, p in enumerate(draft.pieces) if p.role == "verb"}
    return -len(typed.topics), sum(bool(way.own & said) for way in draft.ways)


def _typed(draft: Draft) -> Typed | None:
    measured = bounds(draft.pieces)
    if measured is None or not _aimed(draft):
        return None
    draft.used |= measured.used
    ranked = _rank(draft)
    ties = _ties(draft, measured)
    if ties is None or not _covered(draft):
        return None
    typed = _with_words(draft, replace(measured.typed, kinds=draft.kinds, ties=tuple(ties)))
    if typed is None or (ranked is not None and ranked[0] and not typed.ties):
        return None
    return _ranked(typed, ranked, measured) if ranked else _plain(draft, typed, measured)


def _plain(draft: Draft, typed: Typed, measured: Bounds) -> Typed | None:
    """A list needs more than a bare class: that is asked in other ways."""
    bare = not typed.ties and not typed.topics and typed.over == typed.under == -1
    says = typed.exclude or typed.exclude_types or typed.levels or typed.statuses_not
    states = typed.statuses or typed.flagship or typed.family
    return None if (bare and not says and not states) or measured.top else typed


def _aimed(draft: Draft) -> bool:
    """Choose what is asked for; whether there is anything."""
    classes = [i for i in draft.at("class") if not draft.pieces[i].left_out]
    who = [i for i in draft.at("who")]
    chosen = _asked_class(draft, classes)
    institution = chosen and set(draft.pieces[chosen[0]].kind.types) <= set(INSTITUTIONS)
    if chosen and (not who or institution or _asked_beside(draft, chosen, who)):
        draft.kinds = tuple(draft.pieces[i].kind for i in chosen)
        draft.used |= {*chosen, *who}
        return True
    if who:
        draft.kinds = (Kind(INSTITUTIONS),)
        draft.used |= set(who)
        return True
    return _aimed_at_other_end(draft)


def _asked_beside(draft: Draft, chosen: list[int], who: list[int]) -> bool:
    """Whether who is a second question about what the first lists: …有哪些，谁牵头."""
    between_ = draft.pieces[max(chosen) + 1 : min(who)]
    first = any(_asking(draft, i, step) for i in chosen for step in (-1, 1))
    return first and any(p.role == "and" for p in between_)


def _aimed_at_other_end(draft: Draft) -> bool:
    """Without a class, the verb and what it is said of leave one end open."""
    where = draft.at("where")
    names = [draft.pieces[i] for i in draft.at("name") if not draft.pieces[i].left_out]
    if where:
        draft.kinds, draft.used = (PLACES,), draft.used | set(where)
        return bool(names)
    verbs = [draft.pieces[i].sense.kind for i in draft.at("verb")]
    asks = draft.at("what", "list", "count") or any(v in ("hostnoun", "undertaker") for v in verbs)
    for way in said_by(verbs) if asks and names else ():
        if way.far & set(draft.types(names[0])) and (way.own & set(verbs)):
            draft.kinds = (Kind(tuple(sorted(way.near))),)
            return True
    return False


def _asked_class(draft: Draft, classes: list[int]) -> list[int]:
    """The class words that name what is asked for: those beside 哪些, which, how many; else the
    last in Chinese and the first in English."""
    if not classes:
        return []
    first = [i for i in classes if _asking(draft, i, -1)] or [
        i for i in classes if _asking(draft, i, 1) and draft.lang == "zh"
    ]
    chosen = first[0] if first else classes[-1 if draft.lang == "zh" else 0]
    return [i for i in classes if i == chosen or _together(draft, chosen, i)]


def _asking(draft: Draft, at: int, step: int) -> bool:
    """Whether a word that asks stands right before (-1) or after (1) a class."""
    place = at + step
    while 0 <= place < len(draft.pieces):
        piece = draft.pieces[place]
        if piece.role in ASKING and (piece.role != "who" or step < 0):
            return True
        if piece.role not in ("free", "level", "status", "flagship", "both", "tally"):
            return False
        place += step
    return False


def _together(draft: Draft, one: int, other: int) -> bool:
    """Whether two class words stand side by side: 设施和平台."""
    between_ = draft.pieces[min(one, other) + 1 : max(one, other)]
    joined = any(p.role in ("and", "or") and p.text != "," for p in between_)
    return joined and all(p.role in ("and", "or", "class", "free") for p in between_)


def _rank(draft: Draft) -> tuple[str, int | None] | None:
    """Most or least, and where the class stands that is counted; None without a superlative."""
    at = next(iter(draft.at("most", "least")), None)
    if at is None:
        return None
    draft.used.add(at)
    counted = [i for i in draft.at("class") if not draft.pieces[i].left_out]
    nearest = min(counted, key=lambda i: abs(i - at), default=None)
    return draft.pieces[at].role, nearest


def _ranked(typed: Typed, ranked: tuple[str, int | None], measured: Bounds) -> Typed | None:
    end, counted = ranked
    if counted is None and set(typed.types) != {"Project"}:
        return None
    ties = typed.ties
    if counted is not None:
        least = 0 if end == "least" else 1
        ties = (*ties[:-1], replace(ties[-1], least=least)) if ties else ties
    return replace(typed, ties=ties, rank=end, by_amount=counted is None, top=measured.top)


def _ties(draft: Draft, measured: Bounds) -> list[Tie] | None:
    """Every object tied to what is asked for; None where one cannot be. A counted class last."""
    found: list[tuple[int, Tie]] = []
    for group in _groups(draft):
        if group[0] in draft.used:
            continue
        tie = _tie(draft, group, measured)
        if tie is None and not _put_aside(draft, group):
            return None
        found += [(group[0], tie)] if tie else []
        draft.used |= set(group)
    counted = [draft.pieces[i].role == "class" for i, _ in found]
    order = sorted(range(len(found)), key=lambda n: counted[n])
    return [found[n][1] for n in order] + list(_bare_ties(draft))


def _groups(draft: Draft) -> Iterator[list[int]]:
    """Objects, those joined by or as one."""
    waiting: list[int] = []
    for i in draft.at("name", "class"):
        if waiting and _either(draft, waiting[-1], i):
            waiting.append(i)
            continue
        if waiting:
            yield waiting
        waiting = [i]
    if waiting:
        yield waiting


def _either(draft: Draft, one: int, other: int) -> bool:
    """Whether both may stand for the other: 甲或乙, and 企业和高校 as what something is tied to."""
    same = draft.pieces[one].role == draft.pieces[other].role
    alike = draft.pieces[one].left_out == draft.pieces[other].left_out
    between_ = [p for p in draft.pieces[one + 1 : other] if p.role != "free"]
    joins = ("and", "or") if draft.pieces[one].role == "class" else ("or",)
    return same and alike and bool(between_) and all(p.role in joins for p in between_)


def _tie(draft: Draft, group: list[int], measured: Bounds) -> Tie | None:
    piece = draft.pieces[group[0]]
    owner = _owner(draft, group[0])
    far = {t for i in group for t in draft.types(draft.pieces[i])}
    way = _way(draft, group[0], far)
    if owner is not None and (inner := _inner(draft, owner, group, piece)):
        return inner
    if way is None or (_left_out(draft, piece) and far <= draft.near):
        return None
    draft.ways.append(way)
    keys = _keys(draft, group, way)
    least, most = measured.of.get(group[0], (1, MANY))
    tie = Tie(way.steps, _kind(draft, group, way), keys, least=least, most=most)
    if way.steps[0].relation == "SUPPORTS":
        tie = replace(tie, bases=_bases(draft))
    return replace(tie, least=0, most=0) if piece.left_out else tie


def _left_out(draft: Draft, piece: Piece) -> bool:
    """Whether it is left out of what is asked for, not the end of a tie that must not be."""
    tied = any(p.role == "verb" and p.left_out for p in draft.pieces)
    return piece.left_out == "except" or (piece.left_out == "neg" and not tied)


def _bases(draft: Draft) -> tuple[str, ...]:
    at = draft.at("stated", "derived")
    draft.used |= set(at)
    return tuple(draft.pieces[i].role for i in at)


def _keys(draft: Draft, group: list[int], way: Way) -> tuple[str, ...]:
    """The ids that names stand for, of those that the way can reach."""
    senses = [draft.pieces[i].sense for i in group if draft.pieces[i].role == "name"]
    keys = (key for sense in senses for key in sense.values)
    return tuple(k for k in keys if draft.names.entities[k].type in way.far)


def _kind(draft: Draft, group: list[int], way: Way) -> Kind:
    kinds = [draft.pieces[i].kind for i in group if draft.pieces[i].role == "class"]
    types = tuple(dict.fromkeys(t for kind in kinds for t in kind.types))
    parts = tuple(dict.fromkeys(p for kind in kinds for p in kind.parts))
    word = kinds[0].word if len(kinds) == 1 else ()
    return Kind(types, parts, tuple(k for kind in kinds for k in kind.kinds), word)


def _way(draft: Draft, at: int, far: set[str]) -> Way | None:
    """The tie that the nearest verb says, else the first that fits."""
    ways = list(between(draft.near, far))
    for verb in _verbs(draft, at):
        kind = draft.pieces[verb].sense.kind
        fitting = [w for w in ways if kind in w.own] or [w for w in ways if kind in w.fits]
        if fitting:
            draft.used.add(verb)
            return fitting[0]
    return next((way for way in ways if not way.said), None)


def _verbs(draft: Draft, at: int) -> list[int]:
    """Verbs, the nearest first; those left out alike come before others."""
    out = draft.pieces[at].left_out
    verbs = [i for i, p in enumerate(draft.pieces) if p.role == "verb"]
    return sorted(verbs, key=lambda i: (draft.pieces[i].left_out != out, abs(i - at)))


def _owner(draft: Draft, at: int) -> int | None:
    """The class right after a name (浙大的实验室, 未来科技城的企业) that is not asked for."""
    if draft.lang != "zh" or draft.pieces[at].role != "name" or draft.pieces[at].left_out:
        return None
    for place in range(at + 1, len(draft.pieces)):
        piece = draft.pieces[place]
        if piece.role == "class":
            return place if place not in draft.used else None
        if piece.role != "free" and not (piece.role == "verb" and place == at + 1):
            return None
    return None


def _inner(draft: Draft, owner: int, group: list[int], piece: Piece) -> Tie | None:
    """A class described by a name, as what something is tied to."""
    kind = draft.pieces[owner].kind
    inside = next(iter(between(kind.types, draft.types(piece))), None)
    way = _way(draft, owner, set(kind.types))
    if inside is None or way is None or draft.pieces[owner].left_out:
        return None
    tie = Tie(inside.steps, ids=_keys(draft, group, inside))
    draft.ways += [way, inside]
    draft.used.add(owner)
    return Tie(way.steps, kind, inner=Typed((kind,), (tie,)))


def _put_aside(draft: Draft, group: list[int]) -> bool:
    """An object that is left out of what is asked for is no tie: 不要高校, 除了浙大."""
    return all(
        draft.pieces[i].left_out and set(draft.types(draft.pieces[i])) <= draft.near for i in group
    )


def _bare_ties(draft: Draft) -> Iterator[Tie]:
    """Verbs that say a tie to anything: 没有依托单位的, 不参与 …; only the own words of a relation."""
    for i in draft.at("verb"):
        verb = draft.pieces[i]
        way = next((w for w in said_by([verb.sense.kind]) if w.near & draft.near), None)
        noun = verb.sense.kind in ("hostnoun", "undertaker", "participant")
        beside = _second(draft, i) and not verb.left_out
        noun = noun or (beside and not draft.ways)
        if way and (noun or verb.left_out) and way not in draft.ways:
            draft.used.add(i)
            draft.ways.append(way)
            none = bool(verb.left_out)
            kind = Kind(tuple(sorted(way.far)))
            yield Tie(way.steps, kind, least=0 if none or beside else 1, most=0 if none else MANY)


def _second(draft: Draft, at: int) -> bool:
    """Whether the verb asks who, of what a class asks for before: …有哪些，谁牵头."""
    roles = [p.role for p in draft.pieces[:at]]
    return "who" in roles and "class" in roles[: roles.index("who")]


def _covered(draft: Draft) -> bool:
    """Whether every verb fits a tie and no other word is left over."""
    for i in draft.at("verb"):
        kind = draft.pieces[i].sense.kind
        if draft.pieces[i].left_out and not any(p.left_out for p in _objects(draft)):
            return False
        if kind == "tie" or any(kind in way.fits for way in draft.ways):
            draft.used.add(i)
        elif kind == "invest" and draft.near == {"Project"}:
            draft.used.add(i)
    kept = (*ASKING, *NEEDLESS, "neg", "except", "topic", "level", "status", "flagship", "family")
    return all(draft.pieces[i].role in kept for i in draft.at(*(p.role for p in draft.pieces)))


def _objects(draft: Draft) -> list[Piece]:
    return [p for p in draft.pieces if p.role in ("name", "class", "topic")]


def _with_words(draft: Draft, typed: Typed) -> Typed | None:
    """The query with topics, states and what is left out."""
    pieces = draft.pieces
    if any(p.left_out for p in pieces if p.role in ("topic", "level", "family")):
        return None
    if any(_describes(draft, i) for i, p in enumerate(pieces) if p.role == "topic"):
        return None
    aside = [p for p in _objects(draft) if p.left_out and set(draft.types(p)) <= draft.near]
    aside = [p for p in aside if not _is_tied(p, typed)]
    status = [p for p in pieces if p.role == "status"]
    flagged = [p for p in pieces if p.role == "flagship"]
    asked = {p.role for p in pieces}
    money = any(p.sense.kind == "invest" for p in pieces)
    return replace(
        typed,
        topics=tuple(p.sense.values for p in pieces if p.role == "topic"),
        exclude=tuple(k for p in aside if p.role == "name" for k in p.sense.values),
        exclude_types=tuple(t for p in aside if p.role == "class" for t in p.kind.types),
        statuses=_values(p.sense for p in status if not p.left_out),
        statuses_not=_values(p.sense for p in status if p.left_out),
        levels=_values(p.sense for p in pieces if p.role == "level"),
        flagship={True: "no", False: "yes"}[bool(flagged[0].left_out)] if flagged else "",
        count="count" in asked and not money,
        amounts=set(typed.types) == {"Project"} and (money or "sum" in asked),
    )


def _describes(draft: Draft, at: int) -> bool:
    """Whether a word stands right before a class that is not asked for: 光刻机项目由谁…"""
    after = next((p for p in draft.pieces[at + 1 :] if p.role != "free"), None)
    return after is not None and after.role == "class" and after.kind not in draft.kinds


def _is_tied(piece: Piece, typed: Typed) -> bool:
    keys = {key for tie in typed.ties if tie.negated for key in tie.ids}
    types = {t for tie in typed.ties if tie.negated for t in tie.kind.types}
    values = piece.sense.values if piece.role == "name" else piece.kind.types
    return bool(values) and set(values) <= (keys if piece.role == "name" else types)


def _values(senses: Iterator[Sense]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for sense in senses for value in sense.values))
