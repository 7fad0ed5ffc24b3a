"""Differentials: how what is made of arrays changes with these, one row a head.

    d(U V) = dU V + U dV      d inv(U) = -inv(U) dU inv(U)      d det(U) = det(U) tr(inv(U) dU)

The derivative by an entry of an array is the differential in the direction of a unit matrix.

Source: Magnus and Neudecker, Matrix Differential Calculus, sections 8.2 to 8.4.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from derivcheck.kernel.language.claims import Field
from derivcheck.kernel.language.components import any_entry, applied
from derivcheck.kernel.language.handbook import Conditions
from derivcheck.kernel.language.pieces import Differentiating, Opaque
from derivcheck.kernel.language.shapes import shape_of
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
    fresh,
    joined,
    number,
    numeral,
    substitute,
)

MAX_POWER = 12
"""The greatest power of a matrix that is differentiated."""


def plus(terms: list[Term]) -> Term:
    """The sum of terms without zeros."""
    return joined("+", [t for t in terms if t != ZERO])


def times(factors: Sequence[Term]) -> Term:
    """The product of terms without ones."""
    return ZERO if ZERO in factors else joined("*", [f for f in factors if f != ONE], ONE)


def _product(d: Differentiating, t: App) -> Term:
    rates = [d.of(u) for u in t.args]
    terms = [(*t.args[:n], rate, *t.args[n + 1 :]) for n, rate in enumerate(rates) if rate != ZERO]
    return plus([times(u) if t.head == "*" else App(t.head, u) for u in terms])


def _power(d: Differentiating, t: App) -> Term:
    u, n = t.args[0], numeral(t.args[1])
    if not isinstance(n, int) or not 0 < abs(n) <= MAX_POWER:
        raise Opaque
    factors = (u if n > 0 else call("inv", u),) * abs(n)
    return d.of(App("matmul", factors) if len(factors) > 1 else factors[0])


def _chained(d: Differentiating, t: App) -> Term:
    """By a row of a head of one array, which is linear without one."""
    (u,) = t.args
    row, needs = ROWS.get(t.head, (call(t.head, _d), ()))
    d.require(*(substitute(c, {"u": u}) for c in needs))
    rate = d.of(u)
    return ZERO if rate == ZERO else substitute(row, {"u": u, "d": rate})


def _listed(d: Differentiating, t: App) -> Term:
    """A list changes entry by entry; what does not change, by zeros in its shape."""
    return App(t.head, tuple(_in_shape(d, u) for u in t.args))


def _in_shape(d: Differentiating, u: Term) -> Term:
    match u:
        case App("vector", _):
            return _listed(d, u)
    rate, shape = d.of(u), shape_of(u, d.context) or ()
    if rate != ZERO or not shape:
        return rate
    plain = len(shape) <= 2 and all(low == ONE for low, _ in shape)
    return call("zeros", *(high for _, high in shape)) if plain else ZERO * u


def _determinant(d: Differentiating, t: App) -> Term:
    """Of rows that are written out by each of them, else by the whole."""
    match t.args[0]:
        case App("vector", rows):
            rates = [_in_shape(d, row) for row in rows]
            lines = [(*rows[:n], rate, *rows[n + 1 :]) for n, rate in enumerate(rates)]
            return plus([call("det", App("vector", line)) for line in lines])
    return _chained(d, t)


def _column(d: Differentiating, t: App) -> Term:
    """A column whose number does not change."""
    array, j = t.args
    if d.of(j) != ZERO:
        raise Opaque
    rate = d.of(array)
    return ZERO if rate == ZERO else call("column", rate, j)


def squared_norm(t: Term, field: Field) -> Term | None:
    """An even power of a norm without its root, which has a derivative at 0 too."""
    match t:
        case App("^", (App("norm", (u,)), Num(n))) if field == "real" and n > 0 and n % 2 == 0:
            square = call("tr", call("matmul", call("transpose", u), u))
            return square if n == 2 else square ** number(int(n) // 2)
    return None


def _at_entries(d: Differentiating, t: App) -> Term:
    """A function of every entry: its derivative at every entry, times that of the entry."""
    function, *given = t.args
    if d.var in free_names(function):
        raise Opaque
    terms = []
    for n, u in enumerate(given):
        if (rate := d.of(u)) != ZERO:
            head = "hadamard" if shape_of(u, d.context) else "*"
            slope = _slope(d, function, tuple(given), n)
            terms.append(call(head, App("each", (slope, *given)), rate))
    return plus(terms)


def _slope(d: Differentiating, function: Term, given: tuple[Term, ...], n: int) -> Term:
    """The derivative of a function of numbers by argument n, which exists at all entries."""
    names, taken = list[str](), {*free_names(function), *d.context.sorts}
    for _ in given:
        names.append(fresh("t", taken.union(names)))
    if (body := applied(function, tuple(map(Sym, names)))) is None:
        raise Opaque
    slope, conditions = d.known(Bind("diff", names[n], body, (Sym(names[n]), ONE)))
    for condition in conditions:
        holds = _abstracted(call("indicator", condition), names)
        entry, everywhere = any_entry(App("each", (holds, *given)), d.context)
        if not isinstance(entry, App) or entry.head != "indicator":
            raise Opaque
        d.require(*everywhere(entry.args))
    return _abstracted(slope, names)


def _abstracted(t: Term, names: list[str]) -> Term:
    for name in reversed(names):
        t = Bind("lambda", name, t, ())
    return t


_u, _d = Sym("u"), Sym("d")
_inv, _regular = call("inv", _u), (call("!=", call("det", _u), 0),)
_norm = call("norm", _u)
_along = call("tr", call("matmul", call("transpose", _u), _d))
ROWS: dict[str, tuple[Term, Conditions]] = {
    "inv":  (-call("matmul", _inv, _d, _inv), _regular),
    "det":  (call("det", _u) * call("tr", call("matmul", _inv, _d)), _regular),
    "norm": (_along / _norm, (call("!=", _norm, 0),)),
}  # fmt: skip
"""Head -> its differential at u in direction d, and where it has one."""
DIFFERENTIALS: dict[str, Callable[[Differentiating, App], Term]] = {
    **dict.fromkeys("* matmul hadamard kron".split(), _product), "matpow": _power,
    **dict.fromkeys("neg transpose adjoint tr diag vec inv norm".split(), _chained),
    **dict.fromkeys(("vector", "block"), _listed), "det": _determinant,
    "column": _column, "each": _at_entries,
}  # fmt: skip
"""Head -> the differential of what it makes."""
