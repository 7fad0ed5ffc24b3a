"""Square roots of what has roots in it, as sums of simpler roots where they are that.

Source: A. Borodin, R. Fagin, J. Hopcroft, M. Tompa, "Decreasing the nesting depth of expressions
involving square roots", Journal of Symbolic Computation 1 (1985), theorem 1.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq

from derivcheck.kernel.algebra.values import power
from derivcheck.kernel.language.evidence import Axiom, Chain, Congruence, Evidence
from derivcheck.kernel.language.terms import ONE, ZERO, Num, Term, call, number
from derivcheck.provers.foundations.polynomials import of_powers
from derivcheck.provers.normalforms.algebraic_numbers import is_closed
from derivcheck.provers.normalforms.basis import Basis, scaled
from derivcheck.provers.normalforms.trigonometric import UNIT
from derivcheck.provers.sideconditions.conjugates import square_roots


def denested(basis: Basis, u: Term) -> bool:
    """sqrt(p + q*sqrt(r)) = sqrt((p + d)/2) +- sqrt((p - d)/2) where d^2 = p^2 - q^2*r."""
    if basis.known.facts.context.field == "complex":
        return _principal(basis, u)
    if isinstance(u, Num) or not is_closed(u):
        return _over_functions(basis, u)
    parts = {m: c for c, m in basis.summands(u)}
    p = parts.pop(number(1), Fraction(0))
    if len(parts) != 1:
        return False
    ((surd, q),) = parts.items()
    r = basis.field.constant(surd**2)
    d = None if r is None else _rational_root(p * p - q * q * r)
    if d is None:
        return False
    one, other = (call("sqrt", number((p + e) / 2)) for e in (d, -d))
    return basis.known.defined(one, other) and _recomposed(basis, u, one, other)


def _over_functions(basis: Basis, u: Term) -> bool:
    """The same over the rational functions, where d is one and the signs are known."""
    v = basis.value(u)
    for r, top, slope in square_roots(basis.field, basis.field.up(v.top)):
        p, q = (basis.polynomial(part) for part in (top, slope))
        d = None if top.is_zero() else _square_root(basis, p**2 - q**2 * r**2)
        if d is None:
            continue
        under = basis.polynomial(v.bottom)
        pair = [call("sqrt", basis.normal((p + e) / (2 * under))) for e in (d, -d)]
        if basis.known.defined(*pair) and _recomposed(basis, u, *pair):
            return True
    return False


def _recomposed(basis: Basis, u: Term, one: Term, other: Term) -> bool:
    """sqrt(u) as the sum or the difference of two roots, whichever has the square u."""
    basis.visit(one)
    basis.visit(other)
    for t in (one + other, one - other):
        if basis.equal(t**2, u):
            row = "sqrt_square_nonneg" if basis.known.holds(call("<=", ZERO, t)) else "sqrt_square"
            return basis.propose(Chain((_same_root(basis, u, t), Axiom(row, (("u", t),)))))
    return False


def _same_root(basis: Basis, u: Term, t: Term) -> Evidence:
    """sqrt(u) = sqrt(t^2)."""
    return Congruence(call("sqrt", u), call("sqrt", t**2), (basis.arithmetic(u, t**2),))


def _square_root(basis: Basis, t: Term) -> Term | None:
    """A term whose square is another."""
    c, powers = basis.factors(t)
    root = _rational_root(c) if c else None
    if root is None or any(e % 2 for _, e in powers):
        return None
    return scaled(root, of_powers([(p, e // 2) for p, e in powers]))


def _principal(basis: Basis, u: Term) -> bool:
    """sqrt(a + b*i) = sqrt((d + a)/2) +- i*sqrt((d - a)/2) where d^2 = a^2 + b^2."""
    parts = {m: c for c, m in basis.summands(u)}
    a, b = parts.pop(ONE, Fraction(0)), parts.pop(UNIT, Fraction(0))
    d = None if parts or not b else _rational_root(a * a + b * b)
    if d is None:
        return False
    real, imaginary = (call("sqrt", number((d + c) / 2)) for c in (a, -a))
    basis.visit(real)
    basis.visit(imaginary)
    whole = real + UNIT * imaginary if b > 0 else real - UNIT * imaginary
    return basis.axiom("sqrt_square_right", u=basis.normal(whole))


def _rational_root(x: Fraction) -> Fraction | None:
    if x < 0:
        return None
    root = power(fmpq(x.numerator, x.denominator), fmpq(1, 2), principal=False)
    return Fraction(int(root.p), int(root.q)) if type(root) is fmpq else None
