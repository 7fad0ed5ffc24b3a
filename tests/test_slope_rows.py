"""The rows of the kernel about derivatives at single points: what they must not say."""

from __future__ import annotations

import pytest
from forms import axiom, eq, j, lam, real, x
from mpmath import mp

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import infer
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    Bind,
    Sym,
    Term,
    alpha_equal,
    call,
)
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.foundations.proof_context import ProofContext

KINK, SIGN, STEP = call("abs", j), call("sign", j), call("floor", j)
ROWS = ("slope_from_above", "slope_from_below", "slope_exists")


def around(f: Term, g: Term, a: Term | int = 0, b: Term | int = 1, c: Term | int = -1) -> Axiom:
    return axiom("slope_exists", f=lam(f), g=lam(g), a=a, b=b, c=c)


def beside(side: str, f: Term, g: Term, a: Term | int, b: Term | int) -> Axiom:
    return axiom(f"slope_from_{side}", f=lam(f), g=lam(g), a=a, b=b)


FALSE = {
    "a kink": around(KINK, SIGN),
    "a kink, by the slope on one side": around(KINK, 0 * j + 1),
    "a jump": around(SIGN, 0 * j),
    "a step": around(STEP, 0 * j),
    "a pole": around(1 / j, -1 / j**2),
    "a root": around(call("cbrt", j), call("cbrt", j) / (3 * j)),
    "the end of a domain": around(call("sqrt", j) ** 3, call("sqrt", j) * 3 / 2),
    "a hole": around(j + 0 / j, 0 * j + 1),
    "a value that is told otherwise": around(
        call("piecewise", j, call("!=", j, 0), 0 * j + 1, call("true")), 0 * j + 1),
    "slopes across a kink": beside("above", KINK, 0 * j + 1, -1, 1),
    "slopes from the wrong side": beside("above", KINK, 0 * j - 1, 0, 1),
    "slopes up to a kink": beside("below", KINK, 0 * j + 1, -1, 0),
    "no range": beside("above", KINK, 0 * j + 7, 0, 0),
    "a range that turns back": beside("below", KINK, 0 * j + 7, 1, 0),
}  # fmt: skip


@pytest.mark.parametrize("of", FALSE.values(), ids=FALSE)
def test_what_has_no_such_slope(of: Axiom) -> None:
    assert ProofContext(Facts(real()), discharge).inferred(of) is None


@pytest.mark.parametrize("end", [INFINITY, MINUS_INFINITY])
@pytest.mark.parametrize("row", ROWS)
def test_there_is_no_slope_at_infinity(row: str, end: Term) -> None:
    letters = {"f": lam(0 * j), "g": lam(0 * j), "a": end, "b": end, "c": x}
    wanted = {n: u for n, u in letters.items() if row == "slope_exists" or n != "c"}
    with pytest.raises(Rejected, match="it means nothing in this field"):
        infer(axiom(row, **wanted), Facts(real()))


def test_rows_are_about_a_derivative_and_its_limit() -> None:
    f, g = call("exp", 2 * j), 2 * call("exp", 2 * j)
    for side, head, at in (("above", "lim+", ZERO), ("below", "lim-", ONE)):
        found, _ = instance(AXIOMS[f"slope_from_{side}"], beside(side, f, g, 0, 1).bindings)
        rate = Bind("diff", "i", call("exp", 2 * Sym("i")), (at, ONE))
        assert alpha_equal(found, eq(rate, Bind(head, "j", g, (at,))))
        near = mp.mpf(at == ONE) + (mp.mpf(10) ** -9 if side == "above" else -(mp.mpf(10) ** -9))
        assert abs(mp.diff(lambda t: mp.exp(2 * t), int(at == ONE)) - 2 * mp.exp(2 * near)) < 1e-6
