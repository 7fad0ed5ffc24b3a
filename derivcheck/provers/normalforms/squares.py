"""What stands under a root, in factors: some are squares only by what holds between the atoms.

1 - cos(u)^2         = sin(u)^2
x + 2*sqrt(x) + 1    = (sqrt(x) + 1)^2, a polynomial in sqrt(x)
z*conjugate(z)       = |z|^2
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from derivcheck.kernel.language.terms import App, Term, call
from derivcheck.provers.foundations.polynomials import factored
from derivcheck.provers.normalforms.basis import Basis, scaled
from derivcheck.provers.sideconditions.signed_forms import is_root

Factors = tuple[Fraction, list[tuple[Term, int]]]
"""A rational number and powers of terms."""


def factors_under_root(basis: Basis, u: Term) -> Factors:
    """A term as a rational number times powers of factors.

    Arguments:
        basis: in which it has been visited.
    """
    c, powers = _with_sines(basis, *basis.factors(u))
    if basis.known.facts.context.field == "complex":
        c, powers = _with_moduli(basis, c, powers)
    for n, (p, e) in enumerate(powers):
        if e % 2 and (found := _over_radicals(basis, p)):
            more, inner = found
            rest = [*powers[:n], *powers[n + 1 :]]
            return c * more**e, [*rest, *((q, d * e) for q, d in inner)]
    return c, powers


def _with_sines(basis: Basis, c: Fraction, powers: list[tuple[Term, int]]) -> Factors:
    """Factors in which (cos(u) - 1)*(cos(u) + 1) is -sin(u)^2."""
    found = dict(powers)
    for t in dict.fromkeys(t for p in found for t in basis.atoms(p)):
        n = min(found.get(t - 1, 0), found.get(t + 1, 0))
        if n < 1 or not isinstance(t, App) or t.head != "cos":
            continue
        sine = call("sin", t.args[0])
        basis.visit(sine)
        found[t - 1] -= n
        found[t + 1] -= n
        found[sine] = found.get(sine, 0) + 2 * n
        c *= (-1) ** n
    return c, [(p, e) for p, e in found.items() if e]


def _with_moduli(basis: Basis, c: Fraction, powers: list[tuple[Term, int]]) -> Factors:
    """Factors in which those that are conjugate to each other are squares of absolute values."""
    found = list(powers)
    for (p, e), (q, d) in combinations(powers, 2):
        signed = e == d and (p, e) in found and (q, d) in found and _as_conjugate(basis, p, q)
        if signed:
            found.remove((q, d))
            found[found.index((p, e))] = call("abs", p), 2 * e
            basis.visit(call("abs", p))
            c *= signed**e
    return c, found


def _as_conjugate(basis: Basis, p: Term, q: Term) -> int:
    """1 or -1 if q is that times the conjugate of p, else 0."""
    turned = call("conjugate", p)
    basis.visit(turned)
    return next((n for n in (1, -1) if basis.equal(scaled(n, turned), q)), 0)


def _over_radicals(basis: Basis, p: Term) -> Factors | None:
    """An irreducible polynomial in x and sqrt(x) as one in sqrt(x), if that is a product."""
    v, places = basis.value(p), _roots(basis, p)
    top = basis.field.up(v.top)
    if not places or not v.bottom.is_one():
        return None
    rows: dict[tuple[int, ...], object] = {}
    for monomial, coefficient in top.terms():
        powers = list(map(int, monomial))
        for root, square in places:
            powers[root] += 2 * powers[square]
            powers[square] = 0
        rows[tuple(powers)] = coefficient
    content, inner = factored(top.context().from_dict(rows))
    if sum(e for _, e in inner) < 2:
        return None
    return Fraction(content), [(basis.polynomial(q), e) for q, e in inner]


def _roots(basis: Basis, p: Term) -> list[tuple[int, int]]:
    """The places of atoms sqrt(x) and x that occur both."""
    numbers = sorted(basis.field.used(basis.value(p)))
    terms = {basis.field.terms[n]: n for n in numbers}
    last = basis.field.up(basis.value(p).top).context().nvars() - 1
    return [
        (last - n, last - terms[t.args[0]]) for t, n in terms.items()
        if is_root(t) and t.args[0] in terms
    ]  # fmt: skip
