"""A typed query and its answer in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.catalogue import text
from queries.asking import wording
from queries.asking.answer import Found
from queries.asking.lexicon import Sense, rows
from queries.asking.render import named, total
from queries.asking.vocabulary import Vocabulary
from queries.grammar.model import MANY, Kind, Tie, Typed
from queries.grammar.schema import INSTITUTIONS

MOST_NAMED = 3


def reading(typed: Typed, names: Vocabulary, lang: str) -> str:
    """How the question was read."""
    caption = text("ask.typed.caption", lang)
    return text("ask.reading.all", lang, caption=caption, slots=_said(typed, 2, names, lang))


def told(typed: Typed, found: Sequence[Found], names: Vocabulary, lang: str) -> str:
    """The answer as a sentence."""
    if not found and (typed.ties and typed.ties[0].most == 0) and len(typed.ties) == 1:
        held = _phrase(replace(typed.ties[0], most=MANY), names, lang)
        return text("ask.typed.every", lang, noun=_noun(typed.kinds, lang)[0], said=held)
    if not found:
        return text("ask.typed.none", lang, said=_said(typed, 1, names, lang))
    if typed.rank:
        return _ranking(typed, found, names, lang)
    sentence = _listing(typed, found, names, lang)
    if not typed.amounts or len(found) == 1:
        return sentence
    given = [one for one in found if "amount" in one.facts]
    if not given:
        return sentence + text("ask.answer.no_amount", lang)
    amount = wording.money(total(found) or 0, lang)
    return sentence + text("ask.answer.sum", lang, amount=amount, count=len(given))


def _listing(typed: Typed, found: Sequence[Found], names: Vocabulary, lang: str) -> str:
    said, measure = _said(typed, len(found), names, lang), _noun(typed.kinds, lang)[2]
    if lang == "en":
        said = f"{len(found)} {said}"
    stated, derived = ([f for f in found if f.basis == b] for b in ("stated", "derived"))
    counts = {"stated": len(stated), "derived": len(derived), "count": len(found)}
    more = {"measure": measure, "more": named(derived, names, lang), "said": said}
    key, shown = "plain", found
    if stated and derived:
        key, shown = "both", stated
    elif stated or derived:
        basis = "stated" if stated else "derived"
        key = f"{'one' if len(found) == 1 else 'all'}_{basis}"
    return text(f"ask.head.{key}", lang, list=named(shown, names, lang), **counts, **more)


def _ranking(typed: Typed, found: Sequence[Found], names: Vocabulary, lang: str) -> str:
    counted = text("ask.typed.investment", lang)
    rest = typed
    if not typed.by_amount:
        counted = _phrase(typed.ties[-1], names, lang)
        rest = Typed(typed.kinds, typed.ties[:-1], typed.topics, levels=typed.levels)
    said = _said(rest, 2, names, lang)
    listed = named(found, names, lang)
    if typed.top:
        return text(
            "ask.typed.top", lang, said=said, counted=counted, count=len(found), list=listed
        )
    value = found[0].facts.get("value")
    shown = wording.money(value, lang) if typed.by_amount and value is not None else value
    if not typed.by_amount and lang == "zh":
        shown = f"{value} {_noun([typed.ties[-1].kind], lang)[2]}"
    key = f"ask.typed.rank.{typed.rank}"
    return text(key, lang, said=said, counted=counted, list=listed, value=shown)


def _said(typed: Typed, count: int, names: Vocabulary, lang: str) -> str:
    """What is asked for: 依托浙江大学、支持精准医疗的实验室."""
    one, several, _ = _noun(typed.kinds, lang)
    noun = one if count == 1 else several
    said = text("ask.typed.join", lang).join(_conditions(typed, names, lang))
    return text("ask.typed.noun", lang, said=said, noun=noun) if said else noun


def _noun(kinds: Sequence[Kind], lang: str) -> wording.Noun:
    senses = [Sense(kind.word[0], kind.word[1:]) for kind in kinds if kind.word]
    if senses:
        return wording.nouns(senses, "institution", lang)
    types = {t for kind in kinds for t in kind.types}
    if len(types) > MOST_NAMED:
        bodies = len(types & set(INSTITUTIONS)) > 1
        return wording.nouns((), "institution" if bodies else "any", lang)
    return wording.nouns([_sense(t) for t in sorted(types)], "institution", lang)


def _sense(type_: str) -> Sense:
    """The general word for a type."""
    if type_ == "Project":
        return Sense("project_type", ("",))
    kinds = (r["kind"] for r in rows("types") if r["value"] == type_ and not r["part"])
    return Sense(next(kinds, "type"), (type_, ""))


def _conditions(typed: Typed, names: Vocabulary, lang: str) -> Iterator[str]:
    ties = (tie for tie in typed.ties if tie.least or tie.negated or typed.rank)
    yield from (_phrase(tie, names, lang) for tie in ties)
    for words in typed.topics:
        yield text("ask.typed.topic", lang, value=words[0])
    among = "compared" if typed.rank and typed.among else "family"
    for key, values in (("level", typed.levels), (among, (typed.family,))):
        yield from (text(f"ask.typed.{key}", lang, value=value) for value in values if value)
    for key, states in (("status", typed.statuses), ("status_not", typed.statuses_not)):
        if states:
            shown = text("ask.join.either", lang).join(wording.state(s, lang) for s in states)
            yield text(f"ask.typed.{key}", lang, value=shown)
    if typed.flagship:
        yield text(f"ask.typed.flagship_{typed.flagship}", lang)
    for key, amount in (("over", typed.over), ("under", typed.under)):
        if amount >= 0:
            yield text(f"ask.typed.{key}", lang, value=wording.money(round(amount, 2), lang))
    left = [names.label(key, lang) for key in typed.exclude]
    left += [_noun([Kind((t,))], lang)[lang != "zh"] for t in typed.exclude_types]
    left += list(typed.exclude_parts)
    if left:
        yield text("ask.typed.exclude", lang, value=text("ask.join.list", lang).join(left))


def _phrase(tie: Tie, names: Vocabulary, lang: str) -> str:
    """One tie: 依托浙江大学, hosted by Zhejiang University."""
    first = tie.steps[0]
    several = "part" if first.out is None else "own"
    relation = several if "|" in first.relation else first.relation
    key = f"ask.typed.{relation}.{'in' if first.out is False else 'out'}"
    said = text(key, lang, other=_other(tie, names, lang))
    if tie.bases:
        said = text(f"ask.typed.{tie.bases[0]}", lang) + (" " if lang == "en" else "") + said
    key = "else" if tie.except_ else "not"
    return text(f"ask.typed.{key}", lang, said=said) if tie.negated else said


def _other(tie: Tie, names: Vocabulary, lang: str) -> str:
    if tie.ids:
        return text("ask.join.either", lang).join(names.label(key, lang) for key in tie.ids)
    if tie.inner:
        return _said(tie.inner, 2, names, lang)
    one, several, measure = _noun([tie.kind], lang)
    bounds = _bounds(tie)
    if not bounds:
        return several
    count = tie.most if bounds == "most" else tie.least
    noun = one if lang == "zh" or count == 1 else several
    said = f"{count} {measure}" if lang == "zh" else count
    return text(f"ask.typed.bounds.{bounds}", lang, count=said, noun=noun)


def _bounds(tie: Tie) -> str:
    if tie.negated or (tie.least in (0, 1) and tie.most == MANY):
        return ""
    if tie.most == MANY:
        return "least"
    return "just" if tie.least == tie.most else "most"
