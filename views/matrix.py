"""Fields × institutions: supports to cells, cells to the drawing of a heat map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from views.words import basis, lang, name_of, say

LEVELS = ("weaker", "derived", "stated")
#: Light and dark, told apart by lightness alone; text on them keeps WCAG AA.
COLORS = {
    "light": {"weaker": "#e3ded2", "derived": "#8fc1d4", "stated": "#14526b"},
    "dark": {"weaker": "#3d444b", "derived": "#2f7189", "stated": "#a5dcec"},
}
INKS = {
    "light": {"weaker": "#23272c", "derived": "#10222a", "stated": "#ffffff"},
    "dark": {"weaker": "#e8e6e1", "derived": "#ffffff", "stated": "#0d1c22"},
}
ROW, HEAD, FOOT = 28, 160, 8
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """How one institution supports one field: the best level, and how many quotes there are."""

    institution: Row
    field: Row
    level: str
    quotes: int

    @property
    def key(self) -> tuple[str, str]:
        """Institution and field (ids)."""
        return self.institution["id"], self.field["id"]


def cells(supports: Iterable[Row]) -> list[Cell]:
    """One cell for each pair, from all that is said of it."""
    found: dict[tuple[str, str], Cell] = {}
    for row in supports:
        cell = Cell(_institution(row), _field(row), basis(row), row["quotes"])
        known = found.get(cell.key)
        found[cell.key] = _joined(known, cell) if known else cell
    return list(found.values())


def institutions(found: Iterable[Cell]) -> list[Row]:
    """The institutions, those with the most fields first."""
    score: dict[str, tuple[int, int]] = {}
    known: dict[str, Row] = {}
    for cell in found:
        fields, stated = score.get(cell.institution["id"], (0, 0))
        score[cell.institution["id"]] = (fields + 1, stated + (cell.level == "stated"))
        known[cell.institution["id"]] = cell.institution
    order = sorted(known, key=lambda id: (-score[id][0], -score[id][1], id))
    return [known[id] for id in order]


def drawing(
    found: Sequence[Cell], fields: Sequence[Row], shown: Sequence[Row], scheme: str
) -> tuple[dict[str, Any], list[Cell]]:
    """The ECharts option, and the cells in the order of its data."""
    across = {field["id"]: number for number, field in enumerate(fields)}
    down = {each["id"]: number for number, each in enumerate(shown)}
    placed = [c for c in found if c.institution["id"] in down and c.field["id"] in across]
    data = [_datum(c, across[c.field["id"]], down[c.institution["id"]], scheme) for c in placed]
    return _option(data, list(map(name_of, fields)), list(map(name_of, shown)), scheme), placed


def height(shown: Sequence[Row]) -> int:
    """Pixels for so many institutions."""
    return HEAD + ROW * len(shown) + FOOT


def _institution(row: Row) -> Row:
    return {"id": row["institution"], **{key: row[key] for key in ("name", "name_en", "type")}}


def _field(row: Row) -> Row:
    return {"id": row["field"], "name": row["field_name"], "name_en": row["field_name_en"]}


def _joined(one: Cell, two: Cell) -> Cell:
    best = max(one.level, two.level, key=LEVELS.index)
    return Cell(one.institution, one.field, best, one.quotes + two.quotes)


def _datum(cell: Cell, x: int, y: int, scheme: str) -> dict[str, Any]:
    told = say(
        "matrix.cell",
        institution=name_of(cell.institution),
        field=name_of(cell.field),
        basis=say(f"basis.{cell.level}"),
        quotes=cell.quotes,
    )
    ink = INKS[scheme][cell.level]
    value = [x, y, LEVELS.index(cell.level), cell.quotes]
    return {"name": told, "value": value, "label": {"color": ink}}


def _option(
    data: list[dict[str, Any]], across: list[str], down: list[str], scheme: str
) -> dict[str, Any]:
    return {
        "animation": False,
        "grid": {"left": 200, "right": 8, "top": HEAD, "bottom": FOOT, "outerBoundsMode": "none"},
        "xAxis": _axis(across, "top", {"width": 62, "overflow": "break", "lineHeight": 15}),
        "yAxis": _axis(down, "left", {"width": 184, "overflow": "truncate"}) | {"inverse": True},
        "tooltip": {"formatter": "{b}", "confine": True},
        "visualMap": _levels(scheme),
        "series": [
            {
                "type": "heatmap",
                "data": data,
                "label": {"show": True, "formatter": "{@[3]}", "fontSize": 11},
                "itemStyle": {"borderWidth": 2, "borderColor": "transparent", "borderRadius": 4},
                "selectedMode": "single",
                "select": {"itemStyle": {"borderColor": "#d98a00", "borderWidth": 3}},
            }
        ],
        "media": [
            {"query": {"maxWidth": 720}, "option": _narrow(136, upright=lang() == "zh")},
            {"query": {"maxWidth": 480}, "option": _narrow(112, upright=False)},
        ],
    }


def _axis(names: list[str], side: str, label: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "category",
        "data": names,
        "position": side,
        "axisLine": {"show": False},
        "axisTick": {"show": False},
        "splitLine": {"show": True},
        "axisLabel": {"interval": 0, "fontSize": 12, "hideOverlap": False, **label},
    }


def _levels(scheme: str) -> dict[str, Any]:
    pieces = [
        {"value": number, "label": say(f"basis.{level}"), "color": COLORS[scheme][level]}
        for number, level in enumerate(LEVELS)
    ]
    where = {"orient": "horizontal", "top": 0, "left": 0, "itemGap": 16}
    return {"type": "piecewise", "dimension": 2, "pieces": pieces, **where}


def _narrow(names: int, upright: bool) -> dict[str, Any]:
    """With less room: ``names`` pixels for the institutions, fields written downwards unless
    ``upright``."""
    label: dict[str, Any] = {"width": 112, "rotate": 90, "overflow": "truncate", "fontSize": 11}
    across = {"axisLabel": {"width": 40, "fontSize": 10} if upright else label}
    down = {"axisLabel": {"width": names - 10, "fontSize": 11}}
    return {"grid": {"left": names}, "xAxis": across, "yAxis": down}
