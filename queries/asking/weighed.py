"""What a question most likely asks where its words as they stand make none: the cheapest change.

A word may be left out (little for courtesy, more for a verb, most for a word of the plan; a
negation, a number, a name never), an unknown verb may stand for any tie, a run of words may mean
the one thing whose names hold them. Every change costs; the cheapest readings come first, and what
each left out is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from queries.asking.bodies import is_body
from queries.asking.common import cut, english_parts, tag
from queries.asking.kinds import ENTITIES, TYPES
from queries.asking.lexicon import Sense
from queries.asking.normalise import is_chinese, joined
from queries.asking.retold import Retold, retold
from queries.asking.tokens import Token
from queries.asking.vocabulary import Vocabulary

MOST_PATHS, MOST_READINGS, DEAREST = 60, 40, 2.8
#: Kinds of words that are never left out.
HELD = frozenset(
    "neg except only most least number unit over under over_after under_after tally year top"
    " level status flagship leading against place count sum increase base target both"
    " family".split()
)
#: Of these, what counts nothing of the plan where no kind is named.
COUNTING = frozenset("number unit tally count top".split())
LIGHT = frozenset("skip and scope occasion second any alias".split())
ENDS = frozenset(",;?:.!")
ASKING = frozenset("what list who where invest yesno why about".split())
#: Of these, the ones without which something else is asked.
SOUGHT = frozenset("who where invest why".split())
#: Verbs that say which relation is meant; others only say that there is one.
TELLING = frozenset("host hostnoun rely undertake undertaker join participant belong below".split())
DOES = (*TELLING, "tie", "support")
CLASSES = (*TYPES, "project_type", "field_type")
#: What an unknown Chinese word costs by its part of speech: what a verb does is often said
#: otherwise; a noun or a quality narrows what is asked for.
SPOKEN = {"v": 0.5, "d": 0.3, "p": 0.2, "c": 0.2, "u": 0.1, "y": 0.1, "e": 0.1, "r": 0.2}
SPOKEN |= {"f": 0.3, "z": 0.4, "q": 0.3}
DOING, ASKED, ASIDE, REPEATED, TIE, TOLD, NAME = 0.6, 0.4, 0.2, 0.15, 0.7, 0.3, 9.0
CLAUSE, MONEY = 0.4, 0.3
#: Words that point back to what was said before.
BACK = frozenset(
    "它 它们 他们 她们 其 他家 这里 那里 这边 那边 这儿 那儿 里面 我们这儿 我们这里".split()
)
BACK |= frozenset(
    "这块 那块 这条 这条链 it its they them their there this that these those".split()
)
#: Words outside the graph that an occasion is told with: the boss, tomorrow's breakfast.
TOLD_OF = ("people", "daily")
#: The same where the clause names nothing: in a good mood, how time flies.
LOOSELY = ("opinion", "how")


@dataclass(frozen=True, slots=True)
class Weighed:
    """The tokens that are left, what was left out, and what the changes cost."""

    tokens: tuple[Token, ...]
    aside: tuple[str, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of the tokens up to ``end``."""

    end: int
    tokens: tuple[Token, ...]
    cost: float
    aside: str = ""


def weighed(tokens: Sequence[Token], names: Vocabulary) -> Iterator[Weighed]:
    """The cheapest changes of a question, the cheapest first; as it stands where that is one."""
    told = retold(tokens, names)
    changes = [list(_changes(tokens, at, told, names)) for at in range(len(tokens))]
    seen: set[tuple[Token, ...]] = set()
    for one in _cheapest(changes):
        if one.tokens not in seen:
            seen.add(one.tokens)
            yield one
        if len(seen) == MOST_READINGS:
            return


def _cheapest(changes: Sequence[Sequence[Change]]) -> list[Weighed]:
    """The cheapest ways through all tokens."""
    ways: list[list[Weighed]] = [[] for _ in range(len(changes) + 1)]
    ways[0] = [Weighed((), (), 0.0)]
    for at, each in enumerate(changes):
        for way in nsmallest(MOST_PATHS, ways[at], key=lambda way: way.cost):
            for change in each:
                cost = way.cost + change.cost
                if cost <= DEAREST:
                    left = (*way.aside, change.aside) if change.aside else way.aside
                    ways[change.end].append(Weighed((*way.tokens, *change.tokens), left, cost))
    return nsmallest(MOST_PATHS, ways[-1], key=lambda way: way.cost)


