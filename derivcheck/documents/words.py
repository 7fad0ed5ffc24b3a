"""The words that stand for a field, a relation and a verdict in a derivation file, once."""

from __future__ import annotations

from typing import get_args

from derivcheck.documents.vocabulary import Expectation
from derivcheck.kernel.language.claims import Field, Relation

LAYOUTS = {"numerator": False, "denominator": True}
"""A layout of Jacobians -> whether they have a column for each component."""
FIELDS: dict[str, Field] = {field: field for field in get_args(Field)}
RELATIONS: dict[str, Relation] = {
    "=": "=",
    "!=": "!=", "≠": "!=",
    "<": "<",
    "<=": "<=", "≤": "<=",
    ">": ">",
    ">=": ">=", "≥": ">=",
}  # fmt: skip
EXPECTATIONS: dict[str, Expectation] = {name: name for name in get_args(Expectation)}
