"""Finding a thing by what a person types: its names, pinyin, English, short forms, slips."""

from queries.finding.finder import Finder, Findings, Hit
from queries.finding.kept import finder

__all__ = ["Finder", "Findings", "Hit", "finder"]
