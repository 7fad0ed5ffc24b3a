"""Square roots of numbers with roots in them, as sums of simpler roots where they are that.

Source: A. Borodin, R. Fagin, J. Hopcroft, M. Tompa, "Decreasing the nesting depth of expressions
involving square roots", Journal of Symbolic Computation 1 (1985), theorem 1.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq

from derivcheck.kernel.evidence import Separation
from derivcheck.kernel.radicals import CIRCULAR, half_turns
from derivcheck.kernel.terms import ONE, App, Num, Term, call, number
from derivcheck.kernel.values import power
from derivcheck.provers.basis import Basis
from derivcheck.provers.circular import UNIT

CLOSED = frozenset("+ * neg / ^ sqrt cbrt".split())


def is_closed(t: Term) -> bool:
    """Whether a term is made of numerals by arithmetic, roots and rational angles."""
    match t:
        case Num():
            return True
        case App(head, (u,)) if head in CIRCULAR:
            return half_turns(u) is not None
        case App(head, args):
            return head in CLOSED and all(map(is_closed, args))
    return False


def denested(basis: Basis, u: Term) -> bool:
    """sqrt(p + q*sqrt(r)) = sqrt((p + d)/2) +- sqrt((p - d)/2) where d^2 = p^2 - q^2*r."""
    if basis.known.facts.context.field == "complex":
        return _principal(basis, u)
    if isinstance(u, Num) or not is_closed(u):
        return False
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
    return basis.propose(Separation(call("sqrt", u), one + other if q > 0 else one - other))


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
