"""Extraction against gold → precision, recall, F1 by type, and the errors themselves.

Names are compared as ``gold.plain`` makes them; an alias counts as the name;
a gold entity found twice is an error. Of a plan only what stands before
``VISIBLE_LINES`` is scored, and supports only of the fields that the gold has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.measuring.gold import (
    LISTED,
    GoldEntity,
    GoldRelation,
    PlanGold,
    holds_plan,
    plain,
    read_plan_gold,
    read_text_gold,
    text_stems,
)
from ingest.measuring.scores import Part, Score, Sources, part_lines, row, source_lines
from ingest.model import Claim, Document, Entity, Evidence, Extraction
from ingest.shipped import DATA

VISIBLE_LINES = 2022
UNSCORED = frozenset({"TechField", "Indicator"})


@dataclass(frozen=True, slots=True)
class PlanReport:
    """How a plan's facts compare with its three gold files, and how they are proved."""

    entities: Part
    relations: Part
    supports: Part
    sources: Sources


@dataclass(frozen=True, slots=True)
class TextReport:
    """``taken`` are the generic phrases that were taken for names, of ``classes`` listed."""

    stem: str
    entities: Part
    taken: tuple[str, ...]
    classes: int
    sources: Sources


@dataclass(frozen=True, slots=True)
class Report:
    """All that was measured: the plan, where the gold has one, and the other texts."""

    plan: PlanReport | None
    texts: tuple[TextReport, ...]

    @property
    def pooled(self) -> Score:
        """All names of all texts that are no plan with three files."""
        return sum((text.entities.score for text in self.texts), Score())

    def figures(self) -> dict[str, float]:
        """Flat figures to freeze: F1 by part, generic phrases taken, quotes not verbatim."""
        return {**_plan_figures(self.plan), **_text_figures(self)}

    def to_text(self) -> str:
        """The figures and the errors as a person reads them."""
        return "\n".join(_lines(self)) + "\n"


def evaluate(
    gold_dir: Path,
    plan_path: Path | None = None,
    texts_dir: Path | None = None,
    read: Callable[[Path], Extraction] | None = None,
) -> Report:
    """Reads what ``gold_dir`` has gold for and scores it.

    The plan's text is ``plan_path``, else the one text in ``gold_dir/../plan``,
    else the one beside the product; other texts are ``texts_dir/STEM.txt``
    (default ``gold_dir/..`` or ``gold_dir/../texts``).
    """
    reader = read or _reader()
    plan = plan_path or _only_text(gold_dir.parent / "plan") or _only_text(DATA)
    scored = holds_plan(gold_dir) and plan is not None
    folders = (texts_dir,) if texts_dir else (gold_dir.parent, gold_dir.parent / "texts")
    texts = {stem: found for stem in text_stems(gold_dir) if (found := _text_of(stem, folders))}
    return Report(
        score_plan(reader(plan), gold_dir) if scored and plan else None,
        tuple(score_text(reader(text), gold_dir, stem) for stem, text in texts.items()),
    )


def _text_of(stem: str, folders: Sequence[Path]) -> Path | None:
    return next((p for folder in folders if (p := folder / f"{stem}.txt").is_file()), None)


def _reader() -> Callable[[Path], Extraction]:
    from ingest.pipeline import read_plan

    return read_plan


def _only_text(folder: Path) -> Path | None:
    texts = sorted(folder.glob("*.txt"))
    return texts[0] if len(texts) == 1 else None


def score_plan(extraction: Extraction, gold_dir: Path) -> PlanReport:
    """Entities, relations and supports of a plan against the three files of ``gold_dir``."""
    gold = read_plan_gold(gold_dir)
    found = [e for e in extraction.entities if _visible(e) and e.label not in UNSCORED]
    pairs = pair_names(found, gold.entities)
    return PlanReport(
        _entity_part(found, gold.entities, pairs, typed=True),
        _relation_part(extraction, gold),
        _support_part(extraction, gold),
        check_sources(extraction),
    )


def score_text(extraction: Extraction, gold_dir: Path, stem: str) -> TextReport:
    """Names of a text against its list; types count for the figures by type only."""
    gold = read_text_gold(gold_dir, stem)
    scored = [e for e in extraction.entities if e.label in LISTED]
    pairs = pair_names(scored, gold.entities)
    found = [e for e in scored if e.id in pairs or not names_of(e) & gold.ignored]
    taken = tuple(e.name for e in scored if plain(e.name) in gold.classes)
    part = _entity_part(found, gold.entities, pairs, typed=False)
    return TextReport(stem, part, taken, len(gold.classes), check_sources(extraction))


