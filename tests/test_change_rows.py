"""The rows of the kernel about changes of variables, against numbers by mpmath."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from forms import change_row, j, lam, real
from mpmath import mp

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.language.definedness import needed
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    Bind,
    Sym,
    Term,
    alpha_equal,
    call,
    number,
    substitute,
)

Function = Callable[[Any], Any]
LINE = {ZERO: mp.mpf(0), ONE: mp.mpf(1), INFINITY: mp.inf, MINUS_INFINITY: -mp.inf}
BETWEEN: dict[tuple[Term, Term], tuple[Function, Term]] = {
    (ZERO, ONE): (lambda s: s**2, j**2),
    (ONE, ZERO): (lambda s: 1 - s**3, 1 - j**3),
    (ZERO, INFINITY): (lambda s: s / (1 - s), j / (1 - j)),
    (ZERO, MINUS_INFINITY): (lambda s: mp.log(1 - s), call("log", 1 - j)),
    (INFINITY, ONE): (lambda s: 1 / s, 1 / j),
    (MINUS_INFINITY, ZERO): (mp.log, call("log", j)),
    (INFINITY, MINUS_INFINITY): (lambda s: 1 / s - 1 / (1 - s), 1 / j - 1 / (1 - j)),
    (MINUS_INFINITY, INFINITY): (lambda s: mp.log(s / (1 - s)), call("log", j / (1 - j))),
}
"""Where a function leads from 0 and 1 -> the function, for mpmath and as a term."""
BODIES: tuple[Function, ...] = (
    lambda t: mp.exp(-(t**2)) * (1 + t), mp.sech, lambda t: t**2 * mp.exp(-(t**2)),
)  # fmt: skip


def instance_of(ends: tuple[Term, Term], kind: str = "") -> tuple[Term, tuple[Term, ...]]:
    letters = {"f": lam(call("atan", j)), "g": lam(BETWEEN[ends][1]), "a": ZERO, "b": ONE}
    bounds = {n: u for n, u in zip("uv", ends, strict=True) if u not in INFINITE}
    return instance(AXIOMS[change_row(*ends, kind)], (*letters.items(), *bounds.items()))


@pytest.mark.parametrize("ends", BETWEEN, ids=lambda ends: change_row(*ends))
def test_both_integrals_are_the_same(ends: tuple[Term, Term]) -> None:
    g = BETWEEN[ends][0]
    for f in BODIES:
        old = mp.quad(f, [LINE[u] for u in ends])
        new = mp.quad(lambda s, f=f: f(g(s)) * mp.diff(g, s), [0, mp.mpf(1) / 2, 1])
        assert abs(old - new) < 1e-6


@pytest.mark.parametrize("ends", BETWEEN, ids=lambda ends: change_row(*ends))
def test_rows_speak_of_these_integrals_and_of_where_the_function_leads(
    ends: tuple[Term, Term],
) -> None:
    g, inner = BETWEEN[ends]
    statement, (ordered, steep, *leads) = instance_of(ends)
    rate = Bind("diff", "i", substitute(inner, {"j": Sym("i")}), (j, ONE))
    old = Bind("int", "t", call("atan", Sym("t")), ends)
    new = Bind("int", "j", call("atan", inner) * rate, (ZERO, ONE))
    assert alpha_equal(statement, call("=", old, new))
    assert ordered == call("<", 0, 1)
    inside = call("and", call("<", 0, j), call("<", j, 1))
    assert alpha_equal(
        steep, Bind("forall", "j", call("implies", inside, call("!=", rate, 0)), ()))  # fmt: skip
    near = (mp.mpf(10) ** -9, 1 - mp.mpf(10) ** -9)
    for one, head, end, bound, at in zip(leads, ("lim+", "lim-"), (0, 1), ends, near, strict=True):
        turned = {INFINITY: -inner, MINUS_INFINITY: inner}.get(bound)
        body = inner if turned is None else call("exp", turned)
        to = bound if turned is None else ZERO
        assert alpha_equal(one, call("=", Bind(head, "j", body, (number(end),)), to))
        far = {INFINITY: g(at) > 20, MINUS_INFINITY: g(at) < -20}
        assert far.get(bound, abs(g(at) - LINE[bound]) < 1e-6)


@pytest.mark.parametrize(
    ("ends", "back"), [*product(BETWEEN, (False, True))], ids=lambda of: str(of)[-40:]
)
def test_one_exists_with_the_other(ends: tuple[Term, Term], back: bool) -> None:
    equation, conditions = instance_of(ends)
    kind = "_back_exists" if back else "_exists"
    found, (other, *rest) = instance_of(ends, kind)
    old, new = (call("defined", side) for side in equation.args)  # type: ignore[union-attr]  # an equation
    assert (found, other) == ((old, new) if back else (new, old))
    assert tuple(rest) == conditions


def test_a_function_has_a_slope_wherever_it_is_put_in() -> None:
    _, (_, steep, *_) = instance_of((INFINITY, ONE))
    assert any("!=" in str(one) for one in needed(steep, real()))


def test_no_row_leads_to_one_infinity_at_both_ends() -> None:
    for end in INFINITE:
        assert change_row(end, end) not in AXIOMS
