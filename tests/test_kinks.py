"""Derivatives at kinks: where the table says nothing, a derivative may exist all the same."""

from __future__ import annotations

import pytest

from derivcheck.api import check_step
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.definedness import by_table, definedness
from derivcheck.kernel.language.evidence import Arithmetic, Chain, Derivative, Domain
from derivcheck.kernel.language.sorts import REAL, Sort
from derivcheck.kernel.language.terms import ONE, ZERO, App, Bind, Sym, Term, call, number

SYMBOLS = {
    "x": "real", "y": "real", "a": "nonnegative real", "k": "positive integer", "i": "index of k",
    "v": "real[k]", "w": "real[k]", "n": "integer", "l": "index of k", "b": "real[3]",
    "A": "real[2, 2]",
}  # fmt: skip

NOT_PROVED = {
    "0 at the kink": ("diff(x*|x|, x)", "=", "2*|x| + 1{x = 0}"),
    "beside a constant": ("2 + diff(x*|x|, x)", "=", "2 + 2*|x| + 1{x = 0}"),
    "on a half-line": (
        "diff((x + |x|)^(3/2), x)", "=", "7*1{x < 0} + 3*sqrt(2)*sqrt(x)*1{x > 0}"),
    "a statement": ("diff(x*|x|, x) = 0", "iff", "False"),
    "an antecedent": ("diff(x*|x|, x) = 0", "implies", "x = 1"),
    "kinks that cancel": ("diff(|x| - |2*x|/2, x)", "=", "1{x = 0}"),
    "roots that cancel": ("diff(cbrt(x) - cbrt(x), x)", "=", "1{x = 0}"),
    "a slope that may be zero": ("diff(|x|*y, x)", "=", "y*sign(x) + 1{x = 0}"),
    "inside a slope that may be zero": ("diff(|x*y|, x)", "=", "y*sign(x*y) + 1{y = 0}"),
    "a base that may be zero": (
        "diff(a^(x^2 + 1), x)", "=", "Piecewise((2*x*a^(x^2 + 1)*log(a), a > 0), (7, True))"),
    "of second order": ("diff(diff(|x|^3, x), x)", "=", "6*|x| + 1{x = 0}"),
    "an empty case": ("diff(1{x^2 < 0}, x)", "=", "1{x = 0}"),
    "pieces that meet": ("diff(Piecewise((x, x < 1), (x, True)), x)", "=", "1 + 1{x = 1}"),
    "by an entry": ("diff(sum(v[j]*|v[j]|, j = 1..k), v[i])", "=", "2*|v[i]| + 1{v[i] = 0}"),
    "another entry, beside a number": ("diff(max(b[1], 0), b[2])", "=", "1{b[1] = 0}"),
    "another entry, in a whole part": (
        "diff(floor(v[i]), v[l])", "=", "1{floor(v[i]) = v[i]}*1{i != l}"),
    "another entry, in a power": ("diff(b[1]^(1/3), b[2])", "=", "1{b[1] = 0}"),
    "another entry, in a quotient": ("diff(|b[1]/2|, b[2])", "=", "1{b[1] = 0}"),
    "another entry, with a minus": ("diff(|-b[1]|, b[2])", "=", "1{b[1] = 0}"),
    "another entry, where the domain ends": ("diff(asin(-b[1]), b[2])", "=", "1{b[1] = 1}"),
    "another entry, inside": ("diff(exp(max(b[1], 0)), b[2])", "=", "1{b[1] = 0}"),
    "another entry, of a matrix": ("diff(max(A[1, 1], 0), A[2, 1])", "=", "1{A[1, 1] = 0}"),
    "another row": ("diff(norm(A[1]), A[2, 1])", "=", "1{norm(A[1]) = 0}"),
    "other entries of a sum": (
        "diff(sum(max(v[j], 0), j = 1..k), v[i])", "=", "1{v[i] > 0} + 1{v[l] = 0}*1{i != l}"),
}  # fmt: skip
PROVED = {
    "a kink": ("diff(|x| + y*x, x)", "sign(x) + y"),
    "two that bend alike": ("diff(|x| + |x - 1|, x)", "sign(x) + sign(x - 1)"),
    "one that is made up for": ("diff(x*|x|, x)", "2*|x|"),
    "the greater": ("diff(max(x, y), x)", "1{x > y}"),
    "the least": ("diff(min(x, 1/2), x)", "1{x < 1/2}"),
    "a hinge": ("diff(max(0, 1 - y*x), x)", "-y*1{y*x < 1}"),
    "a hinge of a vector": ("diff(max(0, 1 - y*(w @ v)), w)", "-y*1{y*(w @ v) < 1}*v"),
    "the square of a hinge": ("diff(max(x, 0)^2, x)", "2*max(x, 0)"),
    "whole parts": ("diff(floor(x), x)", "0"),
    "a sum of sizes": ("diff(sum(|v[j]|, j = 1..k), v[i])", "sign(v[i])"),
    "a slope that may be zero": ("diff(|v @ w|, v)", "sign(v @ w)*w"),
    "a norm": ("diff(norm(v - w), v)", "(v - w)/norm(v - w)"),
    "a power": ("diff(x^n, x)", "n*x^(n - 1)"),
    "cases": ("diff(Piecewise((x^2, x > 0), (-x^2, True)), x)", "2*|x|"),
    "hinges": ("diff(sum(max(v[j], 0), j = 1..k), v[i])", "1{v[i] > 0}"),
    "another entry than that of a kink": ("diff(max(b[1], 0), b[2])", "0"),
    "another entry than that of a root": ("diff(b[1]^(1/3), b[2])", "0"),
    "an exponential of a kink": ("diff(exp(-|x|), x)", "-sign(x)*exp(-|x|)"),
    "algebra around a derivative": ("y + diff(x*|x|, x)", "diff(x*|x|, x) + y"),
}  # fmt: skip
REFUTED = {
    "half a kink": ("diff(max(x, y), x)", "1/2"),
    "the wrong side": ("diff(max(0, 1 - y*x), x)", "y*1{y*x < 1}"),
    "one side only": ("diff(max(x, 0)^2/2, x)", "x"),
    "a slope of whole parts": ("diff(floor(x), x)", "1"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "relation", "after"), NOT_PROVED.values(), ids=NOT_PROVED)
