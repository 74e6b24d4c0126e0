"""What a person may mean by what was typed: things in the order of their likelihood.

The order is: the whole of a name, alias or English name; the whole of a short form or of how it
sounds in pinyin, in full or by first letters; beginnings; inner parts; abbreviations; slips of
one or two signs. Among equals fields and institutions come first, indicators last, and of these
the better connected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from queries.finding.forms import (
    Row,
    chinese,
    forms,
    owners,
    said_of,
    syllables,
    terms,
    typed_terms,
)
from queries.finding.lines import Lines

LONGEST, MOST, REORDERED = 80, 20, 30
NEAREST, FAR, CLOSE = 3, 50, 5
#: Types that stand behind what people look for by name.
LATER = {"TechField": -1, "Indicator": 3} | dict.fromkeys(
    ("Government", "Project", "Area", "IndustrialPark", "ServiceIndustry"), 1
)
WHOLE, SHORT, BEGINS, SHORT_BEGINS, INNER, SOUNDS, ABBREVIATED, SLIP = range(8)
OWN = ("name", "alias", "english")
INITIALS = 2
Found = tuple[int, int, str]  # grade, number of the form, how it was found


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing, the form by which it was found, and how: name, alias, english, short, begins,
    inner, pinyin, initials, abbreviated, slip."""

    row: Row
    how: str
    form: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Things that fit; where none does, ``sure`` is false and they are what may be meant."""

    hits: tuple[Hit, ...]
    sure: bool = True


class Finder:
    """Finds things of a graph by what a person types."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = sorted(rows, key=_worth)
        self.forms = [form for number, row in enumerate(self.rows) for form in forms(number, row)]
        self.keys = Lines([form.key for form in self.forms])

    def find(self, typed: str, most: int = MOST) -> Findings:
        """The things that ``typed`` may mean, the likeliest first."""
        words = typed_terms(typed[:LONGEST])
        sought = "".join(words)
        if not sought:
            return Findings(())
        found = self._first_of_each(self._fitting(sought, words))
        if found:
            return Findings(self._hits(found, most))
        near = self._first_of_each(self._slips(sought)) or self._nearest(sought)
        close = [each for each in near if each[0] <= near[0][0] + 1][:CLOSE]
        return Findings(self._hits(close, most), sure=False)

    def _hits(self, found: Sequence[Found], most: int) -> tuple[Hit, ...]:
        return tuple(self._hit(each) for each in found[:most])

    def _hit(self, found: Found) -> Hit:
        _, number, how = found
        form = self.forms[number]
        row = self.rows[form.thing]
        return Hit(row, how, form.shown if form.how in (*OWN, "short") else row["name"])

    def _first_of_each(self, found: Iterable[Found]) -> list[Found]:
        """Each thing once, by its best form; best grade first, then the order of the things."""
        best: dict[int, Found] = {}
        for each in found:
            thing = self.forms[each[1]].thing
            if thing not in best or each[0] < best[thing][0]:
                best[thing] = each
        return self._wholes_first(sorted(best.values(), key=self._order))

    def _wholes_first(self, found: list[Found]) -> list[Found]:
        """A thing stands before what bears its name: 青山湖科技城, then its 管委会."""
        ordered = found[:REORDERED]
        for each in found[1:REORDERED]:
            name = self._name(each)
            bears = (at for at, one in enumerate(ordered) if self._name(one).startswith(name))
            first = next(bears)
            if self._name(ordered[first]) != name and found[0][0] > SHORT:
                ordered.remove(each)
                ordered.insert(first, each)
        return [*ordered, *found[REORDERED:]]

    def _name(self, found: Found) -> str:
        return str(self.rows[self.forms[found[1]].thing]["name"])

    def _order(self, found: Found) -> tuple[int, int, int]:
        grade, number, _ = found
        thing = self.forms[number].thing
        late = 2 * (LATER.get(self.rows[thing]["type"], 0) == LATER["Indicator"])
        return grade + (late if grade > SHORT else 0), thing, number

    def _fitting(self, sought: str, words: Sequence[str]) -> Iterator[Found]:
        yield from self._written(sought)
        if not chinese(sought):
            yield from self._sounding(sought)
        if len(words) > 1:
            yield from self._all_words(words)
        if chinese(sought) and 1 < len(sought) < INITIALS * 3:
            for number in self.keys.abbreviated(sought):
                if self.forms[number].how in OWN:
                    yield ABBREVIATED, number, "abbreviated"

    def _written(self, sought: str) -> Iterator[Found]:
        for number in self.keys.equal(sought):
            how = self.forms[number].how
            yield (WHOLE if how in OWN else SHORT), number, how
        for number in self.keys.beginning(sought):
            yield (BEGINS if self.forms[number].how in OWN else SHORT_BEGINS), number, "begins"
        if len(sought) > 1 or chinese(sought):
            for number in self.keys.holding(sought):
                if self._at_word(number, sought):
                    yield INNER, number, "inner"

    def _at_word(self, number: int, sought: str) -> bool:
        """Whether ``sought`` begins a word of the form: never ``lab`` in ``collaboration``."""
        if chinese(sought):
            return True
        words = terms(self.forms[number].shown)
        return any("".join(words[at:]).startswith(sought) for at in range(len(words)))

    def _sounding(self, sought: str) -> Iterator[Found]:
        for lines, how in ((self._full, "pinyin"), (self._initials, "initials")):
            for at in lines.equal(sought):
                yield SHORT, self._voiced[at], how
            if len(sought) > INITIALS or how == "pinyin":
                for at in lines.beginning(sought):
                    yield SHORT_BEGINS, self._voiced[at], how
        if len(sought) > INITIALS * 2:
            for at in self._full.holding(sought):
                if self._at_syllable(self._voiced[at], sought):
                    yield SOUNDS, self._voiced[at], "pinyin"

    def _at_syllable(self, number: int, sought: str) -> bool:
        said = syllables(self.forms[number].key)
        return any("".join(said[at:]).startswith(sought) for at in range(len(said)))

    @cached_property
    def _voiced(self) -> list[int]:
        """The forms that sound: those with Chinese characters."""
        return [number for number, form in enumerate(self.forms) if chinese(form.key)]

    @cached_property
    def _said(self) -> list[tuple[str, ...]]:
        return [syllables(self.forms[number].key) for number in self._voiced]

    @cached_property
    def _full(self) -> Lines:
        return Lines(["".join(said) for said in self._said])

    @cached_property
    def _initials(self) -> Lines:
        return Lines(["".join(part[0] for part in said) for said in self._said])

    def _all_words(self, words: Sequence[str]) -> Iterator[Found]:
        """Things of whose forms, type or owner each word typed is a beginning or a part."""
        rarest = max(words, key=len)
        things = {self.forms[n].thing for word in (rarest, *words) for n in self._near(word)}
        for thing in sorted(things):
            own = self._forms_of(thing)
            if all(self._holds(thing, own, word) for word in words):
                yield INNER, own[0], "inner"

    def _near(self, word: str) -> Iterator[int]:
        return self.keys.holding(word)

    def _holds(self, thing: int, own: Sequence[int], word: str) -> bool:
        if any(word in self.forms[n].key and self._at_word(n, word) for n in own):
            return True
        row = self.rows[thing]
        return any(each.startswith(word) for each in (*said_of(row), *self._owner(row)))

    def _owner(self, row: Row) -> Iterator[str]:
        """What the organisation that begins the name is called else."""
        for cut in range(3, len(row["name"])):
            yield from self._owners.get(row["name"][:cut], ())

    @cached_property
    def _owners(self) -> dict[str, tuple[str, ...]]:
        return dict(owners(self.rows))

    def _forms_of(self, thing: int) -> Sequence[int]:
        return self._grouped[thing]

    @cached_property
    def _grouped(self) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in self.rows]
        for number, form in enumerate(self.forms):
            found[form.thing].append(number)
        return found

    def _slips(self, sought: str) -> Iterator[Found]:
        """Forms with one or two other signs, and such as sound the same."""
        if chinese(sought):
            said = "".join(syllables(sought))
            yield from ((SLIP, self._voiced[at], "slip") for at in self._full.equal(said))
            yield from ((SLIP + 2, self._voiced[at], "slip") for at in self._full.beginning(said))
        allowed = _allowed(sought)
        if allowed:
            yield from self._mistyped(sought, allowed)

    def _mistyped(self, sought: str, allowed: int) -> Iterator[Found]:
        near = process.extract(
            sought, self.keys.texts, scorer=OSA.distance, score_cutoff=allowed, limit=MOST
        )
        yield from ((SLIP + int(distance), number, "slip") for _, distance, number in near)
        if not chinese(sought):
            sounds = process.extract(
                sought, self._full.texts, scorer=OSA.distance, score_cutoff=allowed, limit=MOST
            )
            for _, distance, at in sounds:
                yield SLIP + int(distance), self._voiced[at], "slip"
        least = 100 * (1 - allowed / len(sought)) - 0.5
        parts = process.extract(
            sought, self.keys.texts, scorer=_part, score_cutoff=least, limit=MOST
        )
        yield from ((SLIP + 3, number, "slip") for _, _, number in parts)

    def _nearest(self, sought: str) -> list[Found]:
        """What is least unlike where nothing else is to be had."""
        near = process.extract(
            sought, self.keys.texts, scorer=fuzz.ratio, score_cutoff=FAR, limit=MOST
        )
        found = self._first_of_each((SLIP + 5, number, "slip") for _, _, number in near)
        return list(islice(found, NEAREST))


def _part(sought: str, known: str, **options: Any) -> float:
    """How like ``sought`` is to a part of a longer text."""
    return float(fuzz.partial_ratio(sought, known, **options)) if len(known) > len(sought) else 0.0


def _allowed(sought: str) -> int:
    """How many signs may be wrong: a Chinese one says more than a Latin letter."""
    size = len(sought) if chinese(sought) else len(sought) // 2
    return 0 if size < 2 else 1 if size < 5 else 2


def _worth(row: Row) -> tuple[int, int, int, str]:
    """The order of things that fit equally well."""
    late = LATER.get(row["type"], 0)
    return late, -int(row.get("relations") or 0), len(row["name"]), row["id"]
