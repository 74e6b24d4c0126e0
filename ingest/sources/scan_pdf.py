"""Pages of a PDF that are pictures: a scanner's, or print whose signs are only drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from ingest.layout.shapes import Sheet
from ingest.sources.scan_shapes import DOTS_PER_POINT, Picture

FEW_SIGNS = 30
COVERED = 0.5
DRAWN = 200
LONGEST_SIDE = 4_000


def is_pictured(page: Any, sheet: Sheet) -> bool:
    """Whether hardly a sign stands on the page, but a picture fills it or signs are drawn."""
    if len(sheet.glyphs) >= FEW_SIGNS:
        return False
    pictures, drawn = _covered(page), pdfium.FPDFPage_CountObjects(page.raw)
    return pictures > COVERED or (not sheet.glyphs and (pictures > 0 or drawn > DRAWN))


def _covered(page: Any) -> float:
    """How much of the page its largest picture covers."""
    wide, high = page.get_size()
    most = 0.0
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = item.get_bounds()
        most = max(most, (right - left) * (top - bottom))
    return float(most / max(1.0, wide * high))


def pictured(page: Any, sheet: Sheet) -> Picture:
    """The page as a picture."""
    scale = min(DOTS_PER_POINT, LONGEST_SIDE / max(1.0, *page.get_size()))
    drawn = page.render(scale=scale, grayscale=True).to_numpy()
    grey = np.array(drawn.reshape(drawn.shape[:2]), np.uint8)
    return Picture(sheet.number, grey, scale, sheet.label)
