"""An extraction as the rows that the statements in graph/load/ take."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from ingest.about import Told
from ingest.facts.targets import Target
from ingest.model import Claim, Entity, Evidence, Extraction, Signed, Support, content_hash
from ingest.supports.lenses import Laid

Row = dict[str, Any]
#: How a bound is printed behind its figure.
BOUNDS = {">=": "以上", "<=": "以内", "≈": "左右"}


def run_tag(extraction: Extraction) -> str:
    """A digest of all that will be loaded: the same reading gives the same tag."""
    parts = (
        extraction.entities,
        extraction.claims,
        extraction.supports,
        extraction.passages,
        extraction.ledger,
        extraction.attributes,
        extraction.targets,
    )
    document = (
        extraction.document.id,
        extraction.document.title,
        extraction.document.source,
        extraction.judged,
        extraction.about,
    )
    return hashlib.sha256(repr(_canonical((document, parts))).encode("utf-8")).hexdigest()[:16]


def document_properties(extraction: Extraction, run: str) -> Row:
    """The document's own properties: what it is, how much was read from it, which lenses lie over
    it, and what told each fact."""
    document = extraction.document
    return {
        "id": document.id,
        "source": document.source,
        "run": run,
        "relations": len(extraction.claims),
        "supports": len(extraction.supports),
        "title": document.title,
        "read_title": document.title,
        "lenses": [f"{laid.lens.id}:{laid.lens.digest}" for laid in extraction.lenses],
        **_told(extraction.about.facts),
    }


def _told(facts: Mapping[str, Told]) -> Row:
    """What a document is, and what told each fact as parallel lists."""
    places = [next(iter(fact.evidence), None) for fact in facts.values()]
    return {name: fact.value for name, fact in facts.items()} | {
        "told_facts": list(facts),
        "told_values": [fact.value for fact in facts.values()],
        "told_rules": [fact.rule for fact in facts.values()],
        "told_pages": [at.page if at else 0 for at in places],
        "told_lines": [at.line if at else 0 for at in places],
        "told_quotes": [at.quote if at else "" for at in places],
    }


def ledger_properties(extraction: Extraction, run: str) -> Row:
    """What became of each line that is not blank, and its words, as parallel lists.

    They have a node of their own: whoever walks over a document would carry them along.
    """
    words = {line.number: line.text.strip() for line in extraction.document.lines}
    ledger = extraction.ledger
    return {
        "id": extraction.document.id,
        "run": run,
        "lines": [row.line for row in ledger],
        "pages": [row.page for row in ledger],
        "became": [row.became for row in ledger],
        "why": [row.why for row in ledger],
        "words": [words[row.line] for row in ledger],
    }


def passage_rows(extraction: Extraction, run: str) -> Iterator[Row]:
    """One row per passage."""
    document = extraction.document.id
    for passage in extraction.passages:
        properties = {f.name: getattr(passage, f.name) for f in fields(passage)}
        properties |= {"lines": list(passage.lines), "document": document, "run": run}
        yield {"id": passage.id, "document": document, "properties": properties}


def target_rows(extraction: Extraction, run: str) -> Iterator[Row]:
    """One row per planned figure: what it is of, its value of every year with the quotes."""
    document = extraction.document.id
    series: dict[tuple[object, ...], list[Target]] = {}
    for target in extraction.targets:
        series.setdefault(target.series, []).append(target)
    for same, targets in series.items():
        own = f"{document[:12]}:target-{content_hash(*map(str, same))}"
        properties = _target_properties(
            sorted(targets, key=lambda one: (one.year, not one.year_assumed))
        )
        tags = {"id": own, "type": "Target", "document": document, "run": run}
        yield {"id": own, "properties": properties | tags}


def _target_properties(targets: Sequence[Target]) -> Row:
    """A figure's years in their order, of one year the printed behind the assumed; what only one
    has (base, nature) is that of the last."""
    last = targets[-1]
    based = next((one for one in reversed(targets) if one.base is not None), last)
    told: dict[Evidence, list[str]] = {}
    for one in targets:
        for piece in one.evidence:
            told.setdefault(piece, []).append(str(one.year or ""))
    return {
        "name": last.name,
        "unit": last.unit,
        "area": last.scope,
        "nature": next((one.kind for one in reversed(targets) if one.kind), ""),
        "base": "" if based.base is None else f"{based.base:.10g}",
        "base_year": str(based.base_year or ""),
        "target": _figure(last),
        "target_year": str(last.year or ""),
        "year_assumed": last.year_assumed,
        "years": [str(one.year or "") for one in targets],
        "years_assumed": [one.year_assumed for one in targets],
        "values": [_figure(one) for one in targets],
        "growth": last.growth,
        "yearly": last.yearly,
        "stated": last.basis == "prose",
        "quote_years": [" ".join(years) for years in told.values()],
        **_evidence(list(told)),
    }


def _figure(target: Target) -> str:
    return f"{target.value:.10g}{BOUNDS.get(target.bound, '')}"


def description_rows(extraction: Extraction, run: str) -> Iterator[Row]:
    """One row per entity: what this document says of it."""
    document = extraction.document.id
    for entity in extraction.entities:
        tags = {"document": document, "run": run}
        properties = _entity_properties(entity) | tags
        yield {
            "id": entity.id,
            "type": entity.label,
            "document": document,
            "properties": properties,
        }


def mention_rows(extraction: Extraction, run: str) -> Iterator[Row]:
    """One row per entity and piece of evidence that stands in a passage."""
    passages = _passage_of_line(extraction)
    for entity in extraction.entities:
        for evidence in dict.fromkeys(entity.evidence):
            passage = passages.get(evidence.line)
            if passage:
                yield _mention(entity.id, passage, evidence, run)


def relation_rows(extraction: Extraction, run: str) -> Iterator[Row]:
    """One row per claim and per support."""
    document = extraction.document.id
    for claim in extraction.claims:
        properties = _claim_properties(claim)
        yield _relation(document, run, claim.type, claim.head, claim.tail, claim.id, properties)
    for support in extraction.supports:
        own = content_hash("SUPPORTS", support.institution, support.field)
        ends = support.institution, support.field
        yield _relation(document, run, "SUPPORTS", *ends, own, _support_properties(support))


def attribute_rows(extraction: Extraction, run: str) -> Iterator[Row]:
    """One row per attribute: the entity that it is of, the node's properties."""
    document = extraction.document.id
    for one in extraction.attributes:
        own = f"{document[:12]}:{one.id}"
        properties = {f.name: getattr(one, f.name) for f in fields(one) if f.name != "evidence"}
        tags = {"id": own, "document": document, "run": run}
        yield {
            "id": own,
            "entity": one.entity,
            "properties": _present(properties | _evidence(one.evidence) | tags),
        }


