"""Functions that an equation gives at each argument: (1 + t^2)*y(t) = t, y(t)^2 = 1 + t^2.

The equation is solved for the value: linear and quadratic ones over the other atoms, pure powers,
the inverses of elementary functions, and y^3 + p*y = q for p > 0 by the sine of a third (W. Vieta;
J. V. Uspensky, Theory of Equations, section 45).  Proposals: whether they solve it is proved.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction, written
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import (
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    fresh,
    number,
)
from derivcheck.provers.foundations.inverse_pairs import INVERSE
from derivcheck.provers.foundations.polynomials import coefficients
from derivcheck.provers.foundations.positions import replaced

MAX_NESTED = 3
"""How many functions around a value are undone, one after the other."""


def explicit(name: str, law: Term) -> Iterator[Term]:
    """Functions, as `lambda`s, whose values solve an equation for all arguments, perhaps.

    Arguments:
        name: of the function.
        law: `for all t: left = right`, in which it is applied to t alone,
            perhaps under a condition.
    """
    match law:
        case Bind("forall", var, App("implies", (_, App("=", (left, right)))), ()) | Bind(
            "forall", var, App("=", (left, right)), ()
        ):
            gap, y = left - right, fresh("y", free_names(law) | {law.var})
            gap = replaced(gap, App("apply", (Sym(name), Sym(var))), Sym(y))
            if free_names(gap) == {var, y}:
                for value in _solved(gap, y, MAX_NESTED):
                    yield Bind("lambda", var, value, ())


def _solved(gap: Term, y: str, depth: int) -> Iterator[Term]:
    """Terms for which a difference vanishes, if one atom of it depends on a name."""
    field = Field(Context(dict.fromkeys(free_names(gap), REAL)))
    top = field.value(gap).top
    last = top.context().nvars() - 1
    among = [n for n in field.used(field.value(gap)) if y in free_names(field.terms[n])]
    if len(among) != 1:
        return
    rows = {d: written(field, c) for d, c in coefficients(top, last - among[0]).items()}
    for value in _roots(field, rows):
        match field.terms[among[0]]:
            case Sym():
                yield value
            case App(head, (inner,)) if head in INVERSE and depth:
                yield from _solved(inner - call(INVERSE[head], value), y, depth - 1)


def _roots(field: Field, rows: dict[int, Term]) -> Iterator[Term]:
    """Roots of a polynomial in one name, by its coefficients."""

    def plain(t: Term) -> Term:
        return fraction(field, field.value(t))

    c, b, a, d = (rows.get(k, ZERO) for k in range(4))
    match max(rows):
        case 1:
            yield plain(-c / b)
        case 2 if b == ZERO:
            root = call("sqrt", plain(-c / a))
            yield from (root, -root)
        case 2:
            middle, root = plain(-b / (2 * a)), call("sqrt", plain((b / a) ** 2 / 4 - c / a))
            yield from (middle + root, middle - root)
        case 3 if a == ZERO and b != ZERO:
            p, q = plain(b / d), plain(-c / d)
            angle = call("asinh", plain(3 * q / (2 * p)) * call("sqrt", plain(3 / p))) / 3
            yield 2 * call("sqrt", plain(p / 3)) * call("sinh", angle)
        case n if set(rows) <= {0, n}:
            yield App("^", (plain(-c / rows[n]), number(Fraction(1, n))))
