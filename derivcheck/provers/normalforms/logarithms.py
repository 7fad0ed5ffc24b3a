"""Logarithms, absolute values and signs: arguments factored, with the signs that are known.

Bronstein, Symbolic Integration I, section 9.3 (logarithms of a multiplicatively independent set).
"""

from __future__ import annotations

from derivcheck.kernel.language.terms import ONE, ZERO, App, Bind, Term, call, number, subterms
from derivcheck.provers.foundations.polynomials import of_powers
from derivcheck.provers.normalforms import polar
from derivcheck.provers.normalforms.basis import Basis, numeral_factors, size
from derivcheck.provers.normalforms.dependence import related
from derivcheck.provers.normalforms.phases import has_phase
from derivcheck.provers.normalforms.principal import recognised
from derivcheck.provers.normalforms.trigonometric import UNIT

MAX_FACTORS = 30
"""The most factors an argument is split into."""


def logarithm(basis: Basis, t: App) -> None:
    """log(u) over logarithms of primes and irreducible factors."""
    if len(t.args) == 2:
        for u in t.args:
            basis.visit(call("log", u))
        return
    (u,) = t.args
    is_complex = basis.known.facts.context.field == "complex"
    if is_complex and _off_the_right(basis, u):
        return
    factors = signed_factors(basis, u)
    if not is_complex:
        related(basis, u, [p for p, _ in factors])
    else:  # what is positive goes out first
        factors.sort(key=lambda factor: not basis.known.facts.holds(call("<", ZERO, factor[0])))
    if not factors:
        basis.axiom("log_one")
    elif len(factors) <= MAX_FACTORS:
        _split(basis, factors)


def _off_the_right(basis: Basis, u: Term) -> bool:
    """log of -v, I*v or -I*v for a positive v, and of a number off the axes by its phase."""
    for row, unit in (("log_negative", -ONE), ("log_turned", UNIT), ("log_turned_back", -UNIT)):
        v = basis.normal(u / unit)
        if basis.known.facts.holds(call("<", ZERO, v)):
            return basis.axiom(row, u=v)
    return polar.logarithm(basis, u) or (has_phase(basis, u) and basis.axiom("log_phase", u=u))


def _split(basis: Basis, factors: list[tuple[Term, int]]) -> None:
    for k in range(len(factors) - 1):
        one, rest = of_powers(factors[k : k + 1]), of_powers(factors[k + 1 :])
        if basis.axiom("log_mul", u=one, v=rest) or basis.axiom("log_mul_positive", u=one, v=rest):
            continue
        if not basis.axiom("log_mul_abs", u=one, v=rest):
            return
    for p, e in factors:
        if e != 1 and not (
            basis.axiom("log_pow", u=p, v=number(e))
            or basis.axiom("log_pow_positive", u=p, v=number(e))
            or basis.axiom("log_pow_abs", u=p, n=number(e))
        ):
            return
        _inner(basis, p)
        if basis.known.facts.context.field == "complex":
            recognised(basis, p)


def _inner(basis: Basis, p: Term) -> None:
    match p:
        case App("exp", (v,)):
            basis.axiom("log_exp", u=v)
        case App("^", (b, e)) if not basis.axiom("log_pow", u=b, v=e):
            basis.axiom("log_pow_positive", u=b, v=e)
        case Bind("prod", var, body, (low, high)):
            basis.axiom("log_prod", f=Bind("lambda", var, body, ()), a=low, b=high)


def signed_factors(basis: Basis, u: Term) -> list[tuple[Term, int]]:
    """The factors of a term, negated where that makes them positive; the numeral's sign goes in."""
    c, powers = basis.factors(u)
    negative = c < 0
    found: list[tuple[Term, int]] = []
    for p, e in powers:
        if basis.known.facts.context.field == "real" and basis.known.holds(call("<", p, 0)):
            negative ^= bool(e % 2)
            p = -p
        found.append((p, e))
    if negative and found:
        odd = next((k for k, (_, e) in enumerate(found) if e % 2), None)
        if odd is not None:
            found[odd] = (-found[odd][0], found[odd][1])
            negative = False
    return [*numeral_factors(-abs(c) if negative else abs(c)), *found]


