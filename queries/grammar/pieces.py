"""Tokens → pieces: what each token is in a set expression, with what it leaves out marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, product

from queries.asking.kinds import BROAD, ENTITIES, TYPES
from queries.asking.lexicon import Sense
from queries.asking.normalise import is_chinese
from queries.asking.render import NATURES
from queries.asking.tokens import Token
from queries.asking.vocabulary import Vocabulary
from queries.grammar.model import Kind
from queries.grammar.schema import INSTITUTIONS

CONTROL = tuple(
    "neg except only or and but what list who where count sum most least over under over_after"
    " under_after tally number unit many both yesno family level status flagship stated derived"
    " why else range top".split()
)
NAMES = ("field", *(kind for kind in ENTITIES if kind not in ("field", "indicator")))
CLASSES = (*TYPES, "project_type", "field_type")
VERBS = tuple(
    "tie rely host hostnoun undertake undertaker join participant based locate belong below invest"
    " relation support direction content business".split()
)
FREE = tuple("skip scope any alias about related second statusword".split())
OBJECTS = ("name", "class", "topic")
INDUSTRIES = ("IndustryChain", "FutureIndustry", "ServiceIndustry")
NOUNS = ("status", "flagship", "level")
DENIED = ("support", "join", "tie")  # what 不做, 没有涉及, 不参与 deny
ENDS = frozenset(",;?")
WITHIN = frozenset("里 里头 里面 中 当中 之中 里边".split())
LEFT = frozenset("还 还剩 还有 剩 剩下".split())  # 企业去掉还剩谁
MOST_READINGS = 64
#: Nouns for who does something, and the verb for it.
DONE_BY = {"hostnoun": "rely", "undertaker": "undertake", "participant": "join", "host": "rely"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A token in one of its roles: ``name``, ``class``, ``topic``, ``verb``, ``free``, or the kind
    of a control word. ``left_out``: neg or except, where the question says so."""

    role: str
    sense: Sense
    text: str
    left_out: str = ""
    joined: str = ""

    @property
    def verbs(self) -> frozenset[str]:
        """The kinds of words that a verb is; none for anything else."""
        return frozenset(self.sense.values if self.role == "verb" else ())

    @property
    def kind(self) -> Kind:
        """The kind that a class word stands for."""
        types, parts = _types(self.sense), tuple(part for part in self.sense.values[1:] if part)
        word = (self.sense.kind, *self.sense.values)
        if self.sense.kind == "project_type":
            return Kind(("Project",), (), parts, word)
        return Kind(types, parts, (), word)


def readings(tokens: Sequence[Token], names: Vocabulary) -> Iterator[list[Piece]]:
    """The ways to take the tokens as pieces, likeliest first; none where a word has no role."""
    chained = any(token.of("chain_type", "industry_type") for token in tokens)
    counted = any(token.of("number", "tally", "year") for token in tokens)
    limits = () if counted else ("over", "under")
    tokens = [replace(t, senses=tuple(s for s in t.senses if s.kind not in limits)) for t in tokens]
    tokens = _in_place(_of_money(_of_nature(_counted_bodies(_none_at_all(tokens)))), names)
    roles = [[p for p in _roles(t) if chained or p.sense.kind != "chain_part"] for t in tokens]
    if all(roles):
        for chosen in islice(product(*roles), MOST_READINGS):
            marked = _marked(_restricted(list(chosen)))
            if _heard(marked):
                yield _recounted(_apposed(marked, names), names)


def _counted_bodies(tokens: Sequence[Token]) -> Sequence[Token]:
    """依托单位不止一家 and more than one host say 依托不止一家单位."""
    at = next((i for i, token in enumerate(tokens) if token.of("many")), None)
    for noun in () if at is None else (at - 1, at + 1):
        kind = tokens[noun].of(*DONE_BY) if 0 <= noun < len(tokens) else None
        if kind and at is not None:
            verb = replace(tokens[noun], senses=(Sense(DONE_BY[kind.kind]),))
            bodies = Token(tokens[noun].words, (Sense("type", (BROAD, "")),))
            start = min(at, noun)
            return [*tokens[:start], verb, tokens[at], bodies, *tokens[start + 2 :]]
    return tokens


