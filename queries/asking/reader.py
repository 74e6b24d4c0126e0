"""Reading a question: tokens → the one intent that takes all of them up, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from queries.asking import refusal
from queries.asking.common import is_doing
from queries.asking.described import apposed, telling, tells, variants
from queries.asking.exclusion import without
from queries.asking.figures import chosen, figures
from queries.asking.intents import Match, matches
from queries.asking.kinds import ENTITIES, TYPES
from queries.asking.lexicon import Form, Sense, generic
from queries.asking.loose import lighter, occasional, spoken
from queries.asking.passages import TOLD, Sought, sought
from queries.asking.scope import in_scope, is_topic
from queries.asking.slots import several
from queries.asking.tokens import Token, spread, tokenise
from queries.asking.typos import Mend, mended, mends, swapped
from queries.asking.vocabulary import Named, Vocabulary
from queries.grammar.compose import compose
from queries.grammar.model import Typed
from queries.grammar.pairs import pair

MOST_MENDS = 2
MOST_TRIED = 3
MOST_NEAREST = 6
FEW = 4
#: What asks for a name, or whether there is one, beside another question.
NAMES_TOO = ("full title", "is there", "are there", "is there any", "有没有")
OWNING = ("tie", "host", "hostnoun", "rely", "belong", "undertake", "undertaker")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was read: a match, or the reason for none; names that it may have meant.

    ``mends`` are slips that were read as something else, ``nearest`` pairs of
    words said and entity meant, ``other`` the next reading, for when this one is empty.
    """

    match: Match | None = None
    reason: str = ""
    key: str = ""
    words: str = ""
    mends: tuple[Mend, ...] = ()
    nearest: tuple[tuple[str, str], ...] = ()
    other: Match | None = None
    typed: Typed | None = None
    aside: str = ""
    sought: tuple[Sought, ...] = ()
    tokens: tuple[Token, ...] = ()

    @property
    def understood(self) -> bool:
        """Whether there is something to answer."""
        return self.match is not None or self.typed is not None


def read(words: Form, names: Vocabulary, lang: str, slips: int = MOST_MENDS) -> Reading:
    """The reading of a question's atoms; every word is taken up or the question is not answered.

    At most ``slips`` slips of the pen are mended on the way.
    """
    tokens = [_in_plan(in_scope(token, names), names) for token in tokenise(words, names)]
    tokens = list(spread(occasional(spoken(tokens))))
    words = tuple(word for token in tokens for word in token.words)
    if any(not token.senses for token in tokens):
        tokens = next(telling(tokens, names), tokens)
    reading = _first(words, tokens, names, lang, slips)
    return reading if reading.tokens else replace(reading, tokens=tuple(tokens))


def _first(
    words: Form, tokens: Sequence[Token], names: Vocabulary, lang: str, slips: int
) -> Reading:
    if any(not token.senses for token in tokens):
        return _unknown(words, tokens, names, lang, slips)
    reading = _known(words, tokens, names, lang, slips)
    if reading.understood or reading.reason == "ambiguous":
        return reading
    return _lighter(tokens, names, lang) or _told(reading, tokens, names)


def _told(reading: Reading, tokens: Sequence[Token], names: Vocabulary) -> Reading:
    """A refusal with the words that the plan's own sentences may hold, where some are not the
    graph's."""
    outside = {sense.value for t in tokens if (sense := t.of("outside"))}
    strange = any(not t.senses for t in tokens) or outside
    closed = reading.key in ("place", "negation", "year") or not outside <= set(TOLD)
    return replace(
        reading,
        sought=tuple(sought(refusal.closed(tokens), names)) if strange and not closed else (),
    )


def _lighter(tokens: Sequence[Token], names: Vocabulary, lang: str) -> Reading | None:
    """The reading without an occasion or without unknown verbs, which are said."""
    for kept, aside in lighter(tokens):
        if any(not token.senses for token in kept):
            continue
        reading = _known((), kept, names, lang, 0)
        if reading.understood and not reading.reason:
            return replace(reading, aside=aside)
    return None


