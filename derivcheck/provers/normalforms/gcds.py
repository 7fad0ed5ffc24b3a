"""Greatest common divisors by Euclid's algorithm, between polynomials with whole coefficients.

gcd(21*n + 4, 14*n + 3) = gcd(7*n + 1, 14*n + 3) = gcd(7*n + 1, 1) = gcd(0, 1) = 1

One step a visit: a common factor goes before it, a multiple of one argument is taken off a term of
the other, and what is left is ordered: D. E. Knuth, The Art of Computer Programming, section 4.5.2.
"""

from __future__ import annotations

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.language.terms import App, Term
from derivcheck.provers.normalforms.basis import Basis


def gcd(basis: Basis, t: App) -> None:
    """gcd(u, v) as one of smaller arguments."""
    u, v = t.args
    values = [basis.value(w) for w in t.args]
    if any(w.bottom != 1 for w in values):
        return
    p, q = (basis.field.up(w.top) for w in values)
    if q.is_zero():
        basis.axiom("gcd_zero", u=u)
    elif not p.is_zero() and (common := p.gcd(q)) != 1:
        over, below = (basis.polynomial(part / common) for part in (p, q))
        basis.axiom("gcd_scale", n=basis.polynomial(common), u=over, v=below)
    elif not p.is_zero() and p.leading_coefficient() < 0:
        basis.axiom("gcd_negative", u=u, v=v)
    elif (n := _multiple(basis, p, q)) is not None:
        basis.axiom("gcd_step", u=u, v=v, n=n)
    elif p.is_zero() or q.leading_coefficient() < 0 or _multiple(basis, q, p) or _order(q, p):
        basis.axiom("gcd_swap", u=u, v=v)


def _order(p: Poly, q: Poly) -> bool:
    """Whether one polynomial stands before another."""
    return list(p.terms()) < list(q.terms())


def _multiple(basis: Basis, p: Poly, q: Poly) -> Term | None:
    """By which multiple of q a term of p becomes less."""
    lead, unit = q.monomial(0), int(q.leading_coefficient())
    for powers, c in p.terms():
        over = tuple(int(a) - int(b) for a, b in zip(powers, lead, strict=True))
        if min(over, default=0) >= 0 and int(c) // unit:
            return basis.polynomial(p.context().from_dict({over: int(c) // unit}))
    return None