def lens_field_rows(extraction: Extraction) -> Iterator[Row]:
    """One row per field of a lens under which something of the plan falls."""
    for laid in extraction.lenses:
        used = {support.field for support in laid.supports}
        for order, field in enumerate(laid.lens.fields, 1):
            if field.id in used:
                known = {"field": field.id, "name": field.zh, "name_en": field.en, "order": order}
                own = {"id": _lens_field(laid, field.id), "lens": laid.lens.id, "text": field.text}
                yield {"id": own["id"], "properties": known | own}


def lens_support_rows(extraction: Extraction, run: str) -> Iterator[Row]:
    """One row per support of a field of a lens."""
    document = extraction.document.id
    for laid in extraction.lenses:
        for support in laid.supports:
            field = _lens_field(laid, support.field)
            own = f"{document[:12]}:{content_hash('UNDER', support.institution, field)}"
            tags = {"id": own, "document": document, "run": run, "lens": laid.lens.id}
            yield {
                "id": own,
                "head": support.institution,
                "tail": field,
                "properties": _support_properties(support) | tags | {"laid": laid.lens.digest},
            }


def _lens_field(laid: Laid, field: str) -> str:
    return f"{laid.lens.id}/{field}"


def merge_descriptions(entity: str, descriptions: Sequence[Mapping[str, Any]]) -> Row:
    """An entity's properties from what its documents say, in the order of their ids: the first
    that says something wins, aliases are all kept."""
    merged: dict[str, Any] = {}
    for description in reversed(descriptions):
        merged |= {key: value for key, value in description.items() if key != "run"}
    aliases = [alias for each in descriptions for alias in _names(each)]
    merged["aliases"] = [a for a in dict.fromkeys(aliases) if a != merged["name"]]
    merged["flagship"] = any(each.get("flagship") for each in descriptions)
    merged["documents"] = [each["document"] for each in descriptions]
    del merged["document"]
    return {"id": entity, "properties": {"id": entity, **merged}}


