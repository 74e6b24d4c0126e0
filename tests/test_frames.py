"""Frames: who hosts what, however a sentence puts it; the names exchanged change nothing."""

from __future__ import annotations

from itertools import product

import pytest

from ingest.identity.names import NO_NAMES
from ingest.layout.reading import rebuild
from ingest.pipeline import extract
from ingest.sources import document_from_text

NAMES = [("云川大学", "云川光子实验室"), ("星湾理工大学", "星湾海洋工程国家重点实验室")]
HOSTED = [
    "{lab}由{host}牵头建设，聚焦前沿方向。",
    "由{host}牵头组建{lab}，开展攻关。",
    "依托{host}建设{lab}，开展攻关。",
    "支持{host}建设{lab}，开展攻关。",
    "{host}牵头建设{lab}，开展攻关。",
    "加快建设{lab}（依托单位：{host}），开展攻关。",
    "{lab}的依托单位为{host}，面向全国开放。",
    "承担{lab}建设任务的是{host}，两年建成。",
    "1.{lab}。由{host}牵头建设，两年建成。",
    "1.{lab}。{host}负责运行，面向全国开放。",
    "{lab}设在{host}，面向全国开放。",
    "由{host}牵头，联合有关企业共建{lab}。",
]
NOTHING = [
    "{lab}与{host}相距不远，交通便利。",
    "推动{lab}开放共享。{host}扩大招生规模。",
]


def hosts(text: str) -> set[tuple[str, str]]:
    """Who hosts what in a text, by name."""
    read = extract(rebuild(document_from_text(f"某市发展规划\n\n{text}\n", "t.txt")), NO_NAMES)
    names = {entity.id: entity.name for entity in read.entities}
    return {(names[c.head], names[c.tail]) for c in read.claims if c.type == "HOSTED_BY"}


@pytest.mark.parametrize(("shape", "names"), product(HOSTED, NAMES))
def test_a_host_however_it_is_said(shape: str, names: tuple[str, str]) -> None:
    host, lab = names
    assert hosts(shape.format(host=host, lab=lab)) == {(lab, host)}


@pytest.mark.parametrize(("shape", "names"), product(NOTHING, NAMES))
def test_names_that_only_stand_together_are_not_tied(shape: str, names: tuple[str, str]) -> None:
    host, lab = names
    assert hosts(shape.format(host=host, lab=lab)) == set()


def test_an_enumeration_shares_its_frame() -> None:
    text = "云川光子实验室由云川大学、星湾理工大学和松涧研究院联合建设。"
    assert hosts(text) == {
        ("云川光子实验室", host) for host in ("云川大学", "星湾理工大学", "松涧研究院")
    }
