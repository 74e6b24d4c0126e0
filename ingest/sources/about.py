"""What a document is, from its own head and foot: place, issuer, level, period, date, kind.

Each rule looks in one place (title, notice of issue, signature, the text) and gives a value with
the words that say it; the first that finds one holds. A person may correct each.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

from ingest.about import ABOUT, About, Told
from ingest.evidence import Quoter
from ingest.lexicon import LEXICON
from ingest.model import Document, Evidence, Line
from ingest.naming.gazetteer import NOWHERE, Where, city_names, short_city, where
from ingest.typography import squeezed

HEAD, FOOT = 40, 15
LEVELS = ("nation", "province", "city", "county", "zone")
HERALDED = 12  # lines in which a notice of issue stands
FINAL_BRACKET = re.compile(r"[（(][^（）()]*[0-9]{4}[^（）()]*[）)]$")
YEARS = re.compile(r"(?P<first>20[0-9]{2})年?(?:[-—–－~～]+|至|到)(?P<last>20[0-9]{2})")
YEAR = re.compile(r"(?P<first>20[0-9]{2})年")
DATE = (
    r"(?P<y>20[0-9]{2}|二[〇○零][一二三][〇○零一二三四五六七八九])[年.-]"
    r"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?:月|(?=[.-]))"
    r"[.-]?(?:(?P<d>[12][0-9]|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日?)?"
)
DATED = re.compile(rf"^(?:[^，。；]{{2,30}}[\s　]+)?{DATE}(?:印发|发布|通过)?$")
MEETING = re.compile(rf"{DATE}在(?P<where>[^，。（）]{{2,20}}?)第[^，。]{{1,12}}人民代表大会")
NOTICE = re.compile(r"^(?P<issuer>[^《》，。“”（）〔〕0-9]{2,40}?)(?:关于)?(?:印发|转发|发布|公布)")
CUT = re.compile(r"[\s　]+")
NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
GENERAL = re.compile("国家|全国|各|全省|全市")
OFTEN, CLEARLY = 3, 2
LONGEST_ZONE = 16


@dataclass(frozen=True)
class Pages:
    """A document's lines as they are looked at: its title, its head, its foot."""

    document: Document

    @cached_property
    def quoter(self) -> Quoter:
        """Cuts the evidence."""
        return Quoter(self.document)

    @cached_property
    def inked(self) -> Sequence[Line]:
        """The lines that are not blank."""
        return [line for line in self.document.lines if line.text.strip()]

    @cached_property
    def edges(self) -> Sequence[Line]:
        """The first lines and the last."""
        return [*self.inked[:HEAD], *self.inked[HEAD:][-FOOT:]]

    @cached_property
    def title(self) -> str:
        """The title without white space."""
        return squeezed(self.document.title)

    def told(self, value: str, rule: str, words: str) -> Told:
        """A value with the first place that has its words: at the head and foot, else anywhere."""
        found = self._cut(words, self.edges) or self._cut(words, self.inked)
        return Told(value, rule, found)

    def _cut(self, words: str, lines: Sequence[Line]) -> tuple[Evidence, ...]:
        at = [n for line in lines for n, sign in enumerate(line.text, line.start) if sign.strip()]
        wanted = squeezed(words)
        start = "".join(self.document.text[n] for n in at).find(wanted) if wanted else -1
        kept = at[start : start + len(wanted)] if start >= 0 else ()
        return self.quoter.of_spans(((n, n + 1) for n in kept), "")


def about(document: Document) -> About:
    """What the document says of itself, as far as it does."""
    pages = Pages(document)
    found: dict[str, Told] = {"title": pages.told(pages.title, "title", pages.title)}
    found |= _first("issuer", pages, (by_notice, by_signature, by_meeting))
    found |= _first("period", pages, (years_in_title, plan_number, years_in_text, year_of_report))
    found |= _first("date", pages, (day_alone, day_of_meeting))
    found |= _first("kind", pages, (by_ending,))
    found |= dict(_places(pages, found.get("issuer")))
    return with_derived(found)


def with_derived(found: Mapping[str, Told]) -> About:
    """The facts with those that follow from others: short title, level, place."""
    told = dict(found)
    for name, derive in (("level", _level), ("place", _place), ("short", _short)):
        if name not in told and (value := derive(told)):
            told[name] = Told(value, "derived")
    return About(MappingProxyType({name: told[name] for name in ABOUT if name in told}))


