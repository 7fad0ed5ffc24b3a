"""The rows of the kernel about functions that rise or are concave, against numbers by mpmath.

`test_axioms.py` samples the other rows: what these ask is about all numbers between two others,
and is looked at on a grid.  Then what must not be said: of functions that jump, at ends without a
value.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import prod
from typing import Any

import pytest
from forms import axiom, j, lam, real, x
from mpmath import mp

from derivcheck.kernel.checker.axioms import AXIOMS, Row, instance
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import infer
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.definedness import needed
from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
    number,
    substitute,
    subterms,
)
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.foundations.proof_context import ProofContext

PI = call("pi")
FUNCTIONS = (
    j, -j, j**2, j**3, 1 - j**2, call("exp", j), call("exp", -j), call("sin", j), call("cos", j),
    call("atan", j), 3 - j**2, j**3 - 3 * j, 0 * j + 2, call("log", j + 4),
)  # fmt: skip
ENDS = (-2, -1, 0, 1, 3)
GRID = 24
ENOUGH = 12
"""How many instances whose conditions hold each row must see."""


def has_slope(row: Row) -> bool:
    """Whether a row asks something of a derivative everywhere between two ends."""
    return any(
        isinstance(t, Bind) and t.head == "diff" for c in row.conditions for t in subterms(c)
    )


SOLVED = "linear_equation"
"""The row about solutions, which says of what vanishes that it vanishes."""
ROWS = [
    row for row in AXIOMS.values()
    if has_slope(row) and row.name != SOLVED and not row.name.startswith(("change", "slope"))
]  # fmt: skip
"""Changes of variables are sampled in `test_change_rows.py`, slopes in `test_slope_rows.py`."""


OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": lambda *us: sum(us), "neg": lambda u: -u, "*": lambda *us: prod(us),
    "/": lambda u, v: u / v, "^": lambda u, v: u**v,
    "exp": mp.exp, "log": mp.log, "sin": mp.sin, "cos": mp.cos, "atan": mp.atan,
}  # fmt: skip


def value(t: Term, values: dict[str, Any]) -> Any:
    match t:
        case Num(q):
            return mp.mpf(q.numerator) / q.denominator
        case Sym(name):
            return values[name]
        case Bind("diff", var, body, (at, order)):
            n = int(value(order, values))
            return mp.diff(lambda u: value(body, {**values, var: u}), value(at, values), n)
        case Bind("lim+" | "lim-", var, body, (at,)):
            return value(body, {**values, var: value(at, values)})
        case App(head, args):
            return OPERATIONS[head](*(value(u, values) for u in args))
    raise AssertionError(t)


def truth(s: Term) -> bool:
    slack = 1e-7
    match s:
        case Bind("forall", var, body, _):
            grid = (number(8 * k - 4 * GRID) / number(GRID) for k in range(GRID + 1))
            return all(truth(substitute(body, {var: at})) for at in grid)
        case App("implies", (p, q)):
            return not truth(p) or truth(q)
        case App("and", parts):
            return all(map(truth, parts))
        case App("<", (a, b)):
            return bool(value(a, {}) < value(b, {}) - slack)
        case App("<=", (a, b)):
            return bool(value(a, {}) <= value(b, {}) + slack)
        case App("=", (a, b)):
            return bool(abs(value(a, {}) - value(b, {})) < slack)
    raise AssertionError(s)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_rows_about_slopes_hold_where_they_are_sampled(row: Row) -> None:
    seen = 0
    for body, a, b, c in product(FUNCTIONS, ENDS, ENDS, (*ENDS, "lim")):
        letter = substitute(body, {"j": number(a if row.name.endswith("from") else b)})
        chosen = number(c) if isinstance(c, int) else letter
        of = axiom(row.name, f=lam(body), a=a, b=b, c=chosen)
        statement, conditions = instance(row, of.bindings)
        cheap_first = sorted(conditions, key=lambda s: isinstance(s, Bind))
        if all(map(truth, cheap_first)):
            assert truth(statement), (body, a, b, c)
            seen += 1
        if seen == ENOUGH:
            return
    pytest.fail(f"only {seen} of {ENOUGH} instances were seen")


UPWARDS, KINK, STEPS = call("sign", j), call("abs", j), call("floor", j)
ABOVE_ZERO = call("indicator", call("<", 0, j))
FALLING = call("piecewise", -j, call("<", 0, j), 0 * j + 5, App("true", ()))
ARCS = call("atan", j) + call("atan", 1 / j)
JUMPING = {
    "a constant sign":  axiom("constant", f=lam(UPWARDS), a=-1, b=1),
    "constant steps":   axiom("constant", f=lam(STEPS), a=0, b=5),
    "constants beside a pole": axiom("constant", f=lam(ARCS), a=-1, b=1),
    "a constant indicator": axiom("constant", f=lam(ABOVE_ZERO), a=-1, b=1),
    "a constant up to a jump at its end": axiom("constant", f=lam(UPWARDS), a=0, b=1),
    "a sign":           axiom("increasing_weakly", f=lam(-UPWARDS), a=-1, b=1),
    "a floor":          axiom("increasing_weakly", f=lam(-STEPS), a=0, b=5),
    "a pole":           axiom("increasing_weakly", f=lam(-1 / j), a=-1, b=1),
    "a tangent":        axiom("increasing_weakly", f=lam(call("tan", j)), a=0, b=3),
    "an indicator":     axiom("increasing_weakly", f=lam(-ABOVE_ZERO), a=-1, b=1),
    "a kink":           axiom("concave_weakly", f=lam(KINK - 1), a=-1, b=1, c=0),
    "a jump at an end": axiom("increasing", f=lam(-UPWARDS), a=0, b=1, c=1),
    "a root beyond its end": axiom("increasing_weakly", f=lam(call("sqrt", j)), a=-1, b=1),
    "pieces":           axiom("increasing_weakly", f=lam(FALLING), a=-1, b=1),
}  # fmt: skip


@pytest.mark.parametrize("of", JUMPING.values(), ids=JUMPING)
def test_what_jumps_does_not_rise(of: Axiom) -> None:
    known = ProofContext(Facts(real()), discharge)
    assert known.inferred(of) is None


WITHOUT_VALUE = {
    "a constant from minus infinity": axiom("constant", f=lam(0 * j), a=MINUS_INFINITY, b=x),
    "a constant up to infinity": axiom("constant", f=lam(0 * j), a=x, b=INFINITY),
    "an infinite start": axiom("increasing_weakly", f=lam(call("exp", j)), a=MINUS_INFINITY, b=x),
    "an infinite end":   axiom("increasing_weakly", f=lam(call("exp", j)), a=x, b=INFINITY),
}  # fmt: skip


@pytest.mark.parametrize("of", WITHOUT_VALUE.values(), ids=WITHOUT_VALUE)
def test_a_function_has_no_value_at_infinity(of: Axiom) -> None:
    with pytest.raises(Rejected, match="it means nothing in this field"):
        infer(of, Facts(real()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_derivatives_must_have_values_where_they_are_asked(row: Row) -> None:
    letters = {n: number(1) for n in "abc" if n in free_names(row.statement) or n == "c"}
    of = axiom(row.name, f=lam(1 / (j - x)), **letters)
    _, conditions = instance(row, of.bindings)
    for s in (c for c in conditions if isinstance(c, Bind)):
        assert any("!=" in str(n) for n in needed(s, real()))
