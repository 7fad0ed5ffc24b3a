"""Logarithms that depend on those met before: multiplicative relations of sums with a root.

Where p^m*q^n is free of a root that p and q share, log(p) is expressed by log(q) and a logarithm
with a root less (Bronstein, Symbolic Integration I, section 9.3).  For real quadratic numbers the
exponents are read off log|p/p'|, p' the conjugate, which is additive and zero for rational numbers
(H. Cohen, A Course in Computational Algebraic Number Theory, section 5.8).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from flint import arb

from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.language.evidence import Arithmetic, Axiom
from derivcheck.kernel.language.terms import Term, call, free_names, number
from derivcheck.provers.normalforms.basis import Basis, summed
from derivcheck.provers.sideconditions.conjugates import conjugate, quadratic

MAX_ALIKE = 6
"""With how many logarithms in which a root occurs a new one is compared."""
MAX_TERMS = 20
"""Arguments with more terms are not compared: powers of them would be large."""
MAX_EXPONENT, MAX_MULTIPLE = 12, 60
"""The highest exponents of the two numbers in a relation."""
EXPONENTS = ((1, 1), (1, -1), (1, 2), (1, -2), (2, 1), (2, -1), (1, 3), (1, -3), (3, 1), (3, -1))
"""The exponents that are tried for functions."""


def related(basis: Basis, u: Term, factors: list[Term]) -> None:
    """Expresses log(u), or those of its factors, by logarithms of earlier arguments.

    Arguments:
        u: whose logarithm is defined.
        factors: its irreducible factors.
    """
    surds = [p for p in factors if _roots(basis, p)]
    for p in surds:
        _compared(basis, p, u if len(surds) == 1 else p)


def _compared(basis: Basis, p: Term, u: Term) -> None:
    """Looks for a relation of u, in which p is the factor with roots, with arguments met before."""
    for r in _roots(basis, p):
        earlier = basis.logarithms.setdefault(r, {})
        if p not in earlier:
            any(_by(basis, r, u, w) for w in islice(earlier.values(), MAX_ALIKE))
            earlier[p] = u


def _roots(basis: Basis, t: Term) -> list[Term]:
    """The roots in a term that is more than a product with a power of them."""
    v = basis.value(t)
    if len(v.top) + len(v.bottom) > MAX_TERMS:
        return []
    parts = [row for p in (v.top, v.bottom) for row in quadratic(basis.field, basis.field.up(p))]
    return [r for r, a, _ in parts if not a.is_zero() or len(v.top) > 1]


def _by(basis: Basis, r: Term, p: Term, q: Term) -> bool:
    """log(p) = (log(p^m*q^n) - n*log(q))/m where p^m*q^n is free of r, but for a factor r."""
    other = conjugate(basis.field, q, r)
    norm = basis.normal(q * other)
    for m, n in _exponents(basis, r, p, q):
        product = basis.normal(p ** number(m) * (q if n > 0 else other) ** number(abs(n)))
        if r not in _roots(basis, product):
            whole = basis.normal(product / norm ** number(max(0, -n)))
            return _expressed(basis, p, q, whole, m, n)
    return False


def _expressed(basis: Basis, p: Term, q: Term, whole: Term, m: int, n: int) -> bool:
    one, other = call("log", p), call("log", q)
    # below zero p^m is taken apart, as a quotient of sums with a root is in no canonical form
    parts = (_raised(p, m), _raised(q, n)) if n > 0 else (whole, _raised(q, -n))
    rows = [Axiom("log_mul", (("u", parts[0]), ("v", parts[1])))]
    rows += [
        Axiom("log_pow", (("u", t), ("v", number(k)))) for t, k in ((p, m), (q, abs(n))) if k != 1
    ]
    value = summed([(Fraction(1, m), call("log", whole)), (Fraction(-n, m), other)])
    return basis.propose(Arithmetic(one, value, (*basis.lemmas, *rows)))


def _raised(t: Term, n: int) -> Term:
    return t if n == 1 else t ** number(n)


def _exponents(basis: Basis, r: Term, p: Term, q: Term) -> Iterator[tuple[int, int]]:
    """Candidates for the exponents of a relation."""
    if free_names(p) | free_names(q):
        yield from EXPONENTS
        return
    one, other = _regulator(basis, r, p), _regulator(basis, r, q)
    if one is None or not other:
        return
    ratio = Fraction(-one / other).limit_denominator(MAX_EXPONENT)
    if 0 < abs(ratio.numerator) <= MAX_MULTIPLE:
        yield ratio.denominator, ratio.numerator


def _regulator(basis: Basis, r: Term, t: Term) -> float | None:
    """log|t/t'| as a decimal number."""
    quotient = call("abs", t / conjugate(basis.field, t, r))
    found = evaluate(call("log", quotient), {}, basis.known.facts.context)
    return float(found.mid()) if isinstance(found, arb) else None
