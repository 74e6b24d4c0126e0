"""Pieces → a typed query: what is asked for, and how everything else is tied to it.

Order matters only for what a negation holds, which class is asked for, and what
a number belongs to. A piece that nothing takes up makes the reading fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from queries.asking.tokens import Token
from queries.asking.vocabulary import Vocabulary
from queries.grammar.aims import ASKING, NEEDLESS, OWN, OWNED, PART, aimed, rank
from queries.grammar.amounts import Bounds, bounds
from queries.grammar.draft import Draft
from queries.grammar.model import MANY, Kind, Step, Tie, Typed
from queries.grammar.pieces import INDUSTRIES, NOUNS, Piece, readings
from queries.grammar.ranking import by_money, ranked, summed
from queries.grammar.schema import INSTITUTIONS, Way, between, said_by
from queries.grammar.words import family, narrowed

#: Relations that say where; 落脚点 asks for nothing beside them.
PLACED = ("BASED_IN", "LOCATED_IN")


def compose(tokens: Sequence[Token], names: Vocabulary, lang: str) -> Typed | None:
    """The typed query of a whole question; None where there is none that uses every word."""
    drafts = [Draft(p, names, lang) for p in readings(tokens, names)]
    found = [(typed, draft) for draft in drafts if (typed := _typed(draft))]
    return max(found, key=lambda pair: _likely(*pair), default=(None, None))[0]


def _likely(typed: Typed, draft: Draft) -> tuple[int, int]:
    """Fewer mere words and more ties that their own verb says make a reading likelier."""
    said = {kind for piece in draft.pieces for kind in piece.verbs}
    return -len(typed.topics), sum(bool(way.own & said) for way in draft.ways)


def _typed(draft: Draft) -> Typed | None:
    measured = bounds(draft.pieces)
    if measured is None or not aimed(draft):
        return None
    said = _tally(draft, measured)
    draft.family = tuple(family(draft))
    draft.used |= measured.used | set(draft.family)
    said_rank = rank(draft)
    ties = _ties(draft, measured, said_rank is not None and said_rank[1] is None)
    if ties is None or not _covered(draft):
        return None
    denies = any(p.left_out == "neg" for p in draft.pieces if p.role == "verb")
    heard = any(tie.negated for tie in ties) or any(p.left_out == "neg" for p in draft.objects)
    if denies and not heard:
        return None
    start = replace(measured.typed, kinds=draft.kinds, ties=tuple(ties), tally=said)
    typed = narrowed(draft, start)
    if typed is None:
        return None
    if said_rank:
        return by_money(draft, typed, said_rank[0]) or ranked(typed, said_rank, measured)
    plain = _plain(draft, typed, measured)
    return plain and replace(plain, others=tuple(_others(draft, plain)))


def _others(draft: Draft, typed: Typed) -> Iterator[Typed]:
    """The query with another relation that the schema and the verbs permit, one at a time."""
    said = {kind for piece in draft.pieces for kind in piece.verbs}
    if (joined := _joined(typed)) and not draft.at("both"):
        yield joined
    for at, tie in enumerate(typed.ties):
        far = {draft.names.entities[key].type for key in tie.ids} or set(tie.kind.types)
        if tie.inner or tie.bases or (tie.least, tie.most) != (1, MANY):
            continue
        for way in between(typed.types, far):
            turned = way.own & said and way.steps[0].relation == tie.steps[0].relation
            if way.steps != tie.steps and not turned and (way.fits & said or not said):
                ties = (*typed.ties[:at], replace(tie, steps=way.steps), *typed.ties[at + 1 :])
                yield replace(typed, ties=ties)


def _joined(typed: Typed) -> Typed | None:
    """Projects of one chain or the other, where none is of both: 甲和乙两条链的项目."""
    named = [tie for tie in typed.ties if tie.ids and not tie.negated]
    same = len({tie.steps for tie in named}) == 1 and len(named) == len(typed.ties) > 1
    if typed.types != ("Project",) or not same:
        return None
    ids = tuple(key for tie in named for key in tie.ids)
    return replace(typed, ties=(replace(named[0], ids=ids),))


def _tally(draft: Draft, measured: Bounds) -> int:
    """How many the question says there are of what it asks for: 哪三家, the ten fields."""
    aimed_ = [i for i, p in enumerate(draft.pieces) if p.role == "class" and p.kind in draft.kinds]
    said = [measured.of.pop(i) for i in aimed_ if i in measured.of]
    return next((least for least, most in said if least == most), 0)


def _plain(draft: Draft, typed: Typed, measured: Bounds) -> Typed | None:
    """A list needs more than a bare class: that is asked in other ways."""
    bare = not typed.ties and not typed.topics and typed.over == typed.under == -1
    left = (*typed.exclude, *typed.exclude_types, *typed.exclude_parts)
    says = left or typed.levels or typed.statuses_not or typed.tally
    states = typed.statuses or typed.flagship or typed.family
    return None if (bare and not says and not states) or measured.top else typed


def _ties(draft: Draft, measured: Bounds, ranked: bool) -> list[Tie] | None:
    """Every object tied to what is asked for; None where one cannot be. A counted class last;
    ``ranked``: what a verb alone says is counted."""
    found: list[tuple[int, Tie]] = []
    for group in sorted(_groups(draft), key=lambda g: draft.pieces[g[0]].role == "class"):
        if group[0] in draft.used:
            continue
        tie = _tie(draft, group, measured)
        if tie is None and not _put_aside(draft, group):
            return None
        found += [(group[0], tie)] if tie else []
        draft.used |= set(group)
    counted = [draft.pieces[i].role == "class" for i, _ in found]
    order = sorted(range(len(found)), key=lambda n: counted[n])
    ties = [found[n][1] for n in order]
    ties = list(dict.fromkeys((*draft.own, *ties)))
    return [*ties, *_only(draft, ties), *_bare_ties(draft, ranked)]


def _only(draft: Draft, ties: Sequence[Tie]) -> Iterator[Tie]:
    """只支持量子: no such tie to anything else; 只支持一个领域 says that by its number."""
    for i in draft.at("only"):
        after = next((p for p in draft.pieces[i + 1 :] if p.role != "free"), None)
        if after and after.role == "class" and after.kind in draft.kinds:
            draft.used.add(i)
            continue
        held = [tie for tie in ties if not tie.negated]
        if len(held) != 1 or held[0].inner:
            continue
        (tie,) = held
        draft.used.add(i)
        if tie.most == MANY:
            types = () if tie.ids else tie.kind.types
            far = Kind(tuple(sorted(draft.ways[0].far - set(types))))
            yield Tie(tie.steps, far, except_=tie.ids, least=0, most=0)


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
    owner = None if _apart(piece) else _owner(draft, group[0])
    far = {t for i in group for t in draft.types(draft.pieces[i])}
    way = _way(draft, group[0], far)
    if owner is not None and (inner := _inner(draft, owner, group, piece)):
        return inner
    if way is None or (_left_out(draft, piece) and far <= draft.near) or _apart(piece):
        return None
    steps = _steps(draft, way)
    if not _reaches(draft, way, steps) or _again(draft, group[0], way):
        return None
    denied = _denied(draft, group[0], way)
    draft.ways.append(way)
    keys = _keys(draft, group, way)
    least, most = measured.of.get(group[0], (1, MANY))
    tie = Tie(steps, _kind(draft, group, way), keys, least=least, most=most)
    if tie.kind.types == ("Project",) and (measured.typed.over, measured.typed.under) != (-1, -1):
        tie = replace(tie, inner=replace(measured.typed, kinds=(tie.kind,)))
        measured.typed, draft.priced = Typed(()), True
    if way.steps[0].relation == "SUPPORTS":
        tie = replace(tie, bases=_bases(draft))
    return replace(tie, least=0, most=least - 1) if denied else tie


def _steps(draft: Draft, way: Way) -> tuple[Step, ...]:
    """The steps of a way; what is someone's own where centres and projects are asked for; any
    part that he has where chains are as well."""
    own = way.steps[0].relation in OWN.split("|") and way.steps[0].out
    mixed = "Project" in draft.near and draft.near - {"Project"} <= set(OWNED)
    works = draft.near - set(INDUSTRIES)
    part = works < draft.near and bool(works) and works <= set(OWNED)
    if part and way.steps[0].relation in PART.split("|"):
        return (Step(PART, None),)
    return (Step(OWN, True),) if own and mixed and len(draft.near) > 1 else way.steps


def _reaches(draft: Draft, way: Way, steps: tuple[Step, ...]) -> bool:
    """Whether a tie may hold of each kind that is asked for."""
    return steps != way.steps or all(set(kind.types) & way.near for kind in draft.kinds)


def _denied(draft: Draft, at: int, way: Way) -> bool:
    """Whether there must be no such tie. A negation that stands after its object holds it too,
    where it holds nothing else: 产业链有哪些企业不参与."""
    if draft.pieces[at].left_out:
        return True
    verbs = [draft.pieces[i] for i in _verbs(draft, at)]
    said = next((verb for verb in verbs if verb.verbs & way.fits), None)
    if said is None or not said.left_out:
        return False
    return not any(p.left_out for p in draft.objects)


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
    ways = sorted(between(draft.near, far), key=lambda way: not draft.near <= way.near)
    ways = [way for way in ways if not (draft.who and _is_owned(draft, way))]
    for verb in _verbs(draft, at):
        kinds = draft.pieces[verb].verbs
        fitting = [w for w in ways if kinds & w.own] or [w for w in ways if kinds & w.fits]
        if fitting and _same_side(draft, verb, at):
            draft.used.add(verb)
            return _turned(fitting, kinds, at < verb)
    return next((way for way in ways if not way.said), None)


def _is_owned(draft: Draft, way: Way) -> bool:
    """Whether what is asked for would be what is owned: 达摩院归谁 asks for the owner."""
    said = {kind for piece in draft.pieces for kind in piece.verbs}
    own = way.steps[0].relation in OWN.split("|") and way.steps[0].out is True
    return own and bool(said) and not said & {"rely", "belong", "below"}


def _turned(ways: Sequence[Way], kinds: frozenset[str], before: bool) -> Way:
    """What 甲属于 asks for is at the other end than what 属于甲 asks for."""
    turned = [way for way in ways if way.steps[0].relation == ways[0].steps[0].relation]
    belongs = "belong" in kinds and "below" not in kinds and before
    return next((way for way in turned if belongs and not way.steps[0].out), turned[0])


def _same_side(draft: Draft, verb: int, at: int) -> bool:
    """A negated verb is not said of an object that is asked for beside one that is left out."""
    out = any(piece.left_out == "neg" for piece in draft.objects)
    return not out or draft.pieces[verb].left_out == draft.pieces[at].left_out


def _verbs(draft: Draft, at: int) -> list[int]:
    """Verbs, the nearest first; those left out alike come before others."""
    out = draft.pieces[at].left_out
    verbs = [i for i, p in enumerate(draft.pieces) if p.role == "verb"]
    return sorted(verbs, key=lambda i: (draft.pieces[i].left_out != out, abs(i - at)))


def _owner(draft: Draft, at: int) -> int | None:
    """The class right after a name (浙大的实验室, 未来科技城的企业) that is not asked for."""
    if draft.pieces[at].role != "name" or draft.pieces[at].left_out:
        return None
    beside = range(at + 1, len(draft.pieces)) if draft.lang == "zh" else range(at - 1, -1, -1)
    for place in beside:
        piece = draft.pieces[place]
        if piece.role == "class":
            return place if place not in draft.used else None
        first = piece.role == "verb" and place == beside[0]
        if piece.role not in ("free", "else") and not first:
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
    """An object that is left out of what is asked for is no tie: 不要高校, 除了浙大; nor is a kind
    of body beside another that is asked for: research institutes, no companies; nor a kind said
    twice: how many laboratories does the lab table list."""
    return all(_is_aside(draft, draft.pieces[i]) for i in group)


def _is_aside(draft: Draft, piece: Piece) -> bool:
    types = set(draft.types(piece))
    if piece.role == "name" and not piece.left_out:
        return False
    if piece.role == "class" and not piece.left_out:
        return types == draft.near or (types <= draft.near and not draft.at("verb"))
    alike = any(types | draft.near <= set(group) for group in (INSTITUTIONS, INDUSTRIES))
    others = piece.role == "class" and alike
    return types <= draft.near or (others and not types & draft.near) or _apart(piece)


def _again(draft: Draft, at: int, way: Way) -> bool:
    """Whether a kind only repeats what is asked for: no verb ties the one to the other."""
    piece = draft.pieces[at]
    same = piece.role == "class" and set(piece.kind.types) == draft.near and not piece.left_out
    return same and not any(draft.pieces[i].verbs & way.own for i in _verbs(draft, at))


def _apart(piece: Piece) -> bool:
    """Whether a kind is only not wanted, which is no tie: 不要高校和实验室."""
    return piece.role == "class" and piece.left_out == "except"


def _bare_ties(draft: Draft, ranked: bool) -> Iterator[Tie]:
    """Verbs that say a tie to anything: 没有依托单位的, 不参与 …; only a relation's own words."""
    for i in draft.at("verb"):
        verb = draft.pieces[i]
        way = next((w for w in said_by(verb.verbs) if w.near & draft.near), None)
        noun = bool(verb.verbs & {"hostnoun", "undertaker", "participant"})
        beside = _second(draft, i) and not verb.left_out
        noun = noun or (beside and not draft.ways)
        if way and (noun or verb.left_out or ranked) and way not in draft.ways:
            draft.used.add(i)
            draft.ways.append(way)
            none = bool(verb.left_out)
            kind = Kind(tuple(sorted(way.far)))
            several = any(p.role == "many" for p in draft.pieces[max(0, i - 2) : i])
            least = 0 if none or beside else 1 + several
            draft.used |= set(draft.at("many")) if several else set()
            yield Tie(way.steps, kind, least=least, most=0 if none else MANY)