def _changes(
    tokens: Sequence[Token], at: int, told: Sequence[Retold], names: Vocabulary
) -> Iterator[Change]:
    token = tokens[at]
    kinds = {sense.kind for sense in token.senses}
    if kinds:
        yield Change(at + 1, (token,), 0.0)
    clause = _clause(tokens, at)
    told_in = any(at <= one.start and one.end <= at + len(clause) for one in told)
    needed = told_in and not any(t.of(*ENTITIES) for t in tokens[at + len(clause) :])
    whole = bool(clause) and clause[0] is token and len(clause) < len(tokens) and not needed
    if whole and _may_go(clause, tokens):
        end = at + len(clause)
        end += end < len(tokens)
        yield Change(end, (), CLAUSE, joined(tuple(w for t in clause for w in t.words)))
    if not kinds or not kinds <= LIGHT - {"occasion"} or token.text in ENDS:
        cost = _left_out(tokens, at, names)
        yield Change(at + 1, (), cost, token.text if cost > REPEATED else "")
    if _is_again(tokens, at):
        yield Change(at + 1, (), REPEATED)
    if token.of("tally") and _is_told(tokens, at):
        yield Change(at + 1, (), REPEATED)
    if token.of("who") and not any(t.of("support", "join", *DOES) for t in tokens):
        yield Change(at + 1, (Token(token.words, (Sense("list"),)),), TOLD)
    if not kinds and _may_do(token):
        yield Change(at + 1, (Token(token.words, (Sense("tie"),)),), TIE)
    for one in told:
        if one.start == at:
            yield Change(one.end, (one.token,), TOLD + one.doubt)


def _is_again(tokens: Sequence[Token], at: int) -> bool:
    """Whether a kind is said a second time, and nothing is denied of either."""
    kind = tokens[at].of(*CLASSES)
    denies = any(token.of("neg", "except") for token in tokens)
    return kind is not None and not denies and kind in {t.of(*CLASSES) for t in tokens[:at]}