def _known(
    words: Form, tokens: Sequence[Token], names: Vocabulary, lang: str, slips: int
) -> Reading:
    """The reading of tokens that are all known."""
    matched = _matches(tokens, names, lang)
    found = next(matched, None)
    loose = found is not None and found.of("topic") and not any(map(_searches, tokens))
    if (found is None or loose) and (composed := _composed(tokens, found, names, lang)):
        return composed
    if found is None:
        return (
            _swapped(words, tokens, names, lang, slips)
            if slips
            else _unmatched(tokens, names, lang)
        )
    reading = checked(found, tokens, names)
    if loose and reading.match is None:
        return _composed(tokens, None, names, lang) or reading
    if reading.reason == "ambiguous" and reading.key == "names":
        typed = compose(tokens, names, lang)
        return Reading(typed=typed) if typed and typed.ties and typed.topics else reading
    if found.intent.show and reading.match:
        return replace(reading, other=next(matched, None))
    return reading


def _composed(
    tokens: Sequence[Token], found: Match | None, names: Vocabulary, lang: str
) -> Reading | None:
    """The reading as a set expression, where no family fits or one only by searching words."""
    if found is None and (match := pair(tokens, names)):
        return Reading(match)
    told = telling(tokens, names) if found is None else ()
    owned = telling(tokens, names, 1) if _asks_owner(tokens) else ()
    for variant in (*owned, *variants(tokens, names), tokens, *told):
        if any(len(s.values) > 1 for t in variant if t not in tokens for s in t.senses):
            continue
        typed = compose(variant, names, lang)
        if typed and (found is None or not typed.topics):
            too = told_too(typed, tokens, variant, names)
            return Reading(
                typed=_with_things(replace(typed, told=too), tokens, variant, names, lang)
            )
    return None


def told_too(
    typed: Typed, tokens: Sequence[Token], read_: Sequence[Token], names: Vocabulary
) -> tuple[str, ...]:
    """What is described and asked for beside what is tied to it: 是哪个实验室，谁牵头."""
    senses = [s for t in read_ if t not in tokens for s in t.senses if s.kind in ENTITIES]
    keys = tuple(dict.fromkeys(key for sense in senses for key in sense.values))
    types = {names.entities[key].type for key in keys if key in names.entities}
    which = any(
        before.of("what") and after.of(*TYPES, "project_type") and _is_of(after, types)
        for before, after in pairwise(tokens)
    )
    said = " ".join(token.text for token in tokens)
    asked = which or any(t.of("alias") for t in tokens) or any(one in said for one in NAMES_TOO)
    return keys if asked and len(keys) == 1 and not set(typed.types) <= types else ()


def _is_of(token: Token, types: Set[str]) -> bool:
    sense = token.of(*TYPES)
    return ("Project" if token.of("project_type") else sense.value if sense else "") in types


def _asks_owner(tokens: Sequence[Token]) -> bool:
    """Whether who is behind a thing is asked, not who does something: 授时系统归谁."""
    other = ("support", "join", "relation", "related", "project_type", *TYPES)
    does = any(token.of(*other) for token in tokens)
    return not does and all(any(t.of(*kinds) for t in tokens) for kinds in (("who",), OWNING))


def _with_things(
    typed: Typed,
    tokens: Sequence[Token],
    read_: Sequence[Token],
    names: Vocabulary,
    lang: str,
) -> Typed:
    """For where no name, direction or business holds a word: the one thing that it tells, or
    the query without it, if it is a verb."""
    told = telling(tokens, names, 1) if typed.topics else ()
    more = (compose(variant, names, lang) for variant in told)
    others = [other for other in more if other and not other.topics]
    verbs = [t for t in read_ if t.of("topic") and len(t.senses) == 1 and is_doing(t.text)]
    rest = compose([t for t in read_ if t not in verbs], names, lang) if verbs else None
    if rest and rest.ties:
        others.append(replace(rest, aside="、".join(t.text for t in verbs)))
    return replace(typed, others=(*typed.others, *others))


