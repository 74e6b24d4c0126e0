"""The same planned figures said in many ways: indicators, units, verbs and order are exchanged,
what is planned stays. Written before the reader ran on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import pytest

from ingest.facts.targets import Target
from tests.test_stated import told


@dataclass(frozen=True)
class Level:
    """What is measured: name, base, value, unit."""

    name: str
    base: str
    value: str
    unit: str

    def __str__(self) -> str:
        return f"{self.value}{self.unit}"


LEVELS = [
    Level("全社会研发投入强度", "2.8", "3.5", "%"),
    Level("数字经济核心产业增加值", "1200", "1800", "亿元"),
    Level("轨道交通运营里程", "310", "420", "公里"),
    Level("高新技术企业数量", "1900", "2600", "家"),
    Level("港口集装箱吞吐量", "750", "900", "万标箱"),
    Level("每万人口发明专利拥有量", "30", "45", "件"),
    Level("可再生能源装机容量", "480", "650", "万千瓦"),
    Level("绿色建筑占比", "80", "95", "%"),
    Level("每千人口执业医师数", "3.5", "4.2", "人"),
    Level("建成区绿道总长度", "600", "950", "千米"),
    Level("技工院校在校生规模", "2.1", "3.4", "万人"),
    Level("乡村旅游接待人次", "800", "1500", "万人次"),
]
REACH = ("达到", "提高到", "提升至", "突破", "超过", "增加到", "增至", "扩大到", "力争达到", "达")
MADE = [
    ("中试平台", "30", "个"),
    ("专精特新企业", "200", "家"),
    ("公共停车泊位", "3", "万个"),
    ("养老护理床位", "5200", "张"),
    ("科技特派员", "400", "名"),
    ("便民服务网点", "75", "处"),
]
MAKE = ("建成", "新建", "培育", "引进", "打造", "新增", "布局", "累计建成", "新培育", "建设")
FRAMES = (
    "到2028年，{n}{r}{v}。",
    "{n}在2028年{r}{v}。",
    "2028年，{n}{r}{v}。",
    "2028年{n}{r}{v}。",
    "到2028年末，{n}要{r}{v}。",
    "力争到2028年{n}{r}{v}以上。",
    "{n}到2028年{r}{v}。",
    "到2028年，全市{n}{r}{v}左右。",
    "到2028年，推动{n}{r}{v}。",
    "通过提质扩面，确保{n}在2028年底前{r}{v}以上。",
    "到2028年，全市综合实力明显增强，{n}{r}{v}。",
    "到2028年，{n}力争{r}{v}，群众满意度进一步提高。",
)
BASED = (
    "到2028年，{n}由{b}提高到{v}。",
    "到2028年，{n}从{b}增加到{v}。",
    "{n}由2025年的{b}提高到2028年的{v}。",
    "{n}从2025年的{b}提升至2028年的{v}。",
    "到2028年，{n}由2025年的{b}增至{v}。",
)
COUNTED = (
    "到2028年，{m}{n}{v}。",
    "到2028年，{m}{n}{v}以上。",
    "到2028年，{m}{v}{n}。",
    "到2028年，{m}{v}以上{n}。",
    "到2028年，{m}{v}以上的{n}。",
    "到2028年，{m}不少于{v}{n}。",
    "到2028年，{m}{n}不少于{v}。",
    "到2028年，力争{m}{n}{v}左右。",
    "到2028年，{m}{n}超过{v}。",
    "2028年底前，{m}{n}{v}。",
)
GROWN = (
    "{n}年均增长{v}。",
    "{n}年均增长{v}以上。",
    "{n}年均增速达到{v}。",
    "{n}年均增速保持在{v}以上。",
    "{n}增长{v}左右。",
    "力争{n}年均增长不低于{v}。",
    "{n}比2025年增长{v}。",
    "推动{n}年均增长{v}。",
)
CHANGED = (
    "到2028年，{n}下降{v}。",
    "到2028年，{n}比2025年下降{v}。",
    "到2028年，{n}较2025年降低{v}以上。",
    "到2028年，{n}累计降低{v}。",
)


def wrong(
    text: str, name: str, value: str, unit: str, year: int = 2028, **more: object
) -> Iterator[str]:
    """What a reading of ``text`` has that is not the one target, or lacks of it."""
    found = told(text)
    if len(found) != 1 or not same(found[0], name, value, unit, year):
        yield f"{text} {[f'{t.name} {t.value:g}{t.unit} {t.year}' for t in found]}"
    elif any(getattr(found[0], key) != wanted for key, wanted in more.items()):
        yield f"{text} {found[0]} {more}"


def same(found: Target, name: str, value: str, unit: str, year: int) -> bool:
    """Whether a target is the one meant; a verb may stand in its name."""
    is_it = found.name == name or (found.name.endswith(name) and len(found.name) <= len(name) + 4)
    return is_it and (found.value, found.unit, found.year) == (float(value), unit, year)


def none(wrongs: Sequence[str]) -> None:
    assert not wrongs, f"{len(wrongs)} wrong\n" + "\n".join(wrongs[:40])


@pytest.mark.parametrize("frame", FRAMES)
def test_a_level_is_reached(frame: str) -> None:
    none(
        [
            each
            for one, reach in product(LEVELS, REACH)
            for each in wrong(
                frame.format(n=one.name, r=reach, v=one), one.name, one.value, one.unit
            )
        ]
    )


@pytest.mark.parametrize("frame", BASED)
def test_a_level_has_a_base(frame: str) -> None:
    none(
        [
            each
            for one in LEVELS
            for each in wrong(
                frame.format(n=one.name, b=f"{one.base}{one.unit}", v=one),
                one.name,
                one.value,
                one.unit,
                base=float(one.base),
                base_year=2025 if "2025" in frame else 0,
            )
        ]
    )


@pytest.mark.parametrize("frame", COUNTED)
def test_things_are_made(frame: str) -> None:
    bound = ">=" if any(word in frame for word in ("以上", "不少于", "超过")) else ""
    more = {"bound": "≈" if "左右" in frame else bound}
    none(
        [
            each
            for (name, value, unit), make in product(MADE, MAKE)
            for each in wrong(
                frame.format(n=name, m=make, v=value + unit), name, value, unit, 2028, **more
            )
        ]
    )


@pytest.mark.parametrize("frame", GROWN)
def test_a_level_grows(frame: str) -> None:
    names = [one.name for one in LEVELS if one.unit != "%"]
    none(
        [
            each
            for name in names
            for each in wrong(frame.format(n=name, v="6.5%"), name, "6.5", "%", 2030, growth=True)
        ]
    )


@pytest.mark.parametrize("frame", CHANGED)
def test_a_level_changes(frame: str) -> None:
    names = ("单位地区生产总值能耗", "主要污染物排放量", "物流总费用占比", "企业用电成本")
    for name in names:
        (found,) = told(frame.format(n=name, v="12%"))
        assert (found.value, found.unit, found.year) == (12, "%", 2028) and not found.growth
        assert found.name.startswith(name) and found.name.endswith(("下降", "降低"))


@pytest.mark.parametrize("first", LEVELS)
def test_figures_of_a_list_are_told_apart(first: Level) -> None:
    at = LEVELS.index(first)
    others = LEVELS[at - 1], LEVELS[at - 3]
    names, values = zip(*[(one.name, str(one)) for one in (first, *others)], strict=True)
    for text in (
        f"到2028年，{names[0]}达到{values[0]}，{names[1]}达到{values[1]}，{names[2]}达到{values[2]}。",
        f"到2028年，{names[0]}达到{values[0]}、{names[1]}突破{values[1]}、{names[2]}超过{values[2]}。",
        f"到2028年，{names[0]}、{names[1]}和{names[2]}分别达到{values[0]}、{values[1]}和{values[2]}。",
        f"到2028年，{names[0]}达到{values[0]}；{names[1]}提高到{values[1]}；{names[2]}达{values[2]}。",
    ):
        found = [(t.name, f"{t.value:g}{t.unit}", t.year) for t in told(text, "一、发展目标")]
        wanted = zip(names, values, (2028, 2028, 2028), strict=True)
        assert found == list(wanted), text


@pytest.mark.parametrize("one", LEVELS)
def test_figures_of_two_years(one: Level) -> None:
    first = f"{one.base}{one.unit}"
    for text in (
        f"{one.name}2028年达到{first}、2030年达到{one}。",
        f"到2028年，{one.name}达到{first}，到2030年达到{one}。",
        f"到2028年、2030年，{one.name}分别达到{first}、{one}。",
        f"{one.name}到2028年达到{first}；到2030年，{one.name}达到{one}。",
    ):
        found = [(t.name, t.value, t.year) for t in told(text)]
        wanted = [(one.name, float(one.base), 2028), (one.name, float(one.value), 2030)]
        assert found == wanted, text


NOT = (
    "2024年，{n}达到{v}。",
    "截至2025年底，{n}达到{v}。",
    "目前，{n}已达{v}。",
    "“十四五”以来，{n}达到{v}，位居全国前列。",
    "{n}已突破{v}。",
    "对{n}达到{v}的县区，给予50万元奖励。",
    "对当年{n}首次超过{v}的单位予以补助。",
)


@pytest.mark.parametrize("frame", NOT)
def test_what_has_been_and_what_is_a_condition_is_none(frame: str) -> None:
    none([t for one in LEVELS if (t := frame.format(n=one.name, v=one)) and told(t)])


GIVEN = (
    "{m}{n}的，每{u}给予30万元补助。",
    "设立总规模50亿元的专项基金，支持{m}{n}。",
    "依托现有{v}{n}开展试点。",
    "组织{v}{n}参加推介会。",
    "项目总投资12亿元，{m}{n}。",
)


@pytest.mark.parametrize("frame", GIVEN)
def test_what_is_given_or_there_is_none(frame: str) -> None:
    texts = [
        frame.format(n=name, m=make, v=value + unit, u=unit[-1])
        for (name, value, unit), make in product(MADE, MAKE[:5])
    ]
    none([text for text in texts if told(text)])
