"""Roots: values of a name at which two sides of an equation meet, all else being chosen.

Proposals like all that points are made of; what cannot be solved is not proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import prod

from flint import arb

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.algebra.atoms import Value as FieldValue
from derivcheck.kernel.algebra.elementary import FAULTS, evaluate
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.values import Value
from derivcheck.kernel.algebra.writing import fraction, written
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
    number,
    numeral,
    substitute,
    subterms,
)
from derivcheck.kernel.work import remembered
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import coefficients, factored
from derivcheck.provers.foundations.proof_context import ProofContext, Search
from derivcheck.provers.normalforms.basis import Basis, prime_powers, summed
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.normalforms.trigonometric import PI, UNIT

HALF = Fraction(1, 2)
FULL, PROPOSED = Limits(), Limits(rewrites=60)
"""How far an equation is worked out, and how far one about parameters of a proposal."""
MAX_KEPT = 64
"""Of how many equations the roots are remembered: many points lead to the same one."""
MAX_WHOLE = 12
"""The largest exponent that is tried as a whole number."""
ANGLES: dict[str, dict[Fraction, Fraction]] = {
    "asin": {Fraction(n, 2): Fraction(a, 6) for n, a in enumerate((-3, -1, 0, 1, 3), -2)},
    "acos": {Fraction(n, 2): Fraction(a, 6) for n, a in enumerate((6, 4, 3, 2, 0), -2)},
    "atan": {Fraction(n): Fraction(n, 4) for n in (-1, 0, 1)},
}
"""Rational values of inverse functions, as multiples of pi (DLMF 4.17)."""


CIRCULAR = frozenset("sin cos tan".split())
TURNS = sorted({Fraction(n, d) for d in (12, 10, 8) for n in range(2 * d)})
"""The angles, in turns of pi, that are tried as they stand."""


def _angle(head: str, c: Term) -> Term:
    """The value of an inverse function, as a multiple of pi where the table has it."""
    known = numeral(c)
    found = None if known is None else ANGLES[head].get(Fraction(known))
    return call(head, c) if found is None else number(found) * PI


def _exponential(c: Term) -> Term:
    """exp(c), of a multiple of a logarithm the power."""
    match c:
        case App("log", (u,)):
            return u
        case App("neg", (v,)):
            return 1 / _exponential(v)
        case App("*", (Num() as k, App("log", (u,)))):
            return u**k
    return call("exp", c)


INVERSES: dict[str, Callable[[Term], tuple[Term, ...]]] = {
    "exp":  lambda c: (call("log", c),),
    "log":  lambda c: (_exponential(c),),
    "sin":  lambda c: (_angle("asin", c), PI - _angle("asin", c), 2 * PI + _angle("asin", c)),
    "cos":  lambda c: (_angle("acos", c), -_angle("acos", c), 2 * PI - _angle("acos", c)),
    "tan":  lambda c: (_angle("atan", c), _angle("atan", c) + PI),
    "sinh": lambda c: (call("asinh", c),),
    "cosh": lambda c: (call("acosh", c), -call("acosh", c)),
    "tanh": lambda c: (call("atanh", c),),
    "sech": lambda c: (call("asech", c), -call("asech", c)),
    "asin": lambda c: (call("sin", c),),
    "acos": lambda c: (call("cos", c),),
    "atan": lambda c: (call("tan", c),),
    "abs":  lambda c: (c, -c),
    "sqrt": lambda c: (c**2,),
    "cbrt": lambda c: (c**3,),
}  # fmt: skip
"""Head f -> values of u where f(u) = c, as proposals."""


def _by_logarithm(c: Term, square: Term) -> Term:
    """log(c + sqrt(square)), which has values where the inverse functions are cut."""
    return call("log", c + call("sqrt", square))


def _either(v: Term) -> tuple[Term, Term]:
    return -v, v


OFF_THE_CUTS: dict[str, Callable[[Term], tuple[Term, ...]]] = {
    "sin":  lambda c: (-UNIT * _by_logarithm(UNIT * c, 1 - c**2),),
    "cos":  lambda c: _either(-UNIT * _by_logarithm(c, c**2 - 1)),
    "tan":  lambda c: (-UNIT * call("log", (1 + UNIT * c) / (1 - UNIT * c)) / 2,),
    "sinh": lambda c: (_by_logarithm(c, c**2 + 1),),
    "cosh": lambda c: _either(_by_logarithm(c, c**2 - 1)),
    "tanh": lambda c: (call("log", (1 + c) / (1 - c)) / 2,),
}  # fmt: skip
"""The same over the complex numbers, by logarithms (DLMF 4.23 (iv), 4.37 (iv))."""


def roots(gap: Term, name: str, context: Context) -> Iterator[Term]:
    """Values of a name at which a term vanishes, its integrals and derivatives worked out.

    Arguments:
        gap: without other free names.
    """
    yield from _kept(gap, name, context)


@remembered(MAX_KEPT)
def _kept(gap: Term, name: str, context: Context) -> tuple[Term, ...]:
    """All of them, as where a function is one of a few and nothing else is chosen before."""
    return tuple(_roots(worked_out(gap, context), name, context))


def worked_out(gap: Term, context: Context, whole: bool = False) -> Term:
    """A term with integrals, derivatives and entries worked out as far as possible.

    Arguments:
        whole: whether all else is brought to normal form too.
    """
    if not whole and not any(map(_is_work, subterms(gap))):
        return gap
    names = free_names(gap)
    stated = tuple(p for p in context.assumptions if free_names(p) and free_names(p) <= names)
    sorts = {name: sort for name, sort in context.sorts.items() if name in names}
    known = Context(sorts, stated, context.field)
    return _normal(gap, known, _unasked, PROPOSED) if whole else _normal(gap, known)


def differentiated(p: Term, context: Context) -> Term:
    """An equation with its derivatives worked out, before any name has a value.

    Arguments:
        p: any statement.
        context: of its names; of the assumptions only those are used that are no equations.
    """
    match p:
        case App("=", sides) if any(isinstance(t, Bind) and t.head == "diff" for t in subterms(p)):
            others = (q for q in context.assumptions if not _is_equality(q))
            known = Context(context.sorts, tuple(others), context.field)
            return App("=", tuple(_normal(u, known) for u in sides))
    return p


def _is_equality(p: Term) -> bool:
    return isinstance(p, App) and p.head == "="


def _unasked(known: ProofContext, s: Term) -> None:
    """No search: of parameters that may be anything, nothing is known that takes one."""


def _normal(t: Term, context: Context, search: Search = discharge, limits: Limits = FULL) -> Term:
    basis = Basis(ProofContext(Facts(context), search), HANDLERS, limits)
    basis.visit(t)
    return basis.normal(t)


def _is_work(t: Term) -> bool:
    return isinstance(t, Bind) or (isinstance(t, App) and t.head == "index")


def _roots(gap: Term, name: str, context: Context) -> Iterator[Term]:
    """Roots of a polynomial in a name or in one function of it, its coefficients closed."""
    field = Field(Context({name: context.sorts[name]}, (), context.field))
    try:
        top = field.value(gap).top
    except FAULTS:
        return
    inside = [n for n in field.used(FieldValue(top, top)) if name in free_names(field.terms[n])]
    if len(inside) > 1 and all(_is_circular(field.terms[n]) for n in inside):
        yield from _angles(gap, name)
    if len(inside) != 1:
        return
    place = top.context().nvars() - 1 - inside[0]
    found = _zeros(field, top, place, context)
    if field.terms[inside[0]] == Sym(name):
        yield from found
        return
    principal = context.field == "complex"
    for c in found:
        for u, v in _inverted(field.terms[inside[0]], c, name, principal):
            yield from _roots(u - v, name, context)


def _is_circular(t: Term) -> bool:
    return isinstance(t, App) and t.head in CIRCULAR


def _angles(gap: Term, name: str) -> Iterator[Term]:
    """The simple parts of a whole turn at which several circular functions add up to zero."""
    for q in TURNS:
        angle = number(q) * PI
        found = evaluate(substitute(gap, {name: angle}), "real")
        if found == 0 or (type(found) is arb and found.contains(0)):
            yield angle


def _inverted(atom: Term, c: Term, name: str, principal: bool) -> Iterator[tuple[Term, Term]]:
    """What the argument of an atom is where the atom has a value."""
    match atom:
        case App("^", (base, exponent)) if name not in free_names(base):
            if principal:
                yield exponent, _logarithm(c, base) + 2 * PI * UNIT / call("log", base)
            yield exponent, _logarithm(c, base)
        case App("^", (u, exponent)) if name not in free_names(exponent):
            yield u, c ** (1 / exponent)
        case App("cos", (u,)) if isinstance(c, App) and c.head == "cos":
            yield from ((u, v) for v in (-c.args[0], c.args[0], 2 * PI - c.args[0]))
        case App("sin", (u,)) if isinstance(c, App) and c.head == "sin":
            yield from ((u, v) for v in (PI - c.args[0], c.args[0], 2 * PI + c.args[0]))
        case App("exp", (u,)) if principal:
            yield from ((u, call("log", c) + turn) for turn in (2 * PI * UNIT, ZERO))
        case App(head, (u,)):
            for table in (OFF_THE_CUTS, INVERSES) if principal else (INVERSES,):
                for value in table[head](c) if head in table else ():
                    yield u, value


def _logarithm(c: Term, base: Term) -> Term:
    """The exponent with which a base has a value, a small whole number where it is one."""
    u, v = numeral(base), numeral(c)
    whole = (n for n in range(-MAX_WHOLE, MAX_WHOLE + 1) if u and v and Fraction(u) ** n == v)
    found = next(whole, None)
    return call("log", c) / call("log", base) if found is None else number(found)


def _zeros(field: Field, top: Poly, place: int, context: Context) -> Iterator[Term]:
    """Zeros of a polynomial in one variable of its ring, the other atoms being closed."""
    for factor, _ in factored(top)[1]:
        rows = coefficients(factor, place)
        match sorted(rows):
            case [1]:
                yield number(0)
            case [0, 1]:
                yield tidy(-written(field, rows[0]) / written(field, rows[1]), context)
            case [0, n] if n > 2 or not _is_plain(rows):
                power = -written(field, rows[0]) / written(field, rows[n])
                root = tidy(power, context) ** number(Fraction(1, n))
                yield from (root, -root) if n % 2 == 0 else (root,)
            case [*_, 2] if _is_plain(rows):
                whole = (int(rows[d].leading_coefficient()) if d in rows else 0 for d in (2, 1, 0))
                yield from quadratic(tuple(whole), context.field == "complex")


def _is_plain(rows: Mapping[int, Poly]) -> bool:
    return all(p.is_constant() for p in rows.values())


def quadratic(coefficients: tuple[int, ...], principal: bool) -> Iterator[Term]:
    """The roots of an irreducible a*x^2 + b*x + c, as p + q*sqrt(r) with a squarefree r."""
    a, b, c = coefficients
    inner = b * b - 4 * a * c
    if inner < 0 and not principal:
        return
    primes = prime_powers(abs(inner))
    s, r = prod(p ** (e // 2) for p, e in primes), prod(p ** (e % 2) for p, e in primes)
    surd = call("sqrt", number(r)) if r > 1 else ONE
    surd = surd if inner > 0 else UNIT if r == 1 else UNIT * surd
    for q in (Fraction(s, 2 * a), Fraction(-s, 2 * a)):
        yield summed([(x, t) for x, t in ((Fraction(-b, 2 * a), ONE), (q, surd)) if x])


def tidy(t: Term, context: Context) -> Term:
    """A closed term in its normal form, parts first, if that is not longer."""
    return _spelled(_tidied(t, Field(Context({}, (), context.field))))


def _spelled(t: Term) -> Term:
    """A term with square roots written as such."""
    match t:
        case App("^", (base, exponent)) if numeral(exponent) == HALF and numeral(base) is not None:
            return call("sqrt", base)
        case App(head, args):
            return App(head, tuple(map(_spelled, args)))
    return t


def _tidied(t: Term, field: Field) -> Term:
    if isinstance(t, App):
        t = App(t.head, tuple(_tidied(u, field) for u in t.args))
    try:
        whole = field.constant(t)
        found = fraction(field, field.value(t)) if whole is None else number(whole)
    except FAULTS:
        return t
    return found if len(list(subterms(found))) <= len(list(subterms(t))) else t


def affine_root(gap: Callable[[Term], Value | None]) -> Term | None:
    """The rational root of a function that is affine as far as three points show."""
    values: list[Value] = []
    for v in (0, 1, 2):
        found = gap(number(v))
        if found is None:
            return None
        values.append(found)
    slope = values[1] - values[0]
    if slope == 0 or values[2] - values[1] != slope:
        return None
    root = -values[0] / slope
    return number(Fraction(int(root.p), int(root.q)))
