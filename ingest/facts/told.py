"""Things that a sentence names only in what it says of them: 甲平台由乙公司运营, 乙公司建设甲平台.

A sentence that says who builds or runs a thing says that there is such a thing: what stands as its
subject, or as its whole object, and ends like a name is one, though nobody has listed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.facts.frames import enumerations
from ingest.facts.prose import Prose
from ingest.kinds import is_class, is_phrase, kind_of, subject_of
from ingest.model import Naming, Span
from ingest.naming.rules.words import bare

KINDS = frozenset("Laboratory Facility InnovationCenter TechPlatform".split())
BODIES = frozenset("University ResearchInstitute Enterprise Hospital".split())
NAME = r"(?P<name>[^，。；：、（）()“”\s的由在为与和]{6,24})"
LEAD = (
    r"(?:[一二三四五六七八九十]{1,3}是|[0-9]{1,2}[.．、]"
    r"|[（(][一二三四五六七八九十0-9]{1,2}[）)]|—+)?"
)
SUBJECT = re.compile(rf"(?:^|(?<=[。；])){LEAD}\s*{NAME}(?:由|依托|委托|以)$")
RUN = "建设|运营|管理|承建|运行|运维|维护|设立|组建|牵头|负责|共建|发起|承担|依托单位"
ACT = re.compile(rf"[^。；，]*?(?:{RUN})")
BUILT = re.compile(
    r"(?:牵头|联合|共同|合作|负责|发起)?(?:建设|共建|设立|组建|创建|运营|承建|搭建|筹建|成立)"
    rf"{NAME}(?=[，。；]|$)"
)
SHORTEST = 4  # characters of a name without what is said of its rank


def told_things(prose: Sequence[Prose]) -> Iterator[Naming]:
    """What sentences on who builds or runs something name, in reading order."""
    for one in prose:
        if one.block.kind in ("paragraph", "item"):
            yield from _told(one)


def _told(prose: Prose) -> Iterator[Naming]:
    text = prose.block.text
    for sentence in prose.sentences():
        for group in enumerations(prose, sentence):
            if group[0].mention.label not in BODIES:
                continue
            first, last = group[0].mention.span.start, group[-1].mention.span.end
            subject = SUBJECT.search(text[:first], sentence.start)
            if subject and ACT.match(text, last):
                yield from _naming(prose, subject)
            if built := BUILT.match(text, last):
                yield from _naming(prose, built)


def _naming(prose: Prose, found: re.Match[str]) -> Iterator[Naming]:
    name, span = found["name"], Span(*found.span("name"))
    kind = kind_of(name)
    named = kind in KINDS and not (is_class(name) or is_phrase(name))
    taken = any(
        s.mention.span.start < span.end and span.start < s.mention.span.end
        for s in prose.sightings
        if s.mention.label in KINDS
    )
    own = bare(name, ("quality", "level"))
    if named and not taken and len(own) >= SHORTEST and len(subject_of(own)) > 1:
        yield Naming(str(kind), name, prose.quote(span.start, span.end), "sentence.told")