def _none_at_all(tokens: Sequence[Token]) -> Sequence[Token]:
    """一个国家重点实验室都没有 says 没有国家重点实验室."""
    ones = (i for i, t in enumerate(tokens) if (s := t.of("tally")) and s.value == "1")
    one = next(ones, len(tokens))
    for end in range(one + 3, len(tokens)):
        if tokens[end].of("neg") and tokens[end - 1].text in ("都", "也"):
            return [*tokens[:one], tokens[end], *tokens[one + 1 : end - 1], *tokens[end + 1 :]]
    return tokens


def _of_nature(tokens: Sequence[Token]) -> Sequence[Token]:
    """Only figures are binding: 约束性的目标 and 哪些是约束性的 ask for indicators."""
    natures = [i for i, t in enumerate(tokens) if (s := t.of("status")) and s.value in NATURES]
    if not natures or any(token.of(*CLASSES, *ENTITIES) for token in tokens):
        return tokens
    at = next((i for i, token in enumerate(tokens) if token.of("target")), None)
    figures = Token(() if at is None else tokens[at].words, (Sense("idx_type", ("Indicator", "")),))
    return [*tokens[:at], figures, *tokens[at + 1 :]] if at is not None else [*tokens, figures]


def _of_money(tokens: Sequence[Token]) -> Sequence[Token]:
    """What is invested is invested in projects: 中州时代的动力电池三期投多少."""
    money = any(t.of("invest") and not t.of(*CLASSES) for t in tokens)
    told = any(token.of("topic") for token in tokens)
    if not money or not told or any(t.of(*CLASSES, "project") for t in tokens):
        return tokens
    return [*tokens, Token((), (Sense("project_type", ("",)),))]


def _in_place(tokens: Sequence[Token], names: Vocabulary) -> list[Token]:
    """摆在哪 asks where, 谁在建 who builds, 甲不算 leaves out what is before it."""
    found = list(tokens)
    ends = [at for at, t in enumerate(tokens) if t.text in ENDS] + [len(tokens)]
    left = [at for at, t in enumerate(tokens) if t.text in LEFT]
    for at in (end - 1 for end in (*ends, *left) if end):
        if (sense := tokens[at].of("except")) and sense.value == "lead":
            found[at] = replace(tokens[at], senses=(Sense("except", ("trail",)),))
    for at in _unwanted(tokens):
        found[at] = replace(tokens[at], senses=(Sense("except", ("lead",)),))
    for at, (before, token) in enumerate(pairwise(tokens), 1):
        if token.text == "哪" and at + 1 == len(tokens) and before.text.endswith("在"):
            found[at] = replace(token, senses=(Sense("where"),))
        if _numbered(token) and _class_before(tokens, at):
            found[at] = replace(token, senses=(Sense("what"),))
        if (within := _within(tokens, at)) and _class_before(tokens, within):
            found[at] = replace(token, senses=(Sense("skip"),))
            found[within] = replace(tokens[within], senses=(Sense("what"),))
        kind = token.of(*CLASSES)
        for place in _counted_names(tokens, at):
            if kind and (own := _of_kind(tokens[place], kind, names)):
                found[place] = replace(tokens[place], senses=own)
        if before.of("who") and token.of("status") and token.of(*VERBS):
            found[at] = replace(token, senses=tuple(s for s in token.senses if s.kind in VERBS))
    return found


def _unwanted(tokens: Sequence[Token]) -> Iterator[int]:
    """Negations that begin a clause of kinds alone, which are not wanted: no labs, please."""
    start = 0
    for end in [at for at, t in enumerate(tokens) if t.text in ENDS] + [len(tokens)]:
        clause = [i for i in range(start, end) if not tokens[i].of("skip", "and", *CLASSES)]
        kinds = any(tokens[i].of(*CLASSES) for i in range(start, end))
        if start and kinds and len(clause) == 1 and tokens[clause[0]].of("neg"):
            yield clause[0]
        start = end + 1


def _numbered(token: Token) -> bool:
    """Whether it asks which of so many: 哪四家, 哪两所."""
    return token.of("who") is not None and token.text[0] == "哪" and len(token.words) > 2


