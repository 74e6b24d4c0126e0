"""An extraction as the four files of the ``extract`` contract: one JSON object a line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ingest.errors import ExportError
from ingest.model import (
    UNSURE,
    Claim,
    Entity,
    Evidence,
    Extraction,
    LedgerRow,
    Reason,
    Signed,
    Support,
)

FILES = ("entities.jsonl", "relations.jsonl", "supports.jsonl", "ledger.jsonl")
INNER = frozenset({"names_en"})


def write_files(extraction: Extraction, folder: Path) -> None:
    """Write the four files into ``folder``; all of them or none. Raises ExportError."""
    rows: tuple[Iterable[Mapping[str, Any]], ...] = (
        map(entity_row, extraction.entities),
        map(relation_row, extraction.claims),
        map(support_row, extraction.supports),
        map(ledger_row, extraction.ledger),
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_all(dict(zip(FILES, map(json_lines, rows), strict=True)), folder)
    except OSError as error:
        raise ExportError("cli.extract.unwritable", path=folder, why=error.strerror) from error


def _write_all(texts: Mapping[str, str], folder: Path) -> None:
    """Write beside, then rename: an interrupted run leaves no half file."""
    beside = {name: folder / f".{name}.{os.getpid()}" for name in texts}
    try:
        for name, text in texts.items():
            beside[name].write_text(text, "utf-8", newline="\n")
        for name, path in beside.items():
            path.replace(folder / name)
    finally:
        for path in beside.values():
            path.unlink(missing_ok=True)


def json_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as JSON, one a line, Chinese as it is."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def entity_row(entity: Entity) -> dict[str, Any]:
    """An entity as the contract has it, its attributes beside; ``judged`` as in a support."""
    attributes = {k: v for k, v in sorted(entity.attributes.items()) if k not in INNER}
    return _judged(entity.judged) | {
        "id": entity.id,
        "type": entity.label,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "status": entity.status,
        "flagship": entity.flagship,
        "confidence": entity.confidence,
        "evidence": list(_evidence(entity.evidence)),
        "attributes": attributes,
    }


def relation_row(claim: Claim) -> dict[str, Any]:
    """A relation as the contract has it; ``judged`` as in a support."""
    return _judged(claim.judged) | {
        "id": claim.id,
        "type": claim.type,
        "head": claim.head,
        "tail": claim.tail,
        "basis": claim.basis,
        "rule": claim.rule,
        "confidence": claim.confidence,
        "default": claim.default,
        "evidence": list(_evidence(claim.evidence)),
    }


def support_row(support: Support) -> dict[str, Any]:
    """A field support as the contract has it; ``judged`` where a person has judged it."""
    judged = {"judged": support.judged} if support.judged else {}
    return judged | {
        "institution": support.institution,
        "field": support.field,
        "basis": support.basis,
        "confidence": support.confidence,
        "default": support.default,
        "via": list(support.via),
        "reasons": [_reason(reason) for reason in support.reasons],
        "evidence": list(_evidence(support.evidence)),
    }


def ledger_row(row: LedgerRow) -> dict[str, Any]:
    """A line's fate as the contract has it."""
    return {"line": row.line, "page": row.page, "became": row.became, "why": row.why}


def _judged(judged: Signed | None) -> dict[str, Any]:
    return {"judged": judged.verdict, "signed": _reason(judged.words)} if judged else {}


def _reason(reason: Reason) -> dict[str, str]:
    return {"zh": reason.zh, "en": reason.en}


def _evidence(evidence: Iterable[Evidence]) -> Iterator[dict[str, Any]]:
    for one in evidence:
        unsure = {"confidence": round(one.confidence, 2)} if one.confidence < UNSURE else {}
        yield {"page": one.page, "line": one.line, "quote": one.quote} | unsure