def _searches(token: Token) -> bool:
    """Whether it asks for what words of a name, direction or business say."""
    return token.of("related", "about") is not None


def _matches(tokens: Sequence[Token], names: Vocabulary, lang: str) -> Iterator[Match]:
    """Plain readings first, then exclusions, things described, figures, searches by words."""
    yield from matches(tokens, lang)
    for variant in without(tokens):
        yield from matches(variant, lang)
    if any(token.of("related") for token in tokens):
        yield from matches(tokens, lang, topical=True)
    for variant in apposed(tokens, names):
        yield from matches(variant, lang)
    for variant in variants(tokens, names):
        yield from (m for m in matches(variant, lang) if earned(m, tokens))
    for variant in figures(tokens, names):
        yield from (m for m in matches(variant, lang) if m.intent.figure)
    yield from matches(tokens, lang, topical=True)
    for variant in telling(tokens, names):
        yield from (m for m in matches(variant, lang) if earned(m, tokens))


def earned(match: Match, tokens: Sequence[Token]) -> bool:
    """What only describes a thing is not asked about as such unless the question says so."""
    return match.intent.name != "about" or any(token.of("about") for token in tokens)


def checked(match: Match, tokens: Sequence[Token], names: Vocabulary) -> Reading:
    """The reading of a match, or why it is none: several readings, nothing that says its words."""
    if match.intent.ambiguous:
        return Reading(match, "ambiguous", "intent")
    if match.intent.figure:
        return _figure(match, names)
    for sense in several(match):
        said = next((t.text for t in tokens if sense in t.senses), "")
        nearest = tuple((said, key) for key in sense.values[:MOST_NEAREST])
        return Reading(match, "ambiguous", "names", said, nearest=nearest)
    topics = match.of("topic")
    if topics and all(set(topic.values) <= generic() for topic in topics):
        return _broad(match, names)
    if topics and match.of("count") and not match.of("who", "project_type", *TYPES):
        return Reading(None, "not_in_plan", "figure", "")
    if topics and not any(_says(named, topics) for named in names.entities.values()):
        return _nowhere(match, tokens, names)
    return Reading(match)


def _figure(match: Match, names: Vocabulary) -> Reading:
    meant = chosen(match, names)
    if not meant:
        return Reading(None, "not_in_plan", "figure", "")
    keys = tuple(named.id for named in meant)
    rest = tuple(sense for sense in match.senses if sense.kind != "indicator")
    match = replace(match, senses=(Sense("indicator", keys), *rest))
    if len(meant) > 1:
        return Reading(
            match, "ambiguous", "names", nearest=tuple(("", k) for k in keys[:MOST_NEAREST])
        )
    return Reading(match)


def _says(named: Named, topics: Sequence[Sense]) -> bool:
    return all(any(named.says(word) for word in topic.values) for topic in topics)


def _nowhere(match: Match, tokens: Sequence[Token], names: Vocabulary) -> Reading:
    """A word that no name, direction or business holds: a field's paragraph may list it."""
    topics = match.of("topic")
    said = "、".join(t.text for t in tokens if any(sense in topics for sense in t.senses))
    near = [n.id for n in names.of_type("TechField") if _lists(n, topics)]
    if near:
        return Reading(match, "ambiguous", "listed", said, nearest=tuple((said, k) for k in near))
    return Reading(None, "not_in_plan", "together" if len(topics) > 1 else "unknown_name", said)


def _lists(field: Named, topics: Sequence[Sense]) -> bool:
    return all(any(word in field.paragraph for word in topic.values) for topic in topics)


def _broad(match: Match, names: Vocabulary) -> Reading:
    said = match.of("topic")[0].value
    near = [n for n in names.of_type("TechField", "IndustryChain") if n.says(said)]
    nearest = tuple((said, named.id) for named in near[:MOST_NEAREST])
    return Reading(match, "ambiguous", "broad" if near else "vague", said, nearest=nearest)


