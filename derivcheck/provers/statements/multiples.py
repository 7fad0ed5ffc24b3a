"""An equation as a multiple of one that is known: the difference of its sides divided by the other.

    a = b      left - right  ~  c*(a - b)      c defined
    -----------------------------------------------------
    left = right

That is how a derivative that vanishes is solved for a parameter: both differences are brought to
normal form over one basis, and their quotient may hold nothing in its denominator that can vanish.
"""

from __future__ import annotations

from itertools import islice

from derivcheck.kernel.language.evidence import Chain, Congruence, Evidence, Hypothesis
from derivcheck.kernel.language.terms import App, Term, conjuncts, free_names
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS

MAX_KNOWN = 4
"""Of how many known equations a multiple is looked for, the latest first."""


def by_multiple(left: Term, right: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """Complete evidence that two numbers are equal, by one known equation, or None."""
    gap, names = left - right, free_names(left) | free_names(right)
    stated = reversed(list(conjuncts(known.facts.statements)))
    equations = (s for s in stated if isinstance(s, App) and s.head == "=")
    near = (
        s for s in equations if names & free_names(s) and not known.facts.field.is_array(s.args[0])
    )
    for s in islice(near, MAX_KNOWN):
        basis = Basis(known.knowing(), HANDLERS, limits)
        one, other = s.args
        for t in (gap, one - other):
            basis.visit(t)
        factor = _quotient(basis, gap, one - other)
        if factor is not None and basis.known.defined(factor, one, other):
            return basis.wrapped(_multiplied(basis, (left, right), s, factor))
    return None


def _quotient(basis: Basis, gap: Term, divisor: Term) -> Term | None:
    """One difference divided by another that vanishes, if that leaves nothing that may vanish."""
    if basis.value(divisor).top.is_zero():
        return None
    found = basis.normal(gap / divisor)
    vanishing = {p for p, e in basis.factors(divisor)[1] if e > 0}
    below = [p for p, e in basis.factors(found)[1] if e < 0]
    if any(p in vanishing or -p in vanishing for p in below):
        return None
    return found if all(map(basis.known.nonzero, below)) else None


def _multiplied(basis: Basis, sides: tuple[Term, Term], s: App, factor: Term) -> Evidence:
    left, right = sides
    one, other = s.args
    old, new = (right + factor * (t - other) for t in (one, other))
    within = Congruence(one - other, other - other, (Hypothesis(s), None))
    times = Congruence(factor * (one - other), factor * (other - other), (None, within))
    whole = Congruence(old, new, (None, times))
    return Chain((basis.arithmetic(left, old), whole, basis.arithmetic(new, right)))
