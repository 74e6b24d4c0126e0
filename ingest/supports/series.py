"""Sections, paragraphs and clauses that open alike and may be fields, each with its own text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Block, Span
from ingest.naming.rules.sentence import Sentence
from ingest.supports.candidate import LONG, Candidate, DeclaredField, has_technical, share, tells
from ingest.supports.declaring import COUNT, Phrase, best, phrases, weight_of
from ingest.supports.leads import (
    QUOTED,
    Lead,
    after_label,
    field_words,
    tagged,
    uncut,
)

STARTS = 24  # characters of a paragraph in which it says what its sentences are about
NEAR = 3  # paragraphs before a list that may declare it
ITEMS = re.compile(
    r"[^，。；：（）()]*、[^。；：（）()]*|(?:“[^”]{2,16}”[、和与及]?){2,}|(?:[一二三四五六七八九]是[^。；]+){2,}"
)
APART = re.compile(r"、|，?[一二三四五六七八九]是|，|以及|(?<=”)(?=“)")
AND = re.compile(r"(?<=.)[和与及](?=.)")
MOST = 40  # members of a series that an enumeration may name
COMMON = 200  # what stands in more series than these tells none
MANY = 13  # of more members the tagger is not asked


@dataclass(frozen=True, slots=True)
class Over:
    """What stands over a series: phrases that count, phrases that do not, the last heading, the
    words of all of it."""

    counts: tuple[Phrase, ...]
    beside: tuple[Phrase, ...]
    heading: str
    text: str


Series = Sequence[tuple[tuple[Lead, ...], Over]]
#: A member of an enumeration, whether other words may stand before it, behind it.
Item = tuple[str, bool, bool]


def with_names(series: Series) -> Iterator[Candidate]:
    """Sections, paragraphs and clauses that open alike."""
    for leads, over in series:
        if leads[0].part and not all(lead.sort for lead in leads):
            continue
        counts = {p.count for p in over.counts if 1 < p.count < len(leads)} | _technical(leads)
        for size in (len(leads), *sorted(counts, reverse=True)):
            phrase = best((*over.counts, *over.beside), size)
            for held in _ways(leads[:size]):
                fields = tuple(_fields(held, over))
                if len({f.name for f in fields}) == size and all(map(_fits, fields)):
                    yield Candidate(fields, phrase, "opened", _of_series(held, over))


def _ways(leads: Sequence[Lead]) -> Iterator[Sequence[Lead]]:
    """The leads as they are; with all of their words as names; by the tagger; by what stands
    behind a label."""
    yield leads
    if any(lead.cut or lead.verbal for lead in leads):
        yield [uncut(lead) for lead in leads]
    running = 2 < len(leads) < MANY and not any(lead.ends or lead.part for lead in leads)
    if running and 2 * sum(tells(lead.block, lead.span.end) for lead in leads) > len(leads):
        yield [tagged(lead) for lead in leads]
    labelled = [one for lead in leads if (one := after_label(lead))]
    if len(labelled) == len(leads):
        yield labelled


def _technical(leads: Sequence[Lead]) -> set[int]:
    """How many are of technology before what follows is other business: 经费, 考核."""
    told = [has_technical(one.name) or tells(one.block, one.span.end) for one in leads]
    size = len(told) - next((n for n, one in enumerate(reversed(told)) if one), 0)
    return {size} if 2 < size < len(leads) else set()


def in_sections(blocks: Sequence[Block], leads: Iterable[Lead]) -> Iterator[Candidate]:
    """Fields that several sections beside one another set apart: 引领领域, 未来领域."""
    noun = re.compile(rf"(?:{field_words()['nouns']})$")
    under: dict[tuple[str, ...], list[Lead]] = defaultdict(list)
    for lead in leads:
        trail = lead.home.trail
        if trail and noun.search(trail[-1]) and lead.ends and not lead.part:
            under[trail[:-1]].append(lead)
    for held in under.values():
        over = over_of(blocks, held[0])
        fields = tuple(_fields(held, over))
        sections = {lead.home.trail for lead in held}
        if 1 < len(sections) < len(held) and len({field.name for field in fields}) == len(fields):
            phrase = best((*over.counts, *over.beside), len(fields))
            yield Candidate(fields, phrase, "sections", _of_series(held, over))


def _fits(field: DeclaredField) -> bool:
    return 2 <= len(field.name) <= LONG


def over_of(blocks: Sequence[Block], lead: Lead) -> Over:
    """What stands over a series and declares it."""
    texts = [b.text for b in _above(blocks, lead)]
    first = lead.home
    before = [b for b in blocks[max(0, lead.at - NEAR) : lead.at] if b.kind != "heading"]
    beside = [*first.trail[-1:], *(b.text for b in before if b.trail == first.trail)]
    if lead.block is not first and first.kind != "heading":
        beside.append(first.text[: len(first.text) if lead.shape else STARTS])
    counts = tuple(p for text in texts for p in phrases(text) if p.count)
    plain = tuple(p for text in beside for p in phrases(text))
    titles = [block.text for block in blocks if block.kind == "title"]
    words_over = "\n".join((*beside, *first.trail, *titles))
    return Over(counts, plain, "".join(first.trail[-1:]), words_over)


def _above(blocks: Sequence[Block], lead: Lead) -> Iterator[Block]:
    """Headings over a series, and paragraphs before it under such a heading."""
    for block in blocks[: lead.at + (lead.block is not lead.home)]:
        trail = (*block.trail, block.text) if block.kind == "heading" else block.trail
        if lead.home.trail[: len(trail)] == trail:
            yield block


def _of_series(leads: Sequence[Lead], over: Over) -> tuple[str, ...]:
    """What is known of a series by its form and by what stands over it."""
    size = len(leads)
    said = field_words()
    noun = re.search(rf"(?:{said['nouns']}|{said['figures']})(?:[^，。]{{0,4}})$", over.heading)
    other = re.search(rf"(?:{said['never']}|链|集群)(?:建设)?$", over.heading)
    kind = "heading" if leads[0].home.kind == "heading" else "part" if leads[0].part else "line"
    return (
        f"form:{kind}",
        f"marked:{bool(leads[0].shape)}",
        f"heading:{'noun' if noun else 'other' if other else 'none'}",
        f"count:{_agreement([p.count for p in over.counts if p.count > 1], size)}",
        f"verbal:{share(lead.verbal for lead in leads)}",
        f"ends:{share(lead.ends for lead in leads)}",
        f"cut:{share(lead.cut for lead in leads)}",
        f"called so over them:{bool(_shared(leads, over))}",
        f"class:{share(bool(lead.sort) for lead in leads)}",
        f"told:{share(len(lead.block.text) - lead.span.end > LONG for lead in leads)}",
    )


def _agreement(counts: Sequence[int], size: int) -> str:
    return "agrees" if size in counts else "else" if counts else "none"


def _fields(leads: Sequence[Lead], over: Over) -> Iterator[DeclaredField]:
    """A field of each lead; the class behind every one of them is no part of the names, nor is
    what they share and what stands over them calls so: 三大科技板块, 竹材板块."""
    every = all(lead.sort for lead in leads)
    cut = _shared(leads, over)
    if every and not cut:
        cut = next((e for e in ("技术", "产业") if all(one.name.endswith(e) for one in leads)), "")
    verbal = 2 * sum(lead.verbal for lead in leads) > len(leads)
    for lead in leads:
        whole = lead.name + lead.sort
        name = lead.name if every or lead.sort not in ("", "技术", "产业") else whole
        name = name.removesuffix(cut)
        begin = _behind_verb(name) if verbal and not lead.verbal else 0
        span = Span(lead.span.start + begin, lead.span.start + len(name))
        yield DeclaredField(
            name[begin:], lead.block, span, 0, whole[begin:] if whole != name else ""
        )


def _behind_verb(name: str) -> int:
    """Where a name begins behind a verb that is on no list: 培优新材料."""
    first = next(iter(Sentence(name, 0).words), None)
    verb = first.text if first and first.tag == "v" else ""
    return len(verb) if len(name) > len(verb) + 1 else 0


def _shared(leads: Sequence[Lead], over: Over) -> str:
    """With what every name ends, where the text over them says it too."""
    names = [lead.name for lead in leads if not QUOTED.search(lead.head)]
    if len(names) < 2:
        return ""
    ends = (names[0][-n:] for n in range(min(map(len, names)) - 2, 1, -1))
    counted = COUNT + r"[^，。、；：\n]{0,6}"
    every = (end for end in ends if all(name.endswith(end) for name in names))
    return next((e for e in every if re.search(counted + re.escape(e), over.text)), "")


def taken_up(blocks: Sequence[Block], series: Series) -> Iterator[Candidate]:
    """Series of which each head holds another member of one enumeration: 在甲、乙两个领域突破 over
    抢占甲制高点 and 向乙要动力."""
    index = _grams(series)
    for block in blocks:
        items = _enumerated(block.text) if block.kind != "cell" else ()
        hits = Counter(n for item in items for n in _holding(index, *item))
        for n, held in sorted(hits.items()):
            if held >= max(2, len(items) // 2):
                yield from _taken_from(block, items, *series[n])


def _taken_from(
    block: Block, items: Sequence[Item], leads: Sequence[Lead], over: Over
) -> Iterator[Candidate]:
    found = _aligned([one for one in leads if one.part or one.home is not block], items)
    if len(found) < 2:
        return
    said = [*phrases(block.text)]
    fields = tuple(DeclaredField(name, lead.block, _span(lead, name), 0) for lead, name in found)
    held = [lead for lead, _ in found]
    extra = (
        f"items:{share(n < len(found) for n in range(len(items)))}",
        f"heads:{share(lead in held for lead in leads)}",
        f"phrase:{weight_of(best(said, len(found)))}",
    )
    phrase = best((*over.counts, *over.beside, *said), len(found))
    yield Candidate(fields, phrase, "taken up", (*_of_series(held, over), *extra))


def _grams(series: Series) -> Mapping[str, Sequence[int]]:
    """Two and three characters → the series in whose words they stand."""
    index: dict[str, dict[int, None]] = defaultdict(dict)
    for n, (leads, _) in enumerate(series):
        for text in (lead.opening for lead in leads if len(leads) <= MOST):
            for size in (2, 3):
                for at in range(len(text) - size + 1):
                    index[text[at : at + size]][n] = None
    return {gram: tuple(found) for gram, found in index.items() if len(found) <= COMMON}


def _holding(
    index: Mapping[str, Sequence[int]], item: str, before: bool, behind: bool
) -> Iterable[int]:
    """The series that may hold a member, or as much of it as is looked for at least."""
    first, last = set(index.get(item[:3], ())), set(index.get(item[-3:], ()))
    return (first & last) | (last if before else set()) | (first if behind else set())


def _span(lead: Lead, name: str) -> Span:
    at = lead.block.text.index(name)
    return Span(at, at + len(name))


def _enumerated(text: str) -> tuple[Item, ...]:
    """The members of the enumerations of a text, each with whether other words may stand before
    and behind it, as they do around the first and the last."""
    found: list[Item] = []
    for run in ITEMS.finditer(text):
        wholes = [part for part in APART.split(run.group()) if len(part) > 1]
        parts = [(p, w) for w in wholes for p in dict.fromkeys((w, *AND.split(w))) if len(p) > 1]
        for part, whole in parts:
            quoted = part.strip("“”")
            ends = whole is wholes[0] and part == quoted, whole is wholes[-1] and part == quoted
            found.append((quoted, *ends))
    return tuple(found)


def _aligned(leads: Sequence[Lead], items: Sequence[Item]) -> list[tuple[Lead, str]]:
    """Each lead with the member that its head holds, each member once."""
    left, found = list(items), []
    for lead in leads:
        opening = lead.opening
        names = ((len(n), item, n) for item in left if (n := _common(*item, opening)))
        size, item, name = max(names, default=(0, items[0], ""), key=lambda one: one[0])
        if size:
            left.remove(item)
            found.append((lead, name))
    return found


def _common(item: str, before: bool, behind: bool, head: str) -> str:
    """The member of an enumeration that a head holds; "" where it holds none."""
    if item in head and len(item) <= LONG:
        return item
    for size in range(min(len(item), LONG), 2, -1):
        for part in (item[-size:],) * before + (item[:size],) * behind:
            if part in head:
                return part
    return ""