def _within(tokens: Sequence[Token], at: int) -> int:
    """Where a word says that which of a kind before it is asked (重点企业里头，谁…); 0: nowhere."""
    places = range(max(1, at - 2), at) if tokens[at].of("who") else ()
    return next((i for i in places if tokens[i].text in WITHIN), 0)


def _counted_names(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """Where the things stand that a kind right behind them is said of: 智能装备链, 甲和乙两条链."""
    tally = tokens[at - 1].of("tally") if at else None
    if tally is None:
        yield from range(max(0, at - 1), at)
        return
    named = [i for i in range(at - 1) if tokens[i].of(*NAMES)]
    yield from named[-int(tally.value) :]


def _of_kind(before: Token, kind: Sense, names: Vocabulary) -> tuple[Sense, ...]:
    """Of several things that a name may be, those of the kind right behind it: 智能装备链."""
    named = [sense for sense in before.senses if sense.kind in NAMES]
    own = [s for s in named if all(names.entities[k].type == kind.value for k in s.values)]
    return tuple(own) if own and len(named) > len(own) else ()


def _class_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether what is asked for is the class right before: 省实验室是哪四家."""
    before = next((t for t in reversed(tokens[:at]) if not t.of("skip") and t.text != ","), None)
    return before is not None and before.of(*CLASSES) is not None


def _roles(token: Token) -> Iterator[Piece]:
    """A control word is nothing else; a name may also be a mere word of a name or text."""
    if (sense := token.of("neg")) and sense.value == "does":
        yield Piece("verb", Sense("verb", DENIED), token.text, "neg")
        return
    for kinds, role in ((CONTROL, ""), (CLASSES, "class")):
        if sense := token.of(*kinds):
            yield Piece(role or sense.kind, sense, token.text)
            return
    named = [sense for kind in NAMES for sense in token.senses if sense.kind == kind]
    for sense in named:
        yield Piece("name", sense, token.text)
    verb = () if named else tuple(sense.kind for sense in token.senses if sense.kind in VERBS)
    if verb:
        yield Piece("verb", Sense("verb", verb), token.text)
    if (topic := token.of("topic")) and not verb:
        yield Piece("topic", topic, token.text)
    if not named and not verb and not topic and (sense := token.of(*FREE)):
        yield Piece("free", sense, token.text)


def _types(sense: Sense) -> tuple[str, ...]:
    if sense.kind == "industry_type":
        return INDUSTRIES
    return INSTITUTIONS if sense.value == BROAD else (sense.value,)


def _apposed(pieces: list[Piece], names: Vocabulary) -> list[Piece]:
    """Without class words that only repeat what the name before them is: 量子科技领域."""
    found: list[Piece] = []
    for piece in pieces:
        before = next((p for p in reversed(found) if p.role != "free"), None)
        if before and _in_field(before, piece, names):
            continue
        if found and piece.sense.value == BROAD and _is_body_class(found[-1]):  # 企业机构
            found[-1] = piece
            continue
        if (
            before
            and before.role == "topic"
            and piece.role == "name"
            and _part(before, piece, names)
        ):
            found.remove(before)
            before = None
        if before and before.role == "name" and piece.role == "class":
            kinds = {names.entities[key].type for key in before.sense.values}
            if kinds <= set(piece.kind.types) and piece.sense.value != BROAD:
                continue
        found.append(piece)
    return found


def _is_body_class(piece: Piece) -> bool:
    bodies = piece.role == "class" and set(piece.kind.types) <= set(INSTITUTIONS)
    return bodies and not piece.left_out


def _recounted(pieces: list[Piece], names: Vocabulary) -> list[Piece]:
    """Without what only counts the things just named: 甲和乙两个领域."""
    for at, (number, kind) in enumerate(pairwise(pieces)):
        if number.role not in ("tally", "number") or kind.role != "class":
            continue
        before = [p for p in pieces[:at] if p.role == "name"]
        types = {names.entities[key].type for p in before for key in p.sense.values}
        if len(before) == float(number.sense.value) and types <= set(kind.kind.types):
            return [*pieces[:at], *pieces[at + 2 :]]
    return pieces


def _part(before: Piece, piece: Piece, names: Vocabulary) -> bool:
    """Whether a word before a name is part of the thing's full name."""
    named = [names.entities[key] for key in piece.sense.values]
    return all(any(n.says(word) for word in (before.text, *before.sense.values)) for n in named)


def _in_field(before: Piece, piece: Piece, names: Vocabulary) -> bool:
    """人工智能领域 is the word itself; no field of the plan is counted."""
    if piece.sense.kind != "field_type" or before.role not in ("name", "topic"):
        return False
    kinds = (
        {names.entities[key].type for key in before.sense.values}
        if before.role == "name"
        else set()
    )
    return kinds <= {"TechField", *INDUSTRIES}


def _marked(pieces: list[Piece]) -> list[Piece]:
    """Every object, verb and noun of state with what leaves it out, if anything does."""
    found, mode = list(pieces), ""
    for at, piece in enumerate(pieces):
        if piece.role == "except" and piece.sense.value == "trail":
            found, mode = _trailed(found, at), ""
        elif piece.role in ("neg", "except"):
            mode = piece.role
        elif piece.left_out:
            mode = "neg"
        elif piece.role == "but" and at + 1 < len(pieces) and pieces[at + 1].role in OBJECTS:
            mode = "except"
        elif mode and _ends(pieces, at, mode):
            mode = ""
        elif mode and piece.role in (*OBJECTS, "verb", *NOUNS):
            found[at] = replace(piece, left_out=mode)
    return found


def _restricted(pieces: list[Piece]) -> list[Piece]:
    """Only beside a class is no more than the class: companies only, 只有企业. 一个 counts nothing
    by itself."""
    alone = any(p.role == "only" for p in pieces)
    free = (
        (p.role == "only" and _beside_class(pieces, at))
        or (p.role == "tally" and p.text[0] == "一" and not alone)
        for at, p in enumerate(pieces)
    )
    return [replace(p, role="free") if f else p for p, f in zip(pieces, free, strict=True)]


def _beside_class(pieces: Sequence[Piece], at: int) -> bool:
    """只有企业参与 is more: the class is not asked for but does something."""
    before, after = pieces[max(0, at - 1) : at], pieces[at + 1 : at + 3]
    if not any(p.role != "free" for p in after):  # company names only
        before = [p for p in pieces[:at] if p.role != "free"][-1:]
    does = [p.role for p in after] == ["class", "verb"] and is_chinese(pieces[at].text)
    return any(p.role == "class" for p in (*before, *after[:1])) and not does


def _heard(pieces: Sequence[Piece]) -> bool:
    """Whether each negation and exception leaves something out, and none negates another."""
    for at, piece in enumerate(pieces):
        if piece.role not in ("neg", "except"):
            continue
        trailing = piece.role == "except" and piece.sense.value == "trail"
        beside = reversed(pieces[:at]) if trailing else iter(pieces[at + 1 :])
        first = next((p for p in beside if p.role not in ("free", "any", "and", "except")), None)
        if first is None or not first.left_out or first.sense.values == DENIED:
            return False
    return True


def _ends(pieces: Sequence[Piece], at: int, mode: str) -> bool:
    """Whether what a negation or exception holds ends before ``at``."""
    piece, before = pieces[at], pieces[at - 1]
    if before.role == "verb" and (piece.text == "的" or before.text.endswith("的")):
        return True
    if piece.text in ENDS or piece.role in ("list", "who", "count", "else"):
        return True
    if piece.role == "what":
        return piece.text != "any"
    if before.role in ("and", "or") or piece.role in ("and", "or", "free", "tally", *NOUNS):
        return False
    met = next((p for p in reversed(pieces[:at]) if p.role not in ("free",)), None)
    done = met is not None and met.role in (*OBJECTS, *NOUNS)
    return done and (mode == "neg" or piece.role == "verb")


def _trailed(pieces: list[Piece], at: int) -> list[Piece]:
    """What stands before 以外 is left out, with what is joined to it."""
    found = list(pieces)
    for back in range(at - 1, -1, -1):
        if found[back].role in OBJECTS:
            found[back] = replace(found[back], left_out="except")
        elif found[back].role not in ("and", "free") or found[back].text in ENDS:
            break
    return found
