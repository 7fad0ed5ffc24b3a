"""Changes of variables under an antiderivative: an integrand as a function of some part of it.

The parts are atoms and their arguments, powers of the variable, exponentials, roots of an affine
term, and sine, cosine, tangent and tangent of the half argument (Moses, "Symbolic integration: the
stormy decade", CACM 14, 1971; Bronstein, Symbolic Integration I, section 5.10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial, reduce
from math import lcm
from typing import NamedTuple

from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    children,
    free_names,
    number,
    numeral,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.provers.antiderivatives.euler import rationalised
from derivcheck.provers.antiderivatives.radicals import Rewrite, radical, rewritten
from derivcheck.provers.antiderivatives.rational import polynomials
from derivcheck.provers.antiderivatives.univariate import Polynomial, Univariate
from derivcheck.provers.foundations.common_measure import common_measure

MAX_MONOMIAL, MAX_PARTS = 6, 6
"""The highest power of the variable, and how many other parts of a term, that are tried."""
MAX_ROOT = 12
"""The highest order of a root that becomes a variable."""

WAVES = ("sin", "cos")


class Change(NamedTuple):
    """An integrand in a new variable, and the function that the variable stands for."""

    integrand: Term
    inner: Term


def changes(f: Term, var: str, new: str, uni: Univariate) -> Iterator[Change]:
    """What an integrand is in other variables, all called by one fresh name."""
    for way in WAYS:
        for integrand, inner in way(f, var, new, uni):
            if var not in free_names(integrand):
                yield Change(integrand, inner)


def _inner(f: Term, var: str, new: str, uni: Univariate) -> Iterator[tuple[Term, Term]]:
    """Atoms and their arguments."""
    atoms = [t for t in dict.fromkeys(subterms(f)) if _is_atom(t, var)]
    arguments = [u for t in atoms for u in children(t) if var in free_names(u) and u != Sym(var)]
    for g in list(dict.fromkeys([*atoms, *arguments]))[:MAX_PARTS]:
        rate = slope(g, var, uni)
        if g == f or rate is None or rate == ZERO:
            continue
        yield naming(g, new, uni)(uni.tidy(f / rate)), g


def naming(g: Term, new: str, uni: Univariate) -> Callable[[Term], Term]:
    """What puts a name in place of all that is the same as a term."""
    key = uni.field.key(g)
    return _by(lambda t: Sym(new) if uni.field.key(t) == key else None)


def _is_atom(t: Term, var: str) -> bool:
    match t:
        case App("^", (u, v)):
            return var in free_names(t) and (numeral(v) is None or numeral(u) is not None)
        case App(head, (_,)):
            return head in HANDBOOK and var in free_names(t)
    return False


def slope(g: Term, var: str, uni: Univariate) -> Term | None:
    """The derivative of a term by a name."""
    found = derivative(Bind("diff", var, g, (Sym(var), ONE)), uni.field.context)
    return None if found is None else uni.tidy(found[0])


def _by(rewrite: Rewrite) -> Callable[[Term], Term]:
    """A rewriting from the outside in."""
    return partial(rewritten, rewrite)


def _monomial(f: Term, var: str, new: str, uni: Univariate) -> Iterator[tuple[Term, Term]]:
    """u = x^k where all powers of x are powers of x^k."""
    x, u = Sym(var), Sym(new)

    def lowered(k: int) -> Rewrite:
        def one(t: Term) -> Term | None:
            match t:
                case App("^", (base, Num(n))) if base == x and n % k == 0:
                    return u if n == k else u ** number(Fraction(n) / k)
            return None

        return one

    for k in range(2, MAX_MONOMIAL + 1):
        rest = uni.tidy(f / (number(k) * x ** number(k - 1)))
        yield _by(lowered(k))(rest), x ** number(k)


# --- exponentials ----------------------------------------------------------------------------


def _exponential(f: Term, var: str, new: str, uni: Univariate) -> Iterator[tuple[Term, Term]]:
    """u = exp(c*x) where all exponentials are its powers times constants."""
    f = exponentials(f, var)
    lines = [line(r, var, uni) for r in _arguments(f, ("exp",), var)]
    slopes = [p[1] for p in lines if p]
    if not slopes or len(slopes) < len(lines):
        return
    ratios = [numeral(uni.tidy(p / slopes[0])) for p in slopes]
    if None in ratios:
        return
    unit = reduce(common_measure, (Fraction(r) for r in ratios if r is not None), Fraction(0))
    rate = uni.tidy(number(unit) * slopes[0])

    def power(t: Term) -> Term | None:
        u = argument(t, ("exp",), var)
        if u is None:
            return None
        offset, own = line(u, var, uni) or (ZERO, ZERO)
        n = numeral(uni.tidy(own / rate))
        raised = Sym(new) ** number(Fraction(n or 0))
        return raised if offset == ZERO else call("exp", offset) * raised

    yield uni.tidy(_by(power)(f) / (rate * Sym(new))), call("exp", uni.tidy(rate * Sym(var)))


def argument(t: Term, heads: tuple[str, ...], var: str) -> Term | None:
    """The argument of a function of some heads that moves with a name."""
    match t:
        case App(head, (u,)) if head in heads and var in free_names(u):
            return u
    return None


def _arguments(f: Term, heads: tuple[str, ...], var: str) -> list[Term]:
    found = (argument(t, heads, var) for t in dict.fromkeys(subterms(f)))
    return [u for u in found if u is not None]


def exponentials(t: Term, var: str) -> Term:
    """A term with powers of constants and hyperbolic functions written by exp."""

    def one(t: Term) -> Term | None:
        match t:
            case App("^", (u, v)) if var in free_names(v) and var not in free_names(u):
                return call("exp", v if u == App("E", ()) else v * call("log", u))
            case App("sinh" | "cosh" | "tanh" | "sech" | "csch" | "coth" as head, (u,)):
                up, down = call("exp", u), call("exp", -u)
                sine, cosine = (up - down) / 2, (up + down) / 2
                return _HYPERBOLIC[head](sine, cosine) if var in free_names(u) else None
        return None

    return _by(one)(t)


_HYPERBOLIC: dict[str, Callable[[Term, Term], Term]] = {
    "sinh": lambda s, c: s,
    "cosh": lambda s, c: c,
    "tanh": lambda s, c: s / c,
    "sech": lambda s, c: 1 / c,
    "csch": lambda s, c: 1 / s,
    "coth": lambda s, c: c / s,
}  # fmt: skip


def line(t: Term, var: str, uni: Univariate) -> Polynomial | None:
    """Offset and slope of an affine term."""
    found = polynomials(t, var, uni)
    return found[0] if found and not found[1] and len(found[0]) == 2 else None


# --- roots -----------------------------------------------------------------------------------


def _root(f: Term, var: str, new: str, uni: Univariate) -> Iterator[tuple[Term, Term]]:
    """u = L^(1/n) where all roots are of one affine term."""
    roots = [r for t in dict.fromkeys(subterms(f)) if (r := radical(t, var))]
    own = [r for r in roots if r[0] == Sym(var)]  # whatever other roots are made of these
    base = (own or roots)[0][0] if roots else ZERO
    affine = line(base, var, uni)
    if affine is None or any(uni.field.key(b) != uni.field.key(base) for b, _ in own or roots):
        return
    order = lcm(*(e.denominator for _, e in own or roots))
    if order > MAX_ROOT:
        return

    def power(t: Term) -> Term | None:
        found = radical(t, var)
        return Sym(new) ** number(found[1] * order) if found and found in (own or roots) else None

    offset, rate = affine
    raised = Sym(new) ** number(order)
    integrand = substitute(_by(power)(f), {var: (raised - offset) / rate})
    inner = call("sqrt", base) if order == 2 else base ** number(Fraction(1, order))
    yield uni.tidy(integrand * number(order) * Sym(new) ** number(order - 1) / rate), inner


def _logarithm(f: Term, var: str, new: str, uni: Univariate) -> Iterator[tuple[Term, Term]]:
    """u = log(L) of an affine term, which is exp(u)."""
    logs = (t for t in subterms(f) if isinstance(t, App) and t.head == "log" and len(t.args) == 1)
    g = next((t for t in logs if line(t.args[0], var, uni)), None)
    affine = None if g is None else line(g.args[0], var, uni)
    if g is None or affine is None:
        return
    offset, rate = affine
    up = call("exp", Sym(new))
    put = _by(lambda t: Sym(new) if t == g else None)
    if (offset, rate) == (ZERO, ONE):
        yield substitute(put(f), {var: up}) * up, g
    else:
        yield substitute(put(f), {var: (up - offset) / rate}) * up / rate, g


# --- circular functions ----------------------------------------------------------------------


def circular(t: Term, var: str) -> Term:
    """A term with tangents, secants and their kin written by sine and cosine."""

    def one(t: Term) -> Term | None:
        match t:
            case App("tan" | "cot" | "sec" | "csc" as head, (u,)) if var in free_names(u):
                return _CIRCULAR[head](call("sin", u), call("cos", u))
        return None

    return _by(one)(t)


_CIRCULAR: dict[str, Callable[[Term, Term], Term]] = {
    "tan": lambda s, c: s / c,
    "cot": lambda s, c: c / s,
    "sec": lambda s, c: 1 / c,
    "csc": lambda s, c: 1 / s,
}  # fmt: skip


def _circular(f: Term, var: str, new: str, uni: Univariate) -> Iterator[tuple[Term, Term]]:
    """u = sin(v), cos(v), tan(v), tan(v/2) of one affine argument v."""
    angle = _angle(f, var, uni)
    if angle is None:
        return
    (v, speed), u = angle, Sym(new)
    below, square = call("sqrt", 1 - u**2), 1 + u**2
    ways: tuple[tuple[Term, Term, Term, Term], ...] = (
        (u, below, below, call("sin", v)),
        (below, u, -below, call("cos", v)),
        (u / call("sqrt", square), 1 / call("sqrt", square), square, call("tan", v)),
        (2 * u / square, (1 - u**2) / square, square / 2, call("tan", v / 2)),
    )
    for sine, cosine, rate, inner in ways:
        yield uni.tidy(_with_wave(f, var, sine, cosine) / (rate * speed)), inner


def _angle(f: Term, var: str, uni: Univariate) -> tuple[Term, Term] | None:
    """The one affine argument of all sines and cosines, and its slope."""
    angles = _arguments(f, WAVES, var)
    affine = line(angles[0], var, uni) if angles else None
    if affine is None or any(uni.field.key(a) != uni.field.key(angles[0]) for a in angles):
        return None
    return angles[0], affine[1]


def _with_wave(f: Term, var: str, sine: Term, cosine: Term) -> Term:
    """A term with others in place of its sines and cosines."""

    def one(t: Term) -> Term | None:
        if argument(t, ("sin",), var):
            return sine
        return cosine if argument(t, ("cos",), var) else None

    return _by(one)(f)


def bounded_circular(f: Term, var: str, uni: Univariate) -> Term | None:
    """A primitive of c/(p + q*cos(v) + r*sin(v)) that has no jump where p > sqrt(q^2 + r^2).

    A quadratic form of sin(v) and cos(v) in the denominator is of this kind in 2*v.

    Source: Jeffrey and Rich, "The evaluation of trigonometric integrals avoiding spurious
    discontinuities", ACM TOMS 20 (1994).
    """
    angle = _angle(f, var, uni)
    if angle is None:
        return None
    v, speed = angle
    for read, turns in ((_linear, 1), (_quadratic, 2)):
        found = read(ONE / f, v, var, uni)
        if found is not None:
            return _without_jump(f, found, number(turns) * v, number(turns) * speed, uni)
    return None


Coefficients = tuple[Term, Term, Term]
"""p, q, r of p + q*cos(v) + r*sin(v)."""


def linear_in_waves(t: Term, var: str, uni: Univariate) -> tuple[Term, Coefficients] | None:
    """The affine v and the coefficients of p + q*cos(v) + r*sin(v); None of other terms."""
    angle = _angle(t, var, uni)
    found = angle and _linear(t, angle[0], var, uni)
    return None if angle is None or found is None else (angle[0], found)


def _linear(t: Term, v: Term, var: str, uni: Univariate) -> Coefficients | None:
    """The coefficients of a term that is linear in a sine and a cosine."""
    p, up, right = _at(t, var, uni, (ZERO, ZERO), (ONE, ZERO), (ZERO, ONE))
    r, q = uni.tidy(up - p), uni.tidy(right - p)
    whole = p + q * call("cos", v) + r * call("sin", v)
    return (p, q, r) if _is(t, whole, (p, q, r), var, uni) else None


def _quadratic(t: Term, v: Term, var: str, uni: Univariate) -> Coefficients | None:
    """Those of a quadratic form of a sine and a cosine, by the angle twice as large."""
    p, up, right, both = _at(t, var, uni, (ZERO, ZERO), (ONE, ZERO), (ZERO, ONE), (ONE, ONE))
    a, b, c = uni.tidy(up - p), uni.tidy(both - up - right + p), uni.tidy(right - p)
    sine, cosine = call("sin", v), call("cos", v)
    whole = p + a * sine**2 + b * sine * cosine + c * cosine**2
    if not _is(t, whole, (p, a, b, c), var, uni):
        return None
    return uni.tidy(p + (a + c) / 2), uni.tidy((c - a) / 2), uni.tidy(b / 2)


def _at(t: Term, var: str, uni: Univariate, *points: tuple[Term, Term]) -> Iterator[Term]:
    """A term at values of its sine and cosine."""
    return (uni.tidy(_with_wave(t, var, sine, cosine)) for sine, cosine in points)


def _is(t: Term, whole: Term, coefficients: Sequence[Term], var: str, uni: Univariate) -> bool:
    constant = all(var not in free_names(c) for c in coefficients)
    return constant and uni.field.equal(t, whole)


def _without_jump(f: Term, of: Coefficients, v: Term, speed: Term, uni: Univariate) -> Term | None:
    """The primitive of f = 1/(p + q*cos(v) + r*sin(v))."""
    (p, q, r), sine, cosine = of, call("sin", v), call("cos", v)
    gap = uni.tidy(p**2 - q**2 - r**2)
    if gap == ZERO:
        return uni.tidy((q * sine - r * cosine) / (p * speed)) * f  # defined where f is
    root = uni.root(gap)
    turned = call("atan", (q * sine - r * cosine) / (p + root + q * cosine + r * sine))
    return (v - 2 * turned) / uni.tidy(root * speed)


WAYS = (_inner, _monomial, _exponential, _root, _circular, _logarithm, rationalised)
"""The changes in the order in which they are tried."""