def _names(description: Mapping[str, Any]) -> list[str]:
    return [description["name"], *(description.get("aliases") or [])]


def _relation(
    document: str,
    run: str,
    kind: str,
    head: str,
    tail: str,
    claim: str,
    properties: Row,
) -> Row:
    own = f"{document[:12]}:{claim}"
    tags = {"id": own, "claim": claim, "document": document, "run": run}
    return {
        "id": own,
        "type": kind,
        "head": head,
        "tail": tail,
        "properties": properties | tags,
    }


def _entity_properties(entity: Entity) -> Row:
    known: Row = {
        "type": entity.label,
        "name": entity.name,
        "aliases": list(entity.aliases),
    }
    known |= {"status": entity.status, "flagship": entity.flagship}
    attributes = {key: _storable(value) for key, value in entity.attributes.items()}
    return _present(attributes | known | _first(entity.evidence) | _signed(entity.judged))


def _claim_properties(claim: Claim) -> Row:
    own = {"basis": claim.basis, "rule": claim.rule, **_evidence(claim.evidence)}
    sure = {"confidence": float(claim.confidence), "default": claim.default}
    return own | sure | _signed(claim.judged)


def _signed(judged: Signed | None) -> Row:
    """A person's word on a fact, in both languages."""
    if not judged:
        return {}
    return {
        "judged": judged.verdict,
        "signed_zh": judged.words.zh,
        "signed_en": judged.words.en,
    }


def _support_properties(support: Support) -> Row:
    judged = {"judged": support.judged} if support.judged else {}
    return judged | {
        "basis": support.basis,
        "confidence": float(support.confidence),
        "default": support.default,
        "via": list(support.via),
        "reasons_zh": [reason.zh for reason in support.reasons],
        "reasons_en": [reason.en for reason in support.reasons],
        **_evidence(support.evidence),
    }


def _mention(entity: str, passage: str, evidence: Evidence, run: str) -> Row:
    where = {"page": evidence.page, "line": evidence.line, "quote": evidence.quote}
    own = content_hash(entity, passage, str(evidence.line), evidence.quote)
    tags = {"id": own, "document": evidence.document, "run": run}
    return {"id": own, "entity": entity, "passage": passage, "properties": where | tags}


def _first(evidence: Sequence[Evidence]) -> Row:
    if not evidence:
        return {}
    one = evidence[0]
    return {
        "page": one.page,
        "line": one.line,
        "quote": one.quote,
        "section": one.section,
    }


def _evidence(evidence: Sequence[Evidence]) -> Row:
    """The first piece flat, all pieces as parallel lists."""
    return _first(evidence) | {
        "pages": [one.page for one in evidence],
        "lines": [one.line for one in evidence],
        "quotes": [one.quote for one in evidence],
        "sections": [one.section for one in evidence],
    }


def _passage_of_line(extraction: Extraction) -> dict[int, str]:
    found: dict[int, str] = {}
    for passage in extraction.passages:
        for line in passage.lines or range(passage.line, passage.end_line + 1):
            found.setdefault(line, passage.id)
    return found


def _present(properties: Row) -> Row:
    return {key: value for key, value in properties.items() if value is not None}


def _storable(value: object) -> object:
    """What both engines can hold as a property: a scalar, or a list of texts."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value) if isinstance(value, set | frozenset) else value
        return [str(item) for item in items]
    return str(value)


def _canonical(value: object) -> object:
    """``value`` as nested tuples of plain things, maps in the order of their keys."""
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(_canonical(getattr(value, f.name)) for f in fields(value))
    if isinstance(value, Mapping):
        return tuple((key, _canonical(value[key])) for key in sorted(value))
    if isinstance(value, list | tuple):
        return tuple(map(_canonical, value))
    return value
