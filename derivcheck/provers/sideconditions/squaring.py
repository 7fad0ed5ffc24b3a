"""Comparisons with a square root by the squares of both sides: u <= sqrt(v) from u^2 <= v."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.algebra.field import MIRRORED
from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.claims import ORDERS
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Lemma, Sign
from derivcheck.kernel.language.terms import ZERO, App, Term, call, number
from derivcheck.provers.foundations.polynomials import coefficients
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.sideconditions.signed_forms import is_root

ROWS = {
    (False, "<="): "sqrt_above", (False, "<"): "sqrt_above_strictly",
    (True, "<="): "sqrt_below", (True, "<"): "sqrt_below_strictly",
}  # fmt: skip
"""(whether the root stands on the left, relation) -> row."""


def by_squares(known: ProofContext, s: Term, rel: str, difference: Term) -> None:
    """Learns how a root in a difference compares with the rest, until a statement holds."""
    if known.facts.context.field != "real" or rel not in ORDERS:
        return
    for root, slope, offset in with_roots(known.facts, difference):
        if not slope.is_constant():
            if known.outermost and _by_slope(known, s, rel, difference, (root, slope, offset)):
                return
            continue
        c = int(slope.leading_coefficient())
        u = written(known.facts.field, offset) * number(Fraction(-1, c))
        row = ROWS[(c > 0) == (rel in ("<", "<=")), MIRRORED.get(rel, rel)]
        found = Axiom(row, (("u", u), ("v", root.args[0])))
        if known.learn(found) and known.facts.holds(s):
            return


def _by_slope(
    known: ProofContext, s: Term, rel: str, difference: Term, parts: tuple[App, Poly, Poly]
) -> bool:
    """The same where a root stands behind a factor that is known to be positive."""
    root, slope, offset = parts
    factor = written(known.facts.field, slope)
    if not known.holds(call("<", ZERO, factor)):
        return False
    u = -(written(known.facts.field, offset) / factor)
    row = ROWS[rel in ("<", "<="), MIRRORED.get(rel, rel)]
    inner, sides = known.instead(), (root.args[0], u**2)  # which may hold for another root
    if not inner.holds(call(rel, *sides)) or not all(map(known.learn, inner.lemmas)):
        return False
    if not known.learn(Axiom(row, (("u", u), ("v", root.args[0])))):
        return False
    return known.learn(Lemma(s, Sign(Arithmetic(difference, (root - u) * factor))))


def with_roots(facts: Facts, t: Term) -> Iterator[tuple[App, Poly, Poly]]:
    """Each root r in a polynomial c*r + b, with c and b free of it."""
    v = facts.field.value(t)
    if not v.bottom.is_constant():
        return
    last, nothing = v.top.context().nvars() - 1, v.top.context().from_dict({})
    for n in sorted(facts.field.used(v)):
        root = facts.field.terms[n]
        if is_root(root) and v.top.degrees()[last - n] == 1:
            rows = coefficients(v.top, last - n)
            yield root, rows[1], rows.get(0, nothing)