def test_a_derivative_that_exists_is_not_passed_over(
    before: str, relation: str, after: str
) -> None:
    assert check_step(before, after, relation, symbols=SYMBOLS).name in ("undecided", "refuted")


@pytest.mark.parametrize(("before", "after"), PROVED.values(), ids=PROVED)
def test_derivatives_at_kinks(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "proved"


@pytest.mark.parametrize(("before", "after"), REFUTED.values(), ids=REFUTED)
def test_wrong_derivatives_at_kinks(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


def test_what_is_lost_at_a_kink_is_listed() -> None:
    found = check_step("diff(x*|x|, x)", "2*x^2/|x|", symbols=SYMBOLS)
    assert (found.name, [str(c) for c in found.conditions]) == ("proved", ["abs(x) != 0"])


X, Y = Sym("x"), Sym("y")
PLANE = Context({"x": REAL, "y": REAL}, (), "real")


def rate(t: Term) -> Bind:
    return Bind("diff", "x", t, (X, ONE))


SIZE, TWICE = call("abs", X), X * call("abs", X)

EXISTS = {
    "nowhere else: a kink": (SIZE, True),
    "nowhere else: the domain ends": (call("sqrt", X), True),
    "nowhere else: a pole": (1 / X, True),
    "elsewhere, too: a kink times zero": (TWICE, False),
    "elsewhere, too: a kink of a square": (call("abs", X**2), False),
    "elsewhere, too: kinks both ways": (SIZE - call("abs", 2 * X), False),
    "elsewhere, too: a kink that may be flat": (call("abs", X * Y), False),
    "elsewhere, too: a root of a square": (call("cbrt", X**3), False),
}


@pytest.mark.parametrize(("body", "only"), EXISTS.values(), ids=EXISTS)
def test_whether_a_derivative_exists_where_the_table_says_so_only(body: Term, only: bool) -> None:
    opaque = App("defined", (rate(body),))
    assert (opaque not in definedness(rate(body), PLANE)) == only


WITHOUT_VALUES = {
    "a quotient by zero": Bind("diff", "y", 1 / ZERO, (ONE, ONE)),
    "what does not move": Bind("diff", "x", call("log", Y), (X, ONE)),
    "a pole of a function": Bind("diff", "y", call("beta", ZERO, 2), (ONE, ONE)),
}  # fmt: skip


@pytest.mark.parametrize("t", WITHOUT_VALUES.values(), ids=WITHOUT_VALUES)
def test_a_derivative_of_what_has_no_value_does_not_exist(t: Bind) -> None:
    assert not Facts(PLANE).holds(App("defined", (t,)))


def test_the_formula_of_a_kink_that_is_flat_is_right() -> None:
    assert by_table(rate(call("abs", X * Y)), PLANE)
    assert not by_table(rate(call("max", X * Y, Y + Y * X * Y)), PLANE)


def test_the_rule_asks_for_the_conditions_of_the_table() -> None:
    wrong = 2 * SIZE + App("indicator", (App("=", (X, ZERO)),))
    found = judge(Claim(PLANE, rate(TWICE), "=", wrong), Derivative(rate(TWICE)))
    assert isinstance(found, Rejected)
    assert found.reason in (
        "a side condition is not known", "a definedness condition is not known")  # fmt: skip


STAYING = {
    "an assumption of one point": (App("=", (X, ZERO)),),
    "an assumption of one point from both sides": (
        App(">=", (X, ZERO)), App("<=", (X, ZERO))),
    "a point that stands alone": (App("or", (App("=", (X, ZERO)), App(">", (X, ONE)))),),
    "a root of what is not positive": (App("<", (call("sqrt", -(X**2)), ONE)),),
}  # fmt: skip


@pytest.mark.parametrize("assumptions", STAYING.values(), ids=STAYING)
def test_beside_a_point_there_must_be_others(assumptions: tuple[Term, ...]) -> None:
    claim = Claim(Context({"x": REAL}, assumptions, "real"), rate(TWICE), "=", 2 * SIZE)
    known = judge(claim, Domain((), (), Chain((Derivative(rate(TWICE)),))))
    assert isinstance(known, Rejected)


def test_an_integer_is_not_differentiated_by() -> None:
    whole = Context({"x": Sort("integer")}, (), "real")
    claim = Claim(whole, rate(TWICE), "=", 2 * SIZE)
    assert isinstance(judge(claim, Arithmetic(rate(TWICE), number(2) * SIZE)), Rejected)