def _second(draft: Draft, at: int) -> bool:
    """Whether the verb asks who, of what a class asks for before: …有哪些，谁牵头."""
    roles = [p.role for p in draft.pieces[:at]]
    return "who" in roles and "class" in roles[: roles.index("who")]


def _laid_out(draft: Draft, kinds: frozenset[str]) -> bool:
    """What a plan does with all that it names: 重点布局的六个未来产业."""
    return len(draft.objects) == 1 and bool(kinds & {"based", "host", "support"})


def _says_state(draft: Draft, at: int) -> bool:
    """Whether a verb only says of what state something is: 属于提升的."""
    after = [p for p in draft.pieces[at + 1 :] if p.role != "free"]
    return "belong" in draft.pieces[at].verbs and bool(after) and after[0].role in NOUNS


def _covered(draft: Draft) -> bool:
    """Whether every verb fits a tie and no other word is left over."""
    for i in draft.at("verb"):
        kinds = draft.pieces[i].verbs
        fits = any(kinds & way.fits for way in draft.ways) or "tie" in kinds
        priced = "invest" in kinds and (draft.near == {"Project"} or draft.priced or summed(draft))
        if fits or priced or _laid_out(draft, kinds) or _says_state(draft, i):
            draft.used.add(i)
    if any(way.steps[0].relation in PLACED for way in draft.ways):
        draft.used |= set(draft.at("where"))
    kept = (*ASKING, *NEEDLESS, "neg", "except", "topic", "level", "status", "flagship", "family")
    return all(draft.pieces[i].role in kept for i in draft.at(*(p.role for p in draft.pieces)))