def kinds() -> tuple[str, ...]:
    """The kinds of documents that are known."""
    return tuple(_lexicon()["kind"])


def _first(name: str, pages: Pages, rules: Sequence[Any]) -> dict[str, Told]:
    """The fact as the first rule tells it; each gives value and words."""
    for rule in rules:
        for value, words in rule(pages):
            return {name: pages.told(value, f"about.{rule.__name__}", words)}
    return {}


def by_notice(pages: Pages) -> Iterator[tuple[str, str]]:
    """某某关于印发《…》的通知, also over several lines."""
    lines = [squeezed(line.text) for line in pages.inked[:HERALDED]]
    for start in range(len(lines)):
        found = NOTICE.match("".join(lines[start : start + 3]))
        if found and re.search(_word("body") + "$|等[^，]{0,4}(?:部门|单位)$", found["issuer"]):
            yield found["issuer"], found["issuer"]


def by_signature(pages: Pages) -> Iterator[tuple[str, str]]:
    """A line at the head or the foot that holds nothing but a body's name, or that and a date."""
    for line in pages.edges:
        words = CUT.split(line.text.strip())
        name = words[0] if len(words) > 1 and DATED.match(words[-1]) else squeezed(line.text)
        body = len(name) < 31 and re.fullmatch(r"[^，。；：《》、“”]+?" + _word("body"), name)
        if body and (where(name) or re.match(_word("nation"), name) or len(name) > 6):
            yield name, name


def by_meeting(pages: Pages) -> Iterator[tuple[str, str]]:
    """A report to a people's congress is the government's of that place."""
    for line in pages.edges:
        found = MEETING.search(squeezed(line.text))
        if found and where(found["where"]).size == len(found["where"]):
            yield found["where"] + "人民政府", found["where"]


def years_in_title(pages: Pages) -> Iterator[tuple[str, str]]:
    """（2026—2030年） in the title, or in a line of its own below it."""
    for words in (pages.title, *(squeezed(line.text) for line in pages.inked[:6])):
        found = YEARS.search(words)
        if found and (words == pages.title or len(words) < 20):
            yield _span(found["first"], found["last"]), found.group()


def plan_number(pages: Pages) -> Iterator[tuple[str, str]]:
    """“十四五”, 第十五个五年 in the title."""
    for number, (first, last) in _lexicon()["years"].items():
        if number in pages.title:
            yield _span(first, last), number


def years_in_text(pages: Pages) -> Iterator[tuple[str, str]]:
    """实施期为2026—2028年."""
    stated = re.compile(_word("period") + r"(?:限)?(?:为|是|：|自|从)?" + YEARS.pattern)
    for line in pages.inked:
        if found := stated.search(squeezed(line.text)):
            yield _span(found["first"], found["last"]), found.group()


def year_of_report(pages: Pages) -> Iterator[tuple[str, str]]:
    """2026年…工作报告: the year that it plans; without one in the title, that of the meeting."""
    if "报告" in pages.title:
        if found := YEAR.search(pages.title):
            yield found["first"], found.group()
        yield from ((day[:4], words) for day, words in day_of_meeting(pages))


def day_alone(pages: Pages) -> Iterator[tuple[str, str]]:
    """A line at the head or the foot that ends in a date and holds at most a body before it."""
    for line in pages.edges:
        if found := DATED.match(line.text.strip()):
            yield _day(found), found.group().split()[-1]


def day_of_meeting(pages: Pages) -> Iterator[tuple[str, str]]:
    """2026年1月27日在…人民代表大会."""
    for line in pages.edges:
        if found := MEETING.search(squeezed(line.text)):
            yield _day(found), found.group()


def by_ending(pages: Pages) -> Iterator[tuple[str, str]]:
    """What the title ends in."""
    bare = FINAL_BRACKET.sub("", pages.title).removesuffix("的通知").rstrip("》”")
    for kind, ending in _lexicon()["kind"].items():
        if found := re.search(f"(?:{ending})$", bare):
            yield kind, found.group()


