"""Differential equations, solved for the highest derivative in them.

An equation such as 2*f'(x) = f(x) must not be read as what f(x) is: the derivative of that would be
rewritten by it in turn, without end.
"""

from __future__ import annotations

from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.language.evidence import Arithmetic, Evidence, Hypothesis, Lemma, Symmetry
from derivcheck.kernel.language.terms import ZERO, App, Bind, Num, Term, call
from derivcheck.provers.foundations.polynomials import coefficients
from derivcheck.provers.normalforms.basis import Basis


def adopt(basis: Basis, evidence: Evidence, left: Term, right: Term) -> bool:
    """Proposes an equation that evidence proves, an equation of derivatives solved for the highest.

    Arguments:
        left, right: its sides.
    """
    leading = _leading(basis, left, right)
    if leading == right:
        return basis.propose(Symmetry(evidence), (right, left))
    if leading is None or leading == left:
        return basis.propose(evidence, (left, right))
    value = _solved(basis, leading, left, right)
    sides = (left - right, ZERO) if value is None else (leading, value)
    lemma = Lemma(call("=", *sides), Arithmetic(*sides, (*basis.lemmas, evidence)))
    return basis.known.learn(lemma) and basis.propose(Hypothesis(lemma.statement), sides)


def _leading(basis: Basis, left: Term, right: Term) -> Term | None:
    """The highest derivative of a function in an equation that holds a lower one as well."""
    atoms = [atom for side in (left, right) for atom in basis.atoms(side)]
    orders = {atom: order for atom in atoms if (order := _order(atom)) is not None}
    highest = max(orders, key=lambda atom: orders[atom], default=None)
    lowest = min(orders.values(), default=0)
    return highest if highest is not None and orders[highest] > lowest else None


def _order(t: Term) -> int | None:
    """How often a function is differentiated in a derivative of it, 0 for a value."""
    match t:
        case App("apply", _):
            return 0
        case Bind("diff", _, body, (_, Num(n))) if (inner := _order(body)) is not None:
            return inner + int(n)
    return None


def _solved(basis: Basis, atom: Term, left: Term, right: Term) -> Term | None:
    """The value of an atom by an equation that holds it linearly, with a factor that is not 0."""
    field = basis.field
    gap = field.gap(left, right)
    (n,) = field.used(field.value(atom))
    rows = coefficients(gap, gap.context().nvars() - 1 - n)
    slope = rows.get(1)
    if slope is None or rows.keys() - {0, 1}:
        return None
    factor = written(field, slope)
    if not slope.is_constant() and not basis.known.nonzero(factor):
        return None
    rest = rows.get(0, gap.context().from_dict({}))
    return basis.normal(written(field, -rest) / factor)
