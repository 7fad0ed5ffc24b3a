"""What LaTeX knows of the heads: their commands, and how tightly each holds together."""

from __future__ import annotations

from derivcheck.kernel.language.handbook import HANDBOOK

QUANTIFIED, IMPLIED, EITHER, BOTH, NEGATED, RELATED, SUM, PRODUCT, POWER, ATOM = range(10)
"""How tightly a formula holds together; a part looser than its place gets parentheses."""

CONSTANTS = {
    **{name: row.latex for name, row in HANDBOOK.items() if not row.most},
    "oo":    r"\infty",
    "true":  r"\text{true}",
    "false": r"\text{false}",
}  # fmt: skip

FUNCTIONS = {
    **{name: row.latex for name, row in HANDBOOK.items() if row.most and row.latex},
    "det": r"\det",
}  # fmt: skip
"""Function -> its LaTeX; a head of neither table prints upright under its own name."""

POWERED = frozenset(name for name, row in HANDBOOK.items() if row.powered)
"""Functions whose natural powers stand at the name, as in sin^2(x)."""

CONNECTIVES = {"iff": IMPLIED, "implies": IMPLIED, "or": EITHER, "xor": EITHER, "and": BOTH}
"""Connective -> how tightly what it makes holds together."""
