"""How heads look: the boxes of constants, functions and relations, from one table of spellings.

The handbook spells a function in LaTeX; its boxes, and with them all other notations, are read off
that.  A head that no table knows stands upright under its own name.
"""

from __future__ import annotations

from derivcheck.notation.formulas.author import read
from derivcheck.notation.formulas.boxes import Box, Letters, Operator, Sign, Words
from derivcheck.notation.latex_tables import CONSTANTS, FUNCTIONS


def _read(latex: str, name: str) -> Box:
    return read(latex) or Letters(name, "upright")


CONSTANT_BOXES = {name: _read(latex, name) for name, latex in CONSTANTS.items()}
FUNCTION_BOXES = {name: _read(latex, name) for name, latex in FUNCTIONS.items()}


def function_box(head: str) -> Box:
    """A function by its head."""
    return FUNCTION_BOXES.get(head) or Operator(head)


RELATION_SIGNS = {
    "=": Sign("=", "relation"), "!=": Sign("≠", "relation"), "<": Sign("<", "relation"),
    "<=": Sign("≤", "relation"), ">": Sign(">", "relation"), ">=": Sign("≥", "relation"),
}  # fmt: skip
CONNECTIVE_SIGNS: dict[str, Box] = {
    "iff": Sign("⟺", "relation"), "implies": Sign("⟹", "relation"), "or": Words(" or "),
    "and": Words(" and "), "xor": Sign("xor", "binary"),
}  # fmt: skip
BIG_SIGNS = {"sum": Sign("∑"), "prod": Sign("∏"), "int": Sign("∫"), "antiderivative": Sign("∫")}
BINDING_BIG = frozenset((*BIG_SIGNS, "lim", "lim+", "lim-"))
"""Binders that are written with a tall sign in front."""
FENCED = {"abs": ("|", "|)"), "floor": ("⌊", "⌋"), "ceiling": ("⌈", "⌉"), "norm": ("‖", "‖)")}
MARKS: dict[str, Box] = {"transpose": Sign("⊤"), "adjoint": Letters("H", "sans")}
"""Head -> what stands as an exponent."""
PRODUCT_SIGNS = {"hadamard": Sign("⊙", "times"), "kron": Sign("⊗", "times")}
SIZED: dict[str, Box] = {
    "eye": Letters("I"), "zeros": Letters("0", "bold"), "ones": Letters("1", "bold"),
}  # fmt: skip
"""Head -> the letter whose subscript is the size."""
