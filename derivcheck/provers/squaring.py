"""Comparisons with a square root by the squares of both sides: u <= sqrt(v) from u^2 <= v."""

from __future__ import annotations

from fractions import Fraction

from derivcheck.kernel.evidence import Axiom
from derivcheck.kernel.terms import ZERO, Term, number
from derivcheck.provers.knowledge import Knowledge
from derivcheck.provers.polynomials import coefficients, written
from derivcheck.provers.signed_forms import is_root

ROWS = {
    (False, "<="): "sqrt_above", (False, "<"): "sqrt_above_strictly",
    (True, "<="): "sqrt_below", (True, "<"): "sqrt_below_strictly",
}  # fmt: skip
"""(whether the root stands on the left, relation) -> row."""
TURNED = {">": "<", ">=": "<="}


def by_squares(known: Knowledge, s: Term, rel: str, difference: Term) -> None:
    """Learns how a root in a difference compares with the rest, until a statement holds."""
    field = known.facts.field
    if known.facts.context.field != "real" or rel not in ("<", "<=", ">", ">="):
        return
    v = field.value(difference)
    if not v.bottom.is_constant():
        return
    last = v.top.context().nvars() - 1
    for n in sorted(field.used(v)):
        root, rows = field.terms[n], coefficients(v.top, last - n)
        if not is_root(root) or sorted(rows) not in ([1], [0, 1]) or not rows[1].is_constant():
            continue
        slope = int(rows[1].leading_coefficient())
        rest = written(field, rows[0]) if 0 in rows else ZERO
        row = ROWS[(slope > 0) == (rel in ("<", "<=")), TURNED.get(rel, rel)]
        found = Axiom(row, (("u", rest * number(Fraction(-1, slope))), ("v", root.args[0])))
        if known.learn(found) and known.facts.holds(s):
            return