def names_of(entity: Entity) -> frozenset[str]:
    """Name and aliases as they are compared."""
    return frozenset(map(plain, (entity.name, *entity.aliases)))


def pair_names(found: Iterable[Entity], gold: Sequence[GoldEntity]) -> dict[str, GoldEntity]:
    """Which gold entity each found one is (by id): same name first, then a shared form.

    Each gold entity is given once; types decide only between equals.
    """
    candidates = sorted(
        (-_likeness(entity, wanted), entity.id, at)
        for entity in found
        for at, wanted in enumerate(gold)
        if names_of(entity) & wanted.names
    )
    pairs: dict[str, GoldEntity] = {}
    given: set[int] = set()
    for _, identity, at in candidates:
        if identity not in pairs and at not in given:
            pairs[identity] = gold[at]
            given.add(at)
    return pairs


def _likeness(entity: Entity, wanted: GoldEntity) -> int:
    return 2 * (plain(entity.name) == wanted.name) + (entity.label == wanted.type)


def _entity_part(
    found: Sequence[Entity],
    gold: Sequence[GoldEntity],
    pairs: Mapping[str, GoldEntity],
    *,
    typed: bool,
) -> Part:
    matched = {w.name: e.label for e in found if (w := pairs.get(e.id))}
    wrong_type = [e for e in found if (w := pairs.get(e.id)) and w.type != e.label]
    wrong = [e for e in found if e.id not in pairs]
    missing = [w for w in gold if w.name not in matched]
    slips = len(wrong_type) if typed else 0
    score = Score(len(matched) - slips, len(wrong) + slips, len(missing) + slips)
    errors = [
        *(f"missing {w.type} {w.name}" for w in missing),
        *(f"wrong {e.label} {e.name} {_where(e.evidence)}" for e in wrong),
        *(f"type {e.label} for {pairs[e.id].type}: {e.name}" for e in wrong_type),
    ]
    return Part("entities", score, _by_type(found, gold, pairs), tuple(errors))


def _by_type(
    found: Sequence[Entity], gold: Sequence[GoldEntity], pairs: Mapping[str, GoldEntity]
) -> dict[str, Score]:
    right = Counter(e.label for e in found if e.id in pairs and pairs[e.id].type == e.label)
    said, wanted = Counter(e.label for e in found), Counter(w.type for w in gold)
    return {
        t: Score(right[t], said[t] - right[t], wanted[t] - right[t])
        for t in sorted({*said, *wanted})
    }


def _relation_part(extraction: Extraction, gold: PlanGold) -> Part:
    names = canonical_names(extraction.entities, gold.entities)
    labels = {entity.id: entity.label for entity in extraction.entities}
    said = {
        GoldRelation(c.type, names.get(c.head, c.head), names.get(c.tail, c.tail)): c
        for c in extraction.claims
        if _visible(c) and not {labels.get(c.head), labels.get(c.tail)} & UNSCORED
    }
    wanted = set(gold.relations)
    errors = [
        *(f"missing {_arrow(r)}" for r in gold.relations if r not in said),
        *(f"wrong {_arrow(r)} {_where(c.evidence)}" for r, c in said.items() if r not in wanted),
    ]
    types = sorted({r.type for r in (*said, *wanted)})
    by_type = {t: _set_score(_of(said, t), _of(wanted, t)) for t in types}
    return Part("relations", _set_score(set(said), wanted), by_type, tuple(errors))


def _of(relations: Iterable[GoldRelation], kind: str) -> set[GoldRelation]:
    return {relation for relation in relations if relation.type == kind}


def _arrow(relation: GoldRelation) -> str:
    return f"{relation.head} {relation.type} {relation.tail}"


def canonical_names(found: Iterable[Entity], gold: Sequence[GoldEntity]) -> dict[str, str]:
    """The gold's name of each entity (by id), its own where the gold has none."""
    entities = tuple(found)
    pairs = pair_names(entities, gold)
    return {e.id: pairs[e.id].name if e.id in pairs else plain(e.name) for e in entities}


def _support_part(extraction: Extraction, gold: PlanGold) -> Part:
    """Core rows must be in the default view, optional ones may be, others are wrong."""
    fields = {row.field for row in gold.supports}
    forms = _forms(extraction, gold)
    core, optional = (
        {(row.institution, row.field) for row in gold.supports if row.level == level}
        for level in ("core", "optional")
    )
    said = {
        (
            _gold_form(forms.get(s.institution, frozenset()), gold, s.field, s.institution),
            s.field,
        )
        for s in extraction.supports
        if s.default and s.field in fields
    }
    errors = [
        *(f"missing {field} {name}" for name, field in sorted(core - said)),
        *(f"wrong {field} {name}" for name, field in sorted(said - core - optional)),
    ]
    by_field = {f: _support_score(said, core, optional, f) for f in sorted(fields)}
    return Part("supports", sum(by_field.values(), Score()), by_field, tuple(errors))


