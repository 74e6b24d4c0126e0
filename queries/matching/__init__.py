"""Lists that a user brings (ROR, Wikidata, social credit codes, own ones) held against the graph's
names: identifiers are proposed, and a person chooses."""

from queries.matching.lists import Item, read_list
from queries.matching.matched import Matcher

__all__ = ["Item", "Matcher", "read_list"]
