"""Which flagship fields a document declares, read from its own words.

Whatever could be a list of fields is a candidate: sections, paragraphs or clauses that open
alike with a short name each, the rows of a table, the members of a list in a sentence.
What speaks for it and against it are clues: a phrase that declares fields (十大标志性科技领域,
优先发展方向), a number that agrees, a passage on each, technical words, a list that sections take
up; by learned weights one is chosen, or none. What the text says of each field (its passage, its
row) is its profile.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.layout.table import Table
from ingest.model import Block
from ingest.supports.candidate import Candidate, DeclaredField
from ingest.supports.choosing import best_of, by_name, clues_of, fuller
from ingest.supports.enumerated import in_sentences
from ingest.supports.leads import Lead, joined, leads_in, openings
from ingest.supports.rowed import in_rows
from ingest.supports.series import in_sections, over_of, taken_up, with_names

REPORT = re.compile("工作报告")  # what a government has done and will do: it sets no fields apart
OPENS = 3  # blocks in which a text says what it is


Passages = Mapping[str, Sequence[Lead]]


def declared_fields(
    blocks: Sequence[Block], tables: Sequence[Table] = ()
) -> tuple[DeclaredField, ...]:
    """The flagship fields, in the document's order; none where it declares none."""
    leads = tuple(leads_in(blocks))
    passages: dict[str, list[Lead]] = defaultdict(list)
    for lead in leads:
        for name in dict.fromkeys((lead.name, lead.name + lead.sort)):
            passages[name].append(lead)
    best = best_of(candidates(blocks, tables, leads))
    if best is None:
        return ()
    told = _with_profiles(best.fields, passages)
    return tuple(replace(field, order=n) for n, field in enumerate(told, 1))


def candidates(
    blocks: Sequence[Block], tables: Sequence[Table], leads: Sequence[Lead] | None = None
) -> Iterator[Candidate]:
    """Whatever could be a list of fields, with what speaks for it and against it."""
    leads = tuple(leads_in(blocks)) if leads is None else leads
    series = [(some, over_of(blocks, some[0])) for some in openings(leads)]
    found = [*with_names(series), *in_rows(blocks, tables), *in_sentences(blocks)]
    found += [*taken_up(blocks, series), *in_sections(blocks, leads)]
    forms: dict[frozenset[str], set[str]] = defaultdict(set)
    for one in found:
        forms[one.names].add(one.form)
    opened = {name for lead in leads for name in (lead.name, lead.name + lead.sort)}
    holding = by_name(found)
    genre = "report" if any(REPORT.search(block.text) for block in blocks[:OPENS]) else "plan"
    for one in found:
        clues = (*one.clues, *clues_of(one, forms, opened), fuller(one, holding))
        yield replace(one, clues=(*clues, f"genre:{genre}"))


def _with_profiles(fields: Sequence[DeclaredField], passages: Passages) -> Iterator[DeclaredField]:
    """Each field with the passages of its own that stand elsewhere: 在甲领域，….

    A field that only a list in a sentence names has its profile there.
    """
    for field in fields:
        inside = set(field.block.offsets)
        told = (p for p in passages.get(field.name, ()) if _is_about(p, field))
        own = [p for p in told if not inside & set(p.block.offsets)]
        listed = sum(other.block is field.block for other in fields) > 1
        if own and listed:
            yield replace(field, block=joined([p.block for p in own]), span=own[0].span)
        elif own:
            yield replace(field, block=joined([field.block, *(p.block for p in own)]))
        else:
            yield field


def _is_about(passage: Lead, field: DeclaredField) -> bool:
    """A clause on an industry that is called like a field is no passage on the field."""
    own = passage.block is passage.home or bool(field.classed)
    return own or passage.sort not in ("产业", "技术")
