"""Kinds of words that are spoken of together: those that name entities, those that name types."""

from __future__ import annotations

ENTITIES = tuple("institution thing chain chain_part cluster park area project".split())
ENTITIES += tuple("field indicator".split())
TYPES = tuple("type type_lab type_thing type_park chain_type future_type industry_type".split())
TYPES += tuple("service_type cluster_type area_type idx_type".split())
EXCLUDED = tuple("not_institution not_type not_field lacks_field".split())
BROAD = "*"
