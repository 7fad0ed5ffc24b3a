"""The rows of the kernel about infinite sums, against sums by mpmath, no part of the kernel.

`test_axioms.py` samples the other rows; enclosures of infinite sums are too narrow for these.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from forging.evaluate import Evaluator
from mpmath import mp

from derivcheck.kernel.checker.axioms import AXIOMS, Row
from derivcheck.kernel.language.terms import (
    INFINITY,
    App,
    Bind,
    Num,
    Sym,
    Term,
    alpha_equal,
    call,
    is_infinite,
    number,
    substitute,
    subterms,
)

HALF = Fraction(1, 2)
REAL = [*(Fraction(n, 4) for n in range(-10, 11)), *map(Fraction, (3, 4, 5))]
SUMMABLE: dict[str, Callable[[Fraction], bool]] = {
    "asin_series": lambda u: abs(u) < 1,
    "zeta_series": lambda u: u.denominator == 1,
    "odd_series":  lambda u: u.denominator == 1,
}  # fmt: skip
"""Row -> which numbers mpmath sums it at: not where the terms fall by a fractional power."""
PLANE = [(Fraction(1, 3), Fraction(1, 2)), (Fraction(-2), Fraction(1)), (Fraction(0), Fraction(3))]
EXPONENTS = [Fraction(-3, 2), HALF, Fraction(2)]
POWERS_OF_A_HALF = Bind("lambda", "j", App("^", (number(HALF), Sym("j"))), ())


INFINITE_ONES = ("sum", "prod")


def has_series(row: Row) -> bool:
    parts = (t for s in (row.statement, *row.conditions) for t in subterms(s))
    return any(
        isinstance(t, Bind) and t.head in INFINITE_ONES and is_infinite(t.args[1]) for t in parts
    )


ROWS = [row for row in AXIOMS.values() if has_series(row)]
KNOWN = [row for row in ROWS if f"{row.name}_exists" in AXIOMS and row.name.endswith("_series")]
OF_ANY = frozenset(
    "partial_sums partial_sums_counted series_shift partial_sums_exists "
    "partial_sums_counted_exists series_of_sums_exists series_shift_exists series_first_exists "
    "series_rest_exists int_of_series partial_products partial_products_exists "
    "product_of_partials_exists telescoped telescoped_exists "
    "terms_along terms_unbounded".split()
)
"""Rows about sums of any terms, and products of any factors."""


def test_each_row_about_series_is_looked_at() -> None:
    existence = {f"{row.name}_exists" for row in KNOWN}
    assert {row.name for row in ROWS} == existence | OF_ANY | {row.name for row in KNOWN}


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: row.name)
def test_a_series_has_a_value_under_the_conditions_of_its_row(row: Row) -> None:
    assert AXIOMS[f"{row.name}_exists"].conditions == row.conditions
    assert AXIOMS[f"{row.name}_exists"].field == row.field


def number_in_the_plane(re: Fraction, im: Fraction) -> Term:
    return number(re) + number(im) * App("I", ())


def points(row: Row) -> list[dict[str, Term]]:
    """Values of the letters of a row under which its conditions hold."""
    field = "complex" if row.field == "both" else "real"
    summable = SUMMABLE.get(row.name, lambda u: True)
    us = [number(u) for u in REAL if summable(u)]
    us += [number_in_the_plane(*z) for z in PLANE] if field == "complex" else []
    found = [{"u": u, "v": number(v)} for u in us for v in EXPONENTS]
    holds = Evaluator(field).truth
    return [p for p in found if all(holds(substitute(c, p), {}) for c in row.conditions)]


def summed(t: Bind, field: str) -> object:
    start, evaluator = t.args[0], Evaluator(field)
    assert isinstance(start, Num)

    def term(j: object) -> object:
        evaluator.rested()
        value = evaluator.value(substitute(t.body, {t.var: number(int(j))}), {})  # type: ignore[call-overload]  # mpf
        return mp.mpmathify(value)

    return mp.nsum(term, [int(start.value), mp.inf])


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: row.name)
def test_known_series_have_the_values_of_their_rows(row: Row) -> None:
    field = "complex" if row.field == "both" else "real"
    places = points(row)
    assert len({str(p["u"]) for p in places}) >= 4
    for place in places:
        left, right = (substitute(side, place) for side in row.statement.args)  # type: ignore[union-attr]  # an equation
        value = Evaluator(field).value(right, {})
        assert isinstance(left, Bind)
        assert abs(summed(left, field) - mp.mpmathify(value)) < 1e-9, place  # type: ignore[operator]  # numbers


def tail_of_halves(t: Bind) -> Fraction:
    """The sum of f(j) = 2^-j, shifted perhaps, from its lower bound on: the body there times 2."""
    body = substitute(t.body, {t.var: t.args[0]})
    value = Evaluator("real").value(body, {})
    assert isinstance(value, Fraction | int)
    return Fraction(2 * value)


@pytest.mark.parametrize("a", [-2, 0, 3])
@pytest.mark.parametrize("c", [-1, 0, 4])
def test_a_shifted_series_is_the_same(a: int, c: int) -> None:
    values = {"f": POWERS_OF_A_HALF, "a": number(a), "c": number(c)}
    row = AXIOMS["series_shift"].statement
    left, right = (substitute(side, values) for side in row.args)  # type: ignore[union-attr]  # an equation
    assert isinstance(left, Bind)
    assert isinstance(right, Bind)
    assert tail_of_halves(left) == tail_of_halves(right) == 2 * HALF**a


@pytest.mark.parametrize("a", [1, 4])
def test_a_series_of_differences_is_what_is_left_of_them(a: int) -> None:
    j = Sym("j")
    f, g = 1 / (j * (j + 1)), 5 - 1 / j
    values: dict[str, Term] = {n: Bind("lambda", "j", t, ()) for n, t in (("f", f), ("g", g))}
    found = substitute(AXIOMS["telescoped"].statement, {**values, "a": number(a)})
    whole, end = Bind("sum", "j", f, (number(a), INFINITY)), Bind("lim-", "j", g, (INFINITY,))
    assert alpha_equal(found, call("=", whole, end - substitute(g, {"j": number(a)})))
    every = mp.nsum(lambda k: 1 / (k * (k + 1)), [a, mp.inf])
    assert abs(every - (5 - (5 - 1 / mp.mpf(a)))) < 1e-9


def test_an_infinite_product_is_the_limit_of_its_partial_products() -> None:
    factors = Bind("lambda", "j", 1 - 1 / Sym("j") ** 2, ())
    row = AXIOMS["partial_products"].statement
    left, right = (substitute(side, {"f": factors, "a": number(2)}) for side in row.args)  # type: ignore[union-attr]  # an equation
    assert isinstance(left, Bind)
    assert isinstance(right, Bind)
    one_of_many = substitute(left.body, {left.var: number(40)})
    values = (mp.nprod(lambda j: 1 - 1 / mp.mpf(j) ** 2, [2, end]) for end in (40, mp.inf))
    some, every = values
    assert abs(mp.mpmathify(Evaluator("real").value(one_of_many, {})) - some) < 1e-9
    assert abs(some - every) < 1 / mp.mpf(40)
    assert (left.sort, right.head, right.args[0]) == ("integer", "prod", number(2))