def _is_told(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number only says how many there are of the kind behind it: no verb that counts
    stands before."""
    kind = next((t for t in tokens[at + 1 : at + 5] if t.of(*CLASSES)), None)
    asked = any(t.of("who", *CLASSES) for t in tokens if t is not kind)
    before = tokens[at - 1] if at else None
    bodies = tokens[at].text.endswith("所") and not (
        kind and kind.of("type")
    )  # 13所 is an institute
    return kind is not None and asked and not bodies and not (before and before.of(*DOES))


def _free(tokens: Sequence[Token], at: int) -> bool:
    """Whether the clause of a token names nothing and narrows nothing."""
    kinds = {sense.kind for token in _clause(tokens, at) for sense in token.senses}
    return not kinds & (HELD | {*ENTITIES, "topic"})


def _may_go(clause: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Whether a clause names nothing of the plan, no strange name, nothing that narrows, and
    another one asks."""
    rest = [token for token in tokens if token not in clause]
    if _introduces(clause, tokens):
        return True
    asking, kinds_ = (any(t.of(*some) for t in clause) for some in (ASKING, CLASSES))
    if (asking and kinds_) or ((asking or kinds_) and not any(t.of(*ASKING) for t in rest)):
        return False
    kinds = {sense.kind for token in clause for sense in token.senses}
    strange = [word for t in clause if not t.senses for word in _words(t)]
    counts = any(token.of(*CLASSES) for token in clause)
    if clause[0].of("else") and len(clause) < len(tokens):
        return not kinds & {*ENTITIES, *CLASSES, "topic"}
    empty = clause is not tokens and not counts and not kinds & {*ASKING, "status", "level"}
    light = (*(() if counts else COUNTING), *(("neg",) if empty else ()))
    held = kinds & ((HELD - set(light)) | SOUGHT | {*ENTITIES, "topic"})
    other = any((o := t.of("outside")) and o.value not in TOLD_OF for t in clause)
    return not held and not other and not any(map(_is_name, strange))


def _introduces(clause: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Whether the first clause says who asks, or what for, and the rest asks for itself: 我做遥感，
    想知道…. What points back (那边, it) needs the clause."""
    rest = tokens[len(clause) :]
    kinds = {sense.kind for token in clause for sense in token.senses}
    if clause[0] is not tokens[0] or kinds & {*ENTITIES, *ASKING, "neg", "except", "yesno"}:
        return False
    if all(token.senses for token in clause) and kinds <= {*LIGHT, "outside"} - {"occasion"}:
        return False  # last year, … narrows
    asks = any(t.of(*ASKING) for t in rest) and any(t.of(*CLASSES, "who", "where") for t in rest)
    told = (t for t in rest if not t.of("scope"))
    names = any(t.of(*ENTITIES, "topic", "status", "most", "least") for t in told)
    if kinds & {"tally", "below"} and kinds & set(CLASSES):  # 集群下面三条链，…最多的是哪条
        return False
    return asks and names and not any(t.text in BACK for t in rest)


def _left_out(tokens: Sequence[Token], at: int, names: Vocabulary) -> float:
    """What it costs to leave a token out."""
    token = tokens[at]
    kinds = {sense.kind for sense in token.senses}
    if not kinds:
        return _unheard(tokens, at)
    if token.of("leading") and _goes_on(tokens, at):
        return ASIDE
    if kinds & HELD:
        return NAME
    if kinds == {"box"}:
        return ASIDE
    if kinds <= LIGHT:
        return 0.02
    if "topic" in kinds or token.of(*ENTITIES):
        return NAME
    if token.of(*CLASSES):
        asked = at and tokens[at - 1].of("what", "count")
        return REPEATED if _repeats(tokens, at, names) and not asked else NAME
    if not _asks(tokens, at):
        outside = token.of("outside")
        said = outside.value if outside else ""
        return ASIDE if said in ("", *TOLD_OF) or (said in LOOSELY and _free(tokens, at)) else NAME
    money = (outside := token.of("outside")) is not None and outside.value == "money"
    if money and any(t.of("indicator") for t in tokens):
        return MONEY  # a figure is known by its name
    if kinds & (SOUGHT | TELLING | {"outside"}):
        return NAME
    denied = "yesno" in kinds and any(t.of("neg") for t in _clause(tokens, at))
    return NAME if denied else ASKED if kinds & ASKING else DOING


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether all of a kind are asked for beside it: 链主和骨干企业."""
    after = tokens[at + 1 : at + 4]
    return bool(after) and after[0].of("and") is not None and any(t.of(*CLASSES) for t in after)


def _unheard(tokens: Sequence[Token], at: int) -> float:
    """What an unknown stretch costs: all of its words together."""
    asking, does = _asks(tokens, at), _does(tokens, at)
    if is_body(tokens[at].words):
        return NAME
    if _is_particle(tokens, at):
        return DOING
    return sum(_unknown(word, asking, does) for word in _words(tokens[at]))


def _is_particle(tokens: Sequence[Token], at: int) -> bool:
    """Whether an unknown Chinese character stands for itself: part of no word of a name or kind."""
    text, after = tokens[at].text, tokens[at + 1 : at + 2]
    beside = (*tokens[max(0, at - 1) : at], *after)
    own = all(not t.of("topic", "place", *ENTITIES) for t in beside)
    return is_chinese(text) and len(text) == 1 and own and not (after and after[0].of(*CLASSES))


def _unknown(word: str, asking: bool, does: bool) -> float:
    """What an unknown word costs: one that no dictionary has is a name; in the clause that asks
    what a verb does is often said otherwise, a noun or a quality narrows what is asked."""
    if _is_name(word):
        return NAME
    if not asking:
        return ASIDE
    if not is_chinese(word):
        parts = english_parts(word)
        doing = (does and "VERB" in parts) or parts == {"ADV"}
        return DOING if doing else NAME
    kind = tag(word)
    return SPOKEN.get(kind[:1], NAME) if kind != "vn" else NAME


def _words(token: Token) -> list[str]:
    return list(cut(token.text)) if is_chinese(token.text) else list(token.words)


def _is_name(word: str) -> bool:
    """Whether no dictionary has a word, or has it as a proper name."""
    if not is_chinese(word):
        return not english_parts(word)
    kind = tag(word)
    return kind[:2] in ("nr", "ns", "nt", "nz") or (not kind and len(word) > 1)


def _asks(tokens: Sequence[Token], at: int) -> bool:
    """Whether the clause of a token asks for something or names a kind, or no clause does; else
    it tells the occasion."""

    def asks(part: Sequence[Token]) -> bool:
        return any(token.of(*ASKING, *CLASSES) for token in part)

    return asks(_clause(tokens, at)) or not asks(tokens)


def _clause(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    start = max((i + 1 for i in range(at) if tokens[i].text in ENDS), default=0)
    end = min((i for i in range(at, len(tokens)) if tokens[i].text in ENDS), default=len(tokens))
    return tokens[start:end]


def _does(tokens: Sequence[Token], at: int) -> bool:
    """Whether an English word has the place of a verb: behind who or a kind."""
    before, after = tokens[at - 1 : at], tokens[at + 1 : at + 2]
    behind = bool(before) and before[0].of("who", "what", "skip", *CLASSES) is not None
    return len(tokens[at].words) == 1 and behind and (not after or not after[0].of(*CLASSES))


def _may_do(token: Token) -> bool:
    """Whether an unknown word may be a verb: one word, or few characters."""
    if not is_chinese(token.text):
        return len(token.words) == 1 and "VERB" in english_parts(token.text)
    return len(token.text) < 5 and any(tag(word)[:1] == "v" for word in cut(token.text))


def _repeats(tokens: Sequence[Token], at: int, names: Vocabulary) -> bool:
    """Whether a word for a kind stands beside a thing of that kind."""
    kinds = {sense.value for sense in tokens[at].senses}
    beside = (*tokens[max(0, at - 2) : at], *tokens[at + 1 : at + 3])
    keys = [key for t in beside for s in t.senses if s.kind in ENTITIES for key in s.values]
    return any(names.entities[key].type in kinds for key in keys if key in names.entities)