def absolute(basis: Basis, t: App) -> None:
    """|u| over the absolute values of irreducible factors of unknown sign."""
    (u,) = t.args
    if basis.axiom("abs_nonneg", u=u) or basis.axiom("abs_nonpos", u=u):
        return
    if basis.known.facts.context.field == "complex" and (_by_parts(basis, u) or _divided(basis, u)):
        return
    c, powers = basis.factors(u)
    factors = [*([(number(c), 1)] if c != 1 else []), *powers]
    if len(factors) > MAX_FACTORS:
        return
    for k in range(len(factors) - 1):
        basis.axiom("abs_mul", u=of_powers(factors[k : k + 1]), v=of_powers(factors[k + 1 :]))
    for p, e in factors:
        if e != 1:
            basis.axiom("abs_pow", u=p, n=number(e))
        if _of_power(basis, p):
            continue
        signed = basis.axiom("abs_nonneg", u=p) or basis.axiom("abs_nonpos", u=p)
        if not signed and not _of_root(basis, "root_abs", p):
            _squared(basis, p)


def _divided(basis: Basis, u: Term) -> bool:
    """|u/v| as it is written, where what is known not to be zero is written like that."""
    match u:
        case App("/", (v, w)):
            return basis.axiom("abs_div", u=v, v=w)
    return False


def _squared(basis: Basis, p: Term) -> None:
    """|p|^2, and |p| by an absolute value seen before that has the same square."""
    if basis.known.facts.context.field == "real":
        basis.axiom("abs_square", u=p)
        return
    square = p * call("conjugate", p)
    basis.visit(square)
    if size(turned := basis.normal(call("conjugate", p))) < size(p):
        basis.visit(call("abs", turned))
    for q in basis.moduli:
        same = basis.equal(square, q * call("conjugate", q))
        if same and p != q and basis.axiom("abs_same", u=p, v=q):
            return
    basis.moduli[p] = None
    basis.axiom("abs_conjugate", u=p)


def _of_power(basis: Basis, p: Term) -> bool:
    """|u^n| = |u|^n."""
    match p:
        case App("^", (u, n)):
            return basis.axiom("abs_pow", u=u, n=n) or basis.axiom("abs_pow_real", u=u, v=n)
    return False


def _of_root(basis: Basis, row: str, u: Term) -> bool:
    """What a row says of a real root."""
    match u:
        case App("root", (v, n)):
            return basis.axiom(row, u=v, n=n)
    return False


def _by_parts(basis: Basis, u: Term) -> bool:
    """|exp(v)|, and |u| of which the real and the imaginary part are known.

    A part that is seen to be real by what is supposed only, as z/I where re(z) = 0, is none: the
    root of the sum of squares would be the absolute value again.
    """
    match u:
        case App("exp", (v,)):
            return basis.axiom("abs_exp_re", u=v)
    part = call("im", u)
    basis.visit(part)
    normal = basis.normal(part)
    if any(isinstance(t, App) and t.head == "im" for t in subterms(normal)):
        return False
    if not basis.known.facts.holds(call("=", call("im", normal), 0)):
        return False
    return basis.axiom("abs_root", u=u)


def sign(basis: Basis, t: App) -> None:
    """sign(u) where the sign is known, else u/|u| where u is not zero, else by sign(u)*|u| = u."""
    (u,) = t.args
    if basis.axiom("sign_positive", u=u) or basis.axiom("sign_negative", u=u):
        return
    if _of_root(basis, "root_sign", basis.normal(u)):
        return
    basis.axiom("sign_quotient", u=u) or basis.axiom("sign_abs", u=u)


def maximum(basis: Basis, t: App) -> None:
    """max(u, v) and min(u, v)."""
    head, args = t.head, t.args
    if len(args) == 2:
        u, v = args
        known = basis.axiom(f"{head}_first", u=u, v=v) or basis.axiom(f"{head}_second", u=u, v=v)
        if not known:
            basis.axiom(f"{head}_abs", u=u, v=v)