def _unknown(
    words: Form, tokens: Sequence[Token], names: Vocabulary, lang: str, slips: int
) -> Reading:
    """Mend what may safely be mended; offer what is near; else say what is not known."""
    refused = Reading(None, *refusal.why(tokens, lang))
    found = mends(words, tokens, names)
    for mend in [m for m in found if m.sure and slips][:MOST_TRIED]:
        reading = read(mended(words, mend), names, lang, slips - 1)
        if reading.understood:
            return replace(reading, mends=(mend, *reading.mends))
    if slips and (only := _only_one(words, found, names, lang, slips)):
        return only
    if lighter_ := _lighter(tokens, names, lang):
        return lighter_
    refused = _told(refused, tokens, names)
    if refused.key in ("place", "outside"):
        return refused
    near = [(m.said, key) for m in found for key in _meant(m, names)][:MOST_NEAREST]
    nearest = tuple(dict.fromkeys(near)) or tuple(_parts(tokens, names, unknown=True))
    if nearest:
        near_ = Reading(None, "ambiguous", "near", nearest[0][0], nearest=nearest)
        return replace(near_, sought=refused.sought)
    return refused


def _only_one(
    words: Form, found: Sequence[Mend], names: Vocabulary, lang: str, slips: int
) -> Reading | None:
    """Of several English words that are equally near, the only one that makes a question."""
    tied = [mend for mend in found if not mend.sure and mend.meant.isascii()][:MOST_TRIED]
    read_ = [(m, read(mended(words, m), names, lang, slips - 1)) for m in tied]
    made = [(mend, reading) for mend, reading in read_ if reading.match and not reading.reason]
    if len(made) != 1:
        return None
    mend, reading = made[0]
    return replace(reading, mends=(mend, *reading.mends))


def _swapped(
    words: Form, tokens: Sequence[Token], names: Vocabulary, lang: str, slips: int
) -> Reading:
    """A name whose characters changed places may be all that stands in the way."""
    for mend in swapped(words, names) if slips else ():
        reading = read(mended(words, mend), names, lang, slips - 1)
        if reading.understood:
            return replace(reading, mends=(mend, *reading.mends))
    return _unmatched(tokens, names, lang)


def _unmatched(tokens: Sequence[Token], names: Vocabulary, lang: str) -> Reading:
    """Part of an institution's name may stand for it: offer the institutions, if that would fit."""
    nearest = tuple(_parts(tokens, names))
    if nearest and any(refusal.fits(_as_names(tokens), lang)):
        said = refusal.name(tokens) or nearest[0][0]
        key = "names" if names.holds(said) else "near"
        return Reading(None, "ambiguous", key, said, nearest=nearest)
    return Reading(None, *refusal.why(tokens, lang))


def _as_names(tokens: Sequence[Token]) -> list[Token]:
    return [Token(t.words) if is_topic(t) else t for t in tokens]


def _parts(
    tokens: Sequence[Token], names: Vocabulary, unknown: bool = False
) -> Iterator[tuple[str, str]]:
    """Institutions whose name holds an unexplained word of the question, if they are few."""
    kinds = ("University", "ResearchInstitute", "Enterprise", "Hospital", "Laboratory")
    clear = unknown or any(token.of("institution") for token in tokens)
    for token, after in zip_longest(tokens, tokens[1:]):
        word, known = token.text, clear or not is_topic(token)
        if after is not None and after.of("area_type"):
            continue
        if (token.senses and known) or len(word) < 2 or word in generic():
            continue
        near = [n for n in names.of_type(*kinds) if word in "\n".join(n.names()).lower()]
        yield from ((word, named.id) for named in near if len(near) <= FEW)


def _in_plan(token: Token, names: Vocabulary) -> Token:
    """A topic that the plan has nowhere is a word not known."""
    topic = token.of("topic")
    held = topic is None or any(map(names.holds, topic.values)) or tells(topic.values, names)
    if topic and is_topic(token) and not held:
        return replace(token, senses=())
    return token


def _meant(mend: Mend, names: Vocabulary) -> Iterator[str]:
    for sense in names.forms.senses.get(mend.words, ()):
        yield from sense.values