def _forms(extraction: Extraction, gold: PlanGold) -> dict[str, frozenset[str]]:
    """Every form of each entity's name, with those that the gold knows."""
    pairs = pair_names(extraction.entities, gold.entities)
    return {
        e.id: names_of(e) | (pairs[e.id].names if e.id in pairs else frozenset())
        for e in extraction.entities
    }


def _gold_form(forms: frozenset[str], gold: PlanGold, field: str, identity: str) -> str:
    rows = (row for row in gold.supports if row.field == field and row.institution in forms)
    return next((row.institution for row in rows), identity)


def _support_score(
    said: set[tuple[str, str]],
    core: set[tuple[str, str]],
    optional: set[tuple[str, str]],
    field: str,
) -> Score:
    rows, must, may = ({p for p in s if p[1] == field} for s in (said, core, optional))
    return Score(len(rows & must), len(rows - must - may), len(must - rows))


def _set_score(said: set[GoldRelation], wanted: set[GoldRelation]) -> Score:
    return Score(len(said & wanted), len(said - wanted), len(wanted - said))


def check_sources(extraction: Extraction) -> Sources:
    """Facts without evidence, and quotes that do not begin on their line as they stand there."""
    facts: list[tuple[str, tuple[Evidence, ...]]] = [
        *((e.id, e.evidence) for e in extraction.entities),
        *((f"{c.head} {c.type} {c.tail}", c.evidence) for c in extraction.claims),
        *((f"{s.institution} supports {s.field}", s.evidence) for s in extraction.supports),
    ]
    verbatim = _verbatim(extraction.document)
    off = [
        f"{name} {_where((proof,))}"
        for name, all_ in facts
        for proof in all_
        if not verbatim(proof)
    ]
    return Sources(len(facts), tuple(name for name, all_ in facts if not all_), tuple(off))


def _verbatim(document: Document) -> Callable[[Evidence], bool]:
    def check(proof: Evidence) -> bool:
        if not 0 < proof.line <= len(document.lines) or not proof.quote.strip():
            return False
        line = document.lines[proof.line - 1]
        quote = "".join(proof.quote.split())
        rest = "".join(document.text[line.start : line.end + 3 * len(proof.quote) + 200].split())
        return 0 <= rest.find(quote) < max(1, len("".join(line.text.split())))

    return check


def _visible(fact: Entity | Claim) -> bool:
    return not fact.evidence or min(e.line for e in fact.evidence) < VISIBLE_LINES


def _where(evidence: tuple[Evidence, ...]) -> str:
    return f"(line {evidence[0].line}: {evidence[0].quote[:40]})" if evidence else "(no evidence)"


def _plan_figures(plan: PlanReport | None) -> dict[str, float]:
    if plan is None:
        return {}
    hosts = plan.relations.by_type.get("HOSTED_BY", Score())
    return {
        "plan.entities.f1": round(plan.entities.score.f1, 4),
        "plan.relations.f1": round(plan.relations.score.f1, 4),
        "plan.hosts.f1": round(hosts.f1, 4),
        "plan.supports.f1": round(plan.supports.score.f1, 4),
        "plan.quotes_not_verbatim": len(plan.sources.not_verbatim),
        "plan.facts_without_evidence": len(plan.sources.unproved),
    }


def _text_figures(report: Report) -> dict[str, float]:
    if not report.texts:
        return {}
    by_text = {f"{t.stem}.entities.f1": round(t.entities.score.f1, 4) for t in report.texts}
    return by_text | {
        "texts.entities.f1": round(report.pooled.f1, 4),
        "texts.generic_phrases_taken": sum(len(t.taken) for t in report.texts),
        "texts.quotes_not_verbatim": sum(len(t.sources.not_verbatim) for t in report.texts),
    }


def _lines(report: Report) -> Iterator[str]:
    if report.plan:
        for part in (report.plan.entities, report.plan.relations, report.plan.supports):
            yield from part_lines("plan", part)
        yield from source_lines(report.plan.sources)
    for text in report.texts:
        yield from part_lines(text.stem, text.entities)
        yield f"  generic phrases taken: {len(text.taken)} of {text.classes} {' '.join(text.taken)}"
        yield from source_lines(text.sources)
    if report.texts:
        yield row("all texts, pooled", report.pooled)
