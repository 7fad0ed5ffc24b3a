"""The rows of the kernel about integrals and all of their range, against quadrature by mpmath.

`test_axioms.py` samples the other rows with balls: what these ask is about all numbers between two
others, or about integrals within integrals and sums.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from forging.evaluate import Evaluator
from mpmath import mp

from derivcheck.kernel.checker.axioms import AXIOMS, Row
from derivcheck.kernel.language.terms import Bind, Sym, call, number, substitute, subterms

Body = Callable[[object], object]

SIGNED = ("int_nonnegative", "int_positive")
EXCHANGED = (
    "int_swap", "int_below_diagonal", "int_above_diagonal", "int_of_sum", "int_of_sum_exists",
)  # fmt: skip
IMPROPER = (
    "partial_integrals", "partial_integrals_exists", "gamma_of_power_plane_integral",
    "gamma_of_power_plane_exists",
)  # fmt: skip


def has_area(row: Row) -> bool:
    """Whether a row is about integrals and asks something all along their range, or nests them, or
    goes to infinity.
    """
    return row.name in (*SIGNED, *EXCHANGED, *IMPROPER) or row.name.startswith("riemann_sums")


def test_each_row_that_nests_integrals_or_asks_of_a_range_is_looked_at() -> None:
    nested = {
        row.name
        for row in AXIOMS.values()
        for t in subterms(row.statement)
        if isinstance(t, Bind) and t.head in ("int", "sum")
        and any(isinstance(u, Bind) and u.head == "int" and u is not t for u in subterms(t))
    }  # fmt: skip
    assert nested | {"int_of_sum", "int_of_sum_exists"} == {*EXCHANGED, "int_of_series"}


BODIES: tuple[Body, ...] = (
    lambda x: x, lambda x: -x, lambda x: x * x, lambda x: 1 - x * x, mp.exp, mp.sin, mp.cos,
    lambda x: abs(x), lambda x: mp.mpf(0),
)  # fmt: skip


@pytest.mark.parametrize("strict", [False, True])
def test_an_integral_has_the_sign_of_its_integrand(strict: bool) -> None:
    seen = 0
    for f, a, b in product(BODIES, (-2, -1, 0, 1), (-1, 0, 1, 3)):
        grid = [a + (b - a) * mp.mpf(k) / 24 for k in range(1, 24)]
        signs = [f(x) > 0 if strict else f(x) >= 0 for x in grid]
        if all(signs) and (a < b if strict else a <= b):
            seen += 1
            value = mp.quad(f, sorted({a, b, min(max(0, a), b)})) if a < b else 0
            assert value > 0 if strict else value >= 0
    assert seen >= 12


PLANE: tuple[Callable[[object, object], object], ...] = (
    lambda x, y: x - y * y, lambda x, y: mp.exp(-x * y), lambda x, y: mp.sin(x + 2 * y) * x,
)  # fmt: skip


@pytest.mark.parametrize("h", PLANE)
@pytest.mark.parametrize(("a", "b"), [(0, 1), (-1, 2), (1, 0)])
def test_iterated_integrals_are_the_same_in_both_orders(h: Callable, a: int, b: int) -> None:  # type: ignore[type-arg]  # of numbers
    def area(f: Body, low: object, high: object) -> object:
        return mp.quad(f, [low, high])

    u, v = -1, 2
    pairs = (
        (area(lambda x: area(lambda y: h(x, y), u, v), a, b),
         area(lambda y: area(lambda x: h(x, y), a, b), u, v)),
        (area(lambda x: area(lambda y: h(x, y), a, x), a, b),
         area(lambda y: area(lambda x: h(x, y), y, b), a, b)),
        (area(lambda x: area(lambda y: h(x, y), x, b), a, b),
         area(lambda y: area(lambda x: h(x, y), a, y), a, b)),
        (area(lambda y: sum(h(k, y) for k in range(-1, 3)), a, b),
         sum(area(lambda y, k=k: h(k, y), a, b) for k in range(-1, 3))),
    )  # fmt: skip
    for one, other in pairs:
        assert abs(one - other) < 1e-12  # type: ignore[operator]  # numbers


def test_a_series_is_integrated_term_by_term() -> None:
    """log(1 - x) = -sum(x^k/k) from 0 to 1/2, where all converges absolutely."""
    whole = mp.quad(lambda x: mp.nsum(lambda k: x**k / k, [1, mp.inf]), [0, mp.mpf(1) / 2])
    terms = mp.nsum(lambda k: mp.mpf(1) / 2 ** (k + 1) / (k * (k + 1)), [1, mp.inf])
    assert abs(whole - terms) < 1e-9


@pytest.mark.parametrize("a", [-1, 0, 2])
@pytest.mark.parametrize(
    "f", [lambda x: mp.exp(-x), lambda x: 1 / (1 + x**2), lambda x: mp.exp(-x) * mp.sin(3 * x)]
)
def test_integrals_to_a_number_go_to_the_one_to_infinity(f: Body, a: int) -> None:
    whole = mp.quad(f, [a, a + 5, mp.inf])
    gaps = [abs(mp.quad(f, [a, a + 5, 10**n]) - whole) for n in (1, 2, 3)]
    assert all(gap < 2 * mp.mpf(10) ** -n for n, gap in enumerate(gaps, 1))


@pytest.mark.parametrize("c", [1 + 3j, 2 - 1j, 0.5j + 0.25])
@pytest.mark.parametrize(("u", "v"), [(1, 1), (2.5, 1), (3, 2), (1, 1.5)])
def test_a_power_times_a_complex_exponential(c: complex, u: float, v: float) -> None:
    """The row as its source has it, with the principal power."""
    u_, v_, c_, j = map(Sym, "uvcj")
    left, right = AXIOMS["gamma_of_power_plane_integral"].statement.args  # type: ignore[union-attr]  # an equation
    assert left.body == j ** (u_ - 1) * call("exp", -(c_ * j**v_))
    assert right == call("gamma", u_ / v_) / (v_ * c_ ** (u_ / v_))
    value = mp.quad(lambda x: mp.power(x, u - 1) * mp.exp(-c * x**v), [0, 1, 8, 40, 120])
    assert abs(value - mp.gamma(u / v) / (v * mp.power(c, u / v))) < 1e-4


@pytest.mark.parametrize("way", ["riemann_sums", "riemann_sums_bounded"])
def test_riemann_sums_come_near_to_the_integral(way: str) -> None:
    """For sqrt(j), which is bounded, and has no values on the other side of 0."""
    root = Bind("lambda", "j", call("sqrt", Sym("j")), ())
    row = AXIOMS[way].statement
    left, right = (substitute(side, {"f": root}) for side in row.args)  # type: ignore[union-attr]  # an equation
    assert isinstance(left, Bind)
    assert isinstance(right, Bind)
    assert (right.head, right.args) == ("int", (number(0), number(1)))
    sums = [
        Evaluator("real").value(substitute(left.body, {left.var: number(n)}), {}) for n in (20, 40)
    ]
    gaps = [mp.mpmathify(value) - mp.quad(mp.sqrt, [0, 1]) for value in sums]
    assert 0 < gaps[1] < gaps[0] < 1 / mp.mpf(20)
    assert len(AXIOMS[way].conditions) == len(AXIOMS[f"{way}_counted_exists"].conditions)
