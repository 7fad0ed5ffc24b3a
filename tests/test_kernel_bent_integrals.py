"""Integrals of what bends at a point: refusals first, then values, each with its closed form."""

from __future__ import annotations

import pytest
from flint import arb

from derivcheck.kernel.algebra.values import Unknown
from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.plain import read_number
from derivcheck.notation.scope import Scope

NAMES = Context(dict.fromkeys(("x", "m", "r"), REAL))


def term(text: str) -> Term:
    return read_number(text, Scope(NAMES.sorts, NAMES.field)).term


UNKNOWN = {
    "a parabola": "int(abs(x^2 - 1), x = 0..2)",
    "inside another": "int(abs(1 - abs(x)), x = -2..2)",
    "a fraction, whose hole might be looked at": "int(1{x^2/x > -1}, x = -1..1)",
    "a root, which is not total": "int(1{sqrt(x)^2 >= 0}, x = -1..1)",
    "a membership": "int(1{x in 0..1}, x = 0..2)",
    "a slope that divides by zero": "int(abs(x/(1 - 1)), x = 0..1)",
    "a pole beside the kink": "int(abs(x - 1)/x, x = -1..2)",
    "a side that diverges": "int(1/abs(x), x = -1..1)",
    "a bound not told from the kink": "int(abs(x - sin(1)^2 - cos(1)^2), x = 0..1)",
    "a case that is missing": "int(Piecewise((x, x > 1)), x = 0..2)",
    "a zero that is not strong": "int((sign(x) + 1)*log(x), x = -1..1)",
}  # fmt: skip


@pytest.mark.parametrize("text", UNKNOWN.values(), ids=UNKNOWN)
def test_no_value_is_made_up(text: str) -> None:
    assert isinstance(evaluate(term(text), {}, NAMES), Unknown)


VALUES = {
    "a kink inside": ("int(abs(x - 1), x = 0..3)", "5/2"),
    "a kink outside": ("int(abs(x - 4), x = 0..3)", "15/2"),
    "a kink at a bound": ("int(abs(x), x = 0..3)", "9/2"),
    "a range turned round": ("int(abs(x - 1), x = 3..0)", "-5/2"),
    "an empty range": ("int(abs(x), x = 0..0)", "0"),
    "two kinks": ("int(abs(x)*abs(x - 1), x = -1..2)", "5/6 + 1/6 + 5/6"),
    "an irrational kink": ("int(abs(x - sqrt(2)), x = 0..2)", "4 - 2*sqrt(2)"),
    "the whole line": ("int(abs(x - 1)*exp(-(x - 1)^2/2), x = -oo..oo)", "2"),
    "from the right": ("int(exp(-abs(x)), x = oo..-oo)", "-2"),
    "a sign": ("int(sign(x - 1)*x, x = 0..2)", "1"),
    "the greater": ("int(max(x, 1 - x), x = 0..1)", "3/4"),
    "the less": ("int(min(x, 1 - x), x = 0..1)", "1/4"),
    "an indicator": ("int(1{x > 1/3}*x, x = 0..1)", "4/9"),
    "an indicator of two": ("int(1{0 <= x and x < 1}*exp(x), x = -oo..oo)", "E - 1"),
    "a point": ("int(1{x = 1}, x = 0..2)", "0"),
    "a strong zero": ("int(1{x > 0}*log(x), x = -1..1)", "-1"),
    "cases": ("int(Piecewise((x, x < 1), (2 - x, True)), x = 0..2)", "1"),
    "a constant slope of zero": ("int(abs(x - x - 2), x = 0..3)", "6"),
    "scaled": ("int(abs((x - 1)/2), x = 0..2)", "1/2"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), VALUES.values(), ids=VALUES)
def test_values(text: str, value: str) -> None:
    found, expected = (evaluate(term(t), {}, NAMES) for t in (text, value))
    assert abs(arb(found) - arb(expected)) < arb(2) ** -16
