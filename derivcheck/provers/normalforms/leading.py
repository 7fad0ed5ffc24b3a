"""Differential equations, solved for the highest derivative in them.

An equation such as 2*f'(x) = f(x) must not be read as what f(x) is: the derivative of that would be
rewritten by it in turn, without end.
"""

from __future__ import annotations

from derivcheck.kernel.language.evidence import Arithmetic, Evidence, Hypothesis, Lemma, Symmetry
from derivcheck.kernel.language.terms import ZERO, App, Bind, Num, Term, call
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.solving import solved


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
    lemmas = (*basis.lemmas, evidence)
    lemma = solved(basis.known, basis.field, lemmas, left, right, leading)
    if lemma is None:
        sides = (left - right, ZERO)
        lemma = Lemma(call("=", *sides), Arithmetic(*sides, lemmas))
    return basis.known.learn(lemma) and basis.propose(Hypothesis(lemma.statement))


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
