"""Primitives of the functions of the calculus course, found by their shape.

A product of a polynomial and a function of an affine argument is integrated by parts until the
polynomial is used up (Bronstein, Symbolic Integration I, section 5.1, in its simplest case).
Nothing here is trusted: the kernel differentiates what is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction, product_of
from derivcheck.kernel.checker.inference import taken_by
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.evidence import Derivative, Lemma, NewtonLeibniz
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    fresh,
    is_infinite,
    number,
    numeral,
    substitute,
)  # fmt: skip
from derivcheck.provers.normalforms.basis import Basis

MAX_DEGREE = 12
"""The highest degree of a polynomial that is integrated by parts, and of a power of sin or cos."""

PRIMITIVES: dict[str, Callable[[Term], Term]] = {
    "exp":  lambda u: call("exp", u),
    "sin":  lambda u: -call("cos", u),
    "cos":  lambda u: call("sin", u),
    "sinh": lambda u: call("cosh", u),
    "cosh": lambda u: call("sinh", u),
    "tan":  lambda u: -call("log", call("cos", u)),
    "tanh": lambda u: call("log", call("cosh", u)),
    "log":  lambda u: u * call("log", u) - u,
    "atan": lambda u: u * call("atan", u) - call("log", 1 + u**2) / 2,
    "asin": lambda u: u * call("asin", u) + call("sqrt", 1 - u**2),
}  # fmt: skip
"""Head f -> a primitive of f(u) by u (DLMF 4.10, 4.26, 4.40)."""

REPEATED = frozenset("exp sin cos sinh cosh".split())
"""Heads whose primitives have primitives of the same kind, so that parts come to an end."""


def newton_leibniz(basis: Basis, t: Bind, name: str) -> bool:
    """An integral by a primitive; True if the kernel accepts it.

    Arguments:
        name: a fresh one, for the variable.
    """
    found = by_primitive(basis, t, name)
    if found is None:
        return False
    if is_infinite(t) and not basis.known.learn(Lemma(App("defined", (t,)), found)):
        return False
    return basis.propose(found)


def by_primitive(basis: Basis, t: Bind, name: str) -> NewtonLeibniz | None:
    """Evidence for an integral by a primitive that is found by its shape."""
    if basis.known.facts.context.field != "real":
        return None
    body = substitute(t.body, {t.var: Sym(name)})
    found = primitive(body, name, Field(basis.known.facts.context))
    if found is None:
        return None
    rate = Bind("diff", name, found, (Sym(name), ONE))
    known = basis.known.inside(t, name)
    if not known.defined(rate):
        return None
    lemmas = tuple(known.lemmas)
    more = definedness(body, known.facts.context)
    inner = Basis(known.knowing(*more) if more else known, basis.handlers, basis.limits)
    inner.visit(rate)
    inner.visit(body)
    if not inner.equal(rate, body):
        return None
    return NewtonLeibniz(t, found, name, inner.evidence(rate, body), lemmas)


def by_limits(basis: Basis, f: Term, var: str, a: Term, b: Term) -> NewtonLeibniz | None:
    """The integral of the derivative of a function, by the function at the ends or near them.

    Arguments:
        f, var: the function and its variable.
        a, b: the ends.
    """
    name = fresh(var, taken_by(basis.known.facts, f, a, b))
    body = substitute(f, {var: Sym(name)})
    rate = Bind("diff", name, body, (Sym(name), ONE))
    slope = derivative(rate, basis.known.facts.context)
    if slope is None:
        return None
    whole = Bind("int", name, slope[0], (a, b))
    known = basis.known.inside(whole, name)
    if not known.defined(rate):
        return None
    return NewtonLeibniz(whole, body, name, Derivative(rate), tuple(known.lemmas))


# --- the search ----------------------------------------------------------------------------------

Factors = list[tuple[Term, Fraction]]
"""Bases and their exponents."""
ONCE = Fraction(1)


def primitive(f: Term, var: str, field: Field) -> Term | None:
    """A function whose derivative by a name is f, or None.

    Arguments:
        field: whose arithmetic tells what is affine and what is zero.
    """
    match f:
        case App("+", parts):
            each = [primitive(part, var, field) for part in parts]
            return None if None in each else App("+", tuple(filter(None, each)))
        case App("neg", (u,)):
            found = primitive(u, var, field)
            return None if found is None else -found
    outer, inner = _parted(f, var)
    found = _Search(var, field).product(inner)
    for base, exponent in inner if found is None else ():
        if exponent == 1 and isinstance(base, App) and base.head == "+":
            others = [u if e == 1 else u ** number(e) for u, e in inner if u != base]
            terms = (product_of([*others, part]) for part in base.args)
            found = primitive(App("+", tuple(terms)), var, field)
            break
    return None if found is None else found if outer == ONE else outer * found


def _parted(f: Term, var: str) -> tuple[Term, Factors]:
    """A product as what is free of a name and the other factors."""
    constants: list[Term] = []
    powers: dict[Term, Fraction] = {}
    for base, exponent in _factors(f, Fraction(1)):
        if var in free_names(base):
            powers[base] = powers.get(base, Fraction(0)) + exponent
        else:
            constants.append(base if exponent == 1 else base ** number(exponent))
    return product_of(constants), _merged([(b, e) for b, e in powers.items() if e], var)


def _merged(factors: Factors, var: str) -> Factors:
    """The factors with exponentials to any constant base put together in one."""
    others: Factors = []
    rises: list[Term] = []
    for base, exponent in factors:
        match base:
            case App("exp", (u,)):
                rise = u
            case App("^", (u, v)) if var not in free_names(u):
                rise = v * call("log", u)
            case _:
                others.append((base, exponent))
                continue
        rises.append(rise if exponent == 1 else number(exponent) * rise)
    if not rises:
        return others
    return [*others, (call("exp", rises[0] if len(rises) == 1 else App("+", tuple(rises))), ONCE)]


def _factors(f: Term, exponent: Fraction) -> Iterator[tuple[Term, Fraction]]:
    whole = exponent.denominator == 1
    match f:
        case App("*", parts) if whole:
            for part in parts:
                yield from _factors(part, exponent)
        case App("/", (u, v)) if whole:
            yield from _factors(u, exponent)
            yield from _factors(v, -exponent)
        case App("neg", (u,)) if whole:
            yield App("neg", (ONE,)), exponent
            yield from _factors(u, exponent)
        case App("sqrt", (u,)):
            yield u, exponent / 2
        case App("^", (u, power)) if (n := numeral(power)) is not None:
            yield from _factors(u, exponent * n)
        case App("exp", (u,)) if whole and exponent != 1:
            yield App("exp", (number(exponent) * u,)), Fraction(1)
        case _:
            yield f, exponent


class _Search:
    """The search for a primitive by one name."""

    def __init__(self, var: str, field: Field) -> None:
        self.var, self.field = var, field

    def product(self, factors: Factors) -> Term | None:
        """A primitive of a product of powers, each of which depends on the name."""
        polynomial: list[Term] = [ONE]
        special: Factors = []
        for base, exponent in factors:
            line = self.affine(base)
            if line and exponent.denominator == 1 and 0 < exponent <= MAX_DEGREE:
                for _ in range(int(exponent)):
                    polynomial = _multiplied(polynomial, [line[1], line[0]])
            else:
                special.append((base, exponent))
        match special:
            case []:
                return self.power(factors) or _evaluated(_integrated(polynomial), self.var)
            case [(App("sin" | "cos") as one, n)] if n.denominator == 1 and n > 1:
                return self.circular(one, int(n)) if polynomial == [ONE] else None
            case [(App(head, (u,)), Fraction(numerator=1, denominator=1))] if head in PRIMITIVES:
                return self.by_parts(polynomial, head, u)
            case [(base, exponent)] if polynomial == [ONE] and self.affine(base):
                return self.power(special)
            case [(base, Fraction(numerator=-1, denominator=1))]:
                return self.reciprocal(polynomial, base)
            case [(App(f, (u,)) as one, n), (App(g, (v,)) as other, m)] if (
                {f, g} == {"sin", "cos"} and u == v and polynomial == [ONE]
            ):
                return self.mixed((one, n), (other, m))
        return None

    def affine(self, t: Term) -> tuple[Term, Term] | None:
        """Slope and offset of a term that is affine in the name and not constant."""
        if t == Sym(self.var):
            return ONE, ZERO
        offset = substitute(t, {self.var: ZERO})
        slope = self.tidy(substitute(t, {self.var: ONE}) - offset)
        if slope == ZERO or not self.field.equal(t, offset + slope * Sym(self.var)):
            return None
        return slope, self.tidy(offset)

    def tidy(self, t: Term) -> Term:
        """A term in the form of the field."""
        return fraction(self.field, self.field.value(t))

    def power(self, factors: Factors) -> Term | None:
        """A power of one affine term."""
        if len(factors) != 1 or not (line := self.affine(factors[0][0])):
            return None
        base, exponent = factors[0]
        if exponent == -1:
            return _over(call("log", call("abs", base)), line[0])
        return _over(base ** number(exponent + 1), number(exponent + 1) * line[0])

    def by_parts(self, polynomial: list[Term], head: str, u: Term) -> Term | None:
        """A polynomial times a function of an affine argument."""
        line = self.affine(u)
        if line is None:
            return None
        if len(polynomial) > 1 and head not in REPEATED:
            return (
                _logarithmic(polynomial, u, self.var) if (head, line[1]) == ("log", ZERO) else None
            )
        value: Term = App(head, (u,))
        parts: list[Term] = []
        sign = 1
        while polynomial:
            value = _over(_primitive_of(value), line[0])
            coefficient = _evaluated(polynomial, self.var)
            parts.append(coefficient * value if sign > 0 else -(coefficient * value))
            polynomial, sign = _differentiated(polynomial), -sign
        return parts[0] if len(parts) == 1 else App("+", tuple(parts))

    def circular(self, one: App, n: int) -> Term | None:
        """sin(u)^n or cos(u)^n by reduction (DLMF 4.26)."""
        (u,) = one.args
        line = self.affine(u)
        if line is None or n > MAX_DEGREE:
            return None
        if n == 0:
            return Sym(self.var)
        turned = -call("cos", u) if one.head == "sin" else call("sin", u)
        if n == 1:
            return _over(turned, line[0])
        lower = self.circular(one, n - 2)
        first = _over(turned * one ** number(n - 1), number(n) * line[0])
        return None if lower is None else first + number(Fraction(n - 1, n)) * lower

    def mixed(self, one: tuple[App, Fraction], other: tuple[App, Fraction]) -> Term | None:
        """sin(u)^n * cos(u) or cos(u)^n * sin(u)."""
        for (base, n), (last, m) in ((one, other), (other, one)):
            line = self.affine(base.args[0])
            if line and m == 1 and n != -1:
                slope = line[0] if last.head == "cos" else -line[0]
                return _over(base ** number(n + 1), number(n + 1) * slope)
        return None

    def reciprocal(self, polynomial: list[Term], v: Term) -> Term | None:
        """A line over a quadratic polynomial without real zeros, as far as that is seen."""
        quadratic = self.quadratic(v)
        if quadratic is None or len(polynomial) > 2:
            return None
        a, b, c = quadratic
        n, m = (*polynomial, ZERO)[:2]
        root = call("sqrt", self.tidy(4 * a * c - b**2))
        angle = call("atan", self.tidy(2 * a * Sym(self.var) + b) / root)
        rest = self.tidy(n - m * b / (2 * a))
        parts = [_over(m, 2 * a) * call("log", v)] if m != ZERO else []
        parts += [2 * rest * angle / root] if rest != ZERO else []
        return parts[0] if len(parts) == 1 else App("+", tuple(parts))

    def quadratic(self, v: Term) -> tuple[Term, Term, Term] | None:
        """The coefficients of a quadratic polynomial, highest first."""
        zero, one, two = (substitute(v, {self.var: number(n)}) for n in (0, 1, -1))
        a, b = self.tidy((one + two) / 2 - zero), self.tidy((one - two) / 2)
        x = Sym(self.var)
        if a == ZERO or not self.field.equal(v, a * x**2 + b * x + zero):
            return None
        return a, b, self.tidy(zero)


def _logarithmic(polynomial: list[Term], u: Term, var: str) -> Term:
    """A primitive of a polynomial times log(u), where u is a multiple of the name."""
    first = _integrated(polynomial)
    return _evaluated(first, var) * call("log", u) - _evaluated(_integrated(first[1:]), var)


def _primitive_of(t: Term) -> Term:
    """A primitive of c*f(u) by u, with f from the table."""
    match t:
        case App("neg", (inner,)):
            return -_primitive_of(inner)
        case App("/", (inner, c)):
            return _primitive_of(inner) / c
        case App(head, (u,)):
            return PRIMITIVES[head](u)
    raise AssertionError("the table gives functions of u")


# --- polynomials by their coefficients, lowest first ---------------------------------------------


def _multiplied(p: list[Term], q: list[Term]) -> list[Term]:
    sums: list[Term] = [ZERO] * (len(p) + len(q) - 1)
    for n, a in enumerate(p):
        for m, b in enumerate(q):
            sums[n + m] = _sum(sums[n + m], a * b if a != ONE else b)
    return sums


def _sum(a: Term, b: Term) -> Term:
    return b if a == ZERO else a if b == ZERO else a + b


def _differentiated(p: list[Term]) -> list[Term]:
    return [number(n) * a for n, a in enumerate(p)][1:]


def _integrated(p: list[Term]) -> list[Term]:
    return [ZERO, *(_over(a, number(n + 1)) for n, a in enumerate(p))]


def _evaluated(p: list[Term], var: str) -> Term:
    x = Sym(var)
    terms = [a if n == 0 else a * x ** number(n) for n, a in enumerate(p) if a != ZERO]
    return ZERO if not terms else terms[0] if len(terms) == 1 else App("+", tuple(terms))


def _over(t: Term, c: Term) -> Term:
    return t if c == ONE else t / c
