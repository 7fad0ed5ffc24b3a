"""Equations of logarithms taken to products, and of exponentials to sums.

log(u) + log(v) = w   u*v = exp(w)
2^u = 3^v             u*log(2) = v*log(3)
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.language.evidence import Chain, Congruence, Evidence, Hypothesis
from derivcheck.kernel.language.terms import ZERO, App, Term, call, free_names, number, subterms
from derivcheck.provers.equations.cases import split
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import of_powers
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.statements.products import Powers


def without_logarithms(known: ProofContext, gap: Term, limits: Limits) -> Iterator[Evidence]:
    """u^m*v^n = exp(w) from m*log(u) + n*log(v) = w with whole m and n."""
    if sum(map(_is_logarithm, subterms(gap))) < 2:
        return
    match _logarithms(known, gap, limits):
        case (powers, rest) if sum(bool(free_names(u)) for u, _ in powers) > 1:
            above = [(u, n) for u, n in powers if n > 0]
            below = [(u, -n) for u, n in powers if n < 0]
            left, right = of_powers(above), of_powers(below)
            if rest != ZERO:
                right = right * call("exp", -rest)
            one, other = _sum_of_logarithms(above), _sum_of_logarithms(below) - rest
            images = call("exp", one), call("exp", other)
            same = split(one, other, known, limits, 0)
            first = same and _plainly(left, images[0], known, limits)
            last = first and _plainly(images[1], right, known, limits)
            if same and first and last:
                yield Chain((first, Congruence(*images, (same,)), last))


def _logarithms(known: ProofContext, gap: Term, limits: Limits) -> tuple[Powers, Term] | None:
    """Arguments of logarithms with the whole numbers before these, and what is left of a sum."""
    basis = Basis(known.knowing(), HANDLERS, limits)
    basis.visit(gap)
    powers: Powers = []
    rest: Term = ZERO
    for m, c in basis.field.up(basis.value(gap).top).terms():
        match basis.monomial(m):
            case App("log", (u,)):
                powers.append((u, int(c)))
            case other if any(map(_is_logarithm, subterms(other))):
                return None
            case other:
                rest = rest + number(int(c)) * other
    return powers, rest


def _plainly(left: Term, right: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """Evidence for an equation without the known equations."""
    basis = Basis(known.knowing(), HANDLERS, limits)
    for side in (left, right):
        basis.visit(side)
    return basis.evidence(left, right) if basis.equal(left, right) else None


def _sum_of_logarithms(powers: Powers) -> Term:
    """log(u^m*v^n), multiplied out."""
    total: Term = ZERO
    for u, n in powers:
        total = total + number(n) * call("log", u)
    return total


def _is_logarithm(t: Term) -> bool:
    return isinstance(t, App) and t.head == "log"


def without_exponentials(
    known: ProofContext, statement: Term, left: Term, right: Term
) -> Iterator[Evidence]:
    """log(u) = log(v) from an equation of positive products that hold unlike exponentials."""
    powers = {t for t in subterms(left - right) if _is_exponential(t)}
    images = call("log", left), call("log", right)
    if len(powers) > 1 and known.facts.context.field == "real" and known.defined(*images):
        yield Congruence(*images, (Hypothesis(statement),))


def _is_exponential(t: Term) -> bool:
    match t:
        case App("exp", (u,)) | App("^", (_, u)):
            return bool(free_names(u))
    return False
