"""What ships may be used by anybody: every locked package has a permissive licence that it names.

``make check`` runs this. A package whose licence is not understood fails here
until somebody has looked at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from tests.processes import ROOT

#: As packages name them: SPDX, classifiers, and older words. MPL-2.0 binds only its own files.
PERMITTED = {
    word.lower()
    for word in (
        "MIT|MIT License|MIT-CMU|BSD|BSD License|BSD-2-Clause|BSD-3-Clause|3-Clause BSD License"
        "|0BSD|MIT-0|Apache 2.0|Apache-2.0|Apache License|Apache License 2.0"
        "|Apache Software License"
        "|ISC License|ISC License (ISCL)|PSF-2.0|Python-2.0|Zlib|CC0-1.0|MPL-2.0"
        "|Mozilla Public License 2.0 (MPL 2.0)"
    ).split("|")
}
FORBIDDEN = re.compile(r"\bA?GPL|GNU (?:Affero|General)|non-?commercial|proprietary", re.IGNORECASE)
#: Say it in words that no list holds; looked at by hand, with what their wheels carry.
LOOKED_AT = {"pypdfium2": ["BSD-3-Clause", "Apache-2.0"], "pyclipper": ["MIT"]}
#: Locked for other systems than the one that looks: looked at by hand.
ELSEWHERE = {
    "colorama": "BSD-3-Clause",
    "pywin32": "PSF-2.0",
    "greenlet": "MIT",
    "httpx2-jsfetch": "BSD-3-Clause",
}
#: Longer than any licence's name: the field holds its text, the classifier says which.
NAME = 60


def locked() -> list[str]:
    """The names in the lock of what ships."""
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    return [found[1] for line in lines if (found := re.match(r"([\w.-]+)(?:\[.*\])?==", line))]


def licences(name: str) -> Iterator[str]:
    """What the package says of its licence, piece by piece."""
    told = metadata(name)
    if expression := "".join(told.get_all("License-Expression") or ()):
        yield from re.split(r" (?:AND|OR) ", expression.replace("(", "").replace(")", ""))
        return
    classifiers = [each for each in told.get_all("Classifier") or () if each.startswith("License")]
    yield from (each.rpartition("::")[2].strip() for each in classifiers)
    if not classifiers and (own := "".join(told.get_all("License") or ())) and len(own) < NAME:
        yield from re.split(r" (?:AND|OR) ", own)


@pytest.mark.parametrize("name", locked())
def test_a_package_that_ships_has_a_permissive_licence(name: str) -> None:
    try:
        found = LOOKED_AT.get(name) or list(licences(name))
    except PackageNotFoundError:
        found = [ELSEWHERE.get(name, "")]
    assert found, f"{name} does not say under which licence it is"
    assert not [each for each in found if FORBIDDEN.search(each)], found
    assert all(each.lower() in PERMITTED for each in found), found


def test_bundled_scripts_carry_their_licences() -> None:
    text = (ROOT / "views" / "component" / "LICENSES.txt").read_text("utf-8")
    package = (ROOT / "views" / "component" / "build.mjs").read_text("utf-8")
    assert text.count("Permission is hereby granted") >= 2 and "LICENSES.txt" in package
    assert not FORBIDDEN.search(text)