def _places(pages: Pages, issuer: Told | None) -> Iterator[tuple[str, Told]]:
    """Province, city, county and zone, each with what tells it."""
    opening = re.match(_word("before") + "*", pages.title)
    subject = pages.title[opening.end() if opening else 0 :]
    zone = _zone(subject)
    if zone:
        yield "zone", pages.told(zone, "about.title", zone)
    national = bool(issuer and re.match(_word("nation"), issuer.value))
    for rule, (found, words) in _wheres(pages, subject, issuer, zone, national):
        for name in ("province", "city", "county"):
            if value := getattr(found, name):
                yield name, pages.told(value, f"about.{rule}", words)
        return


def _wheres(
    pages: Pages, subject: str, issuer: Told | None, zone: str, national: bool
) -> Iterator[tuple[str, tuple[Where, str]]]:
    told = where(subject) or _bracketed(subject)
    if told:
        yield "title", (told, subject[: told.size])
    if issuer and not national and (found := where(issuer.value)):
        yield "issuer", (found, issuer.value[: found.size])
    if zone and not national:
        yield from (("text", found) for found in _most_named(pages))


def _bracketed(subject: str) -> Where:
    """西部（成都）科学城: the place stands in a bracket."""
    found = re.match(r"[^（(，。]{0,4}[（(](?P<inside>[^（）()]{2,9})[）)]", subject)
    inside = where(found["inside"]) if found else NOWHERE
    return inside if found and inside.size == len(found["inside"]) else NOWHERE


def _zone(subject: str) -> str:
    """The zone that the title is about: 某某科技城; not a mere class of zones."""
    found = re.match(rf"[^，。、“”《》的]{{0,{LONGEST_ZONE}}}?{_word('zone')}", subject)
    if not found or GENERAL.match(subject):
        return ""
    place = where(subject)
    last = place.county or place.city or place.province
    whole = place and subject[: place.size].endswith(last)
    name = found.group()[place.size :] if whole else found.group()
    bare = re.fullmatch(_word("zone"), name)
    return "" if bare and not place else found.group() if bare else name


def zone_stem(zone: str) -> str:
    """西岭 for 西岭科技城."""
    return re.sub(_word("zone") + "$", "", zone)


def _most_named(pages: Pages) -> Iterator[tuple[Where, str]]:
    """The city that a zone's plan names far more often than any other."""
    text = squeezed(pages.document.text)
    counted = Counter({city: text.count(short_city(city)) for city in city_names()})
    (first, most), (_, next_) = counted.most_common(2)
    if most >= OFTEN and most >= CLEARLY * next_:
        yield city_names()[first], short_city(first)


def _level(told: Mapping[str, Told]) -> str:
    level = next((name for name in ("zone", "county", "city", "province") if name in told), "")
    issuer = told.get("issuer")
    national = issuer and re.match(_word("nation"), issuer.value)
    return "nation" if not level and (national or _speaks_for_all(told)) else level


def _speaks_for_all(told: Mapping[str, Told]) -> bool:
    return told["title"].value.startswith(("中华人民共和国", "国家", "全国"))


def _place(told: Mapping[str, Told]) -> str:
    parts = [told[name].value for name in ("province", "city", "county") if name in told]
    zone = told["zone"].value if "zone" in told else ""
    return " ".join(filter(None, ("".join(parts), zone)))


def _short(told: Mapping[str, Told]) -> str:
    """The title without its bracket of years; a report's with the place that it leaves out."""
    title = FINAL_BRACKET.sub("", told["title"].value)
    place = next((told[n].value for n in ("city", "province") if n in told), "")
    nameless = title.endswith("工作报告") and place and short_city(place) not in title
    found = re.match(r"[0-9]{4}年", title)
    at = found.end() if found else 0
    return title[:at] + place + title[at:] if nameless else title


def _span(first: object, last: object) -> str:
    return f"{first}–{last}"


def _day(found: re.Match[str]) -> str:
    """An ISO date, as far as it is told."""
    year = found["y"].translate(NUMERALS)
    rest = (f"{_number(found[part]):02}" for part in ("m", "d") if found[part])
    return "-".join((year, *rest))


def _number(words: str) -> int:
    """9, 九, 十, 二十一."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.partition("十")
    value = {"": 0} | {sign: n for n, sign in enumerate("一二三四五六七八九", 1)}
    return 10 * (value[tens] or 1) + value[ones] if ten else value[words]


def _word(key: str) -> str:
    return str(_lexicon()[key])


@cache
def _lexicon() -> Mapping[str, Any]:
    return tomllib.loads((LEXICON / "about.toml").read_text("utf-8"))
