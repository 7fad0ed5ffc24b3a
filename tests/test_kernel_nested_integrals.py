"""Integrals of integrals at a point: refusals first, then values, each with its closed form."""

from __future__ import annotations

import pytest
from flint import arb

from derivcheck.kernel.algebra.values import Unknown
from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.enclosures.integration import drawn_out
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.plain import read_number, show
from derivcheck.notation.scope import Scope

NAMES = Context(dict.fromkeys(("x", "y", "z", "r", "t"), REAL))


def term(text: str) -> Term:
    return read_number(text, Scope(NAMES.sorts, NAMES.field)).term


UNKNOWN = {
    "a pole at a corner": "int(int(1/(x + y), x = 0..1), y = 0..1)",
    "a pole inside": "int(int(1/(x - y), x = 0..1), y = 0..1)",
    "a pole at a moving bound": "int(int(1/(x - y), x = y..1), y = 0..1/2)",
    "a root that leaves the domain": "int(int(sqrt(1 - x - y), x = 0..1), y = 0..1)",
    "a logarithm that leaves the domain": "int(int(log(x - y), x = 0..1), y = 0..1)",
    "a corner": "int(int(abs(x - y), x = 0..1), y = 0..1)",
    "a step": "int(int(floor(x + y), x = 0..2), y = 0..1)",
    "a bound that is infinite": "int(int(exp(-x*(1 + y)), x = 0..oo), y = 0..1)",
    "a factor that diverges": "int(int(y/x, x = 0..1), y = 0..1)",
    "a factor that is zero beside a divergent one": "int(0*int(1/x, x = 0..1), y = 0..1)",
    "both ranges are infinite and nothing separates": "int(int(exp(-x^2 - y^2 - x*y), x = -oo..oo), y = -oo..oo)",
    "another binder inside": "int(lim(x*y, x -> 1), y = 0..1)",
}  # fmt: skip


@pytest.mark.parametrize("text", UNKNOWN.values(), ids=UNKNOWN)
def test_no_value_is_made_up(text: str) -> None:
    assert isinstance(evaluate(term(text), {}, NAMES), Unknown)


VALUES = {
    "a triangle": ("int(int(x + y, x = 0..y), y = 0..2)", "4"),
    "a range turned round": ("int(int(x + y, x = y..0), y = 0..2)", "-4"),
    "a rectangle": ("int(int(exp(x + 2*y), x = 0..1), y = 0..1)", "(E - 1)*(E^2 - 1)/2"),
    "a parameter in the exponent": ("int(int(x^y, x = 1..2), y = 0..0)", "0"),
    "a disc in polar coordinates": ("int(int(r*exp(-r^2), r = 0..oo), phi = 0..2*pi)", "pi"),
    "the plane": ("int(int(exp(-x^2 - y^2), x = -oo..oo), y = -oo..oo)", "pi"),
    "the plane, with one fraction": ("int(int(exp(-(x^2 + y^2)/2), x = -oo..oo), y = -oo..oo)", "2*pi"),
    "a bound that is a root": ("int(int(1, y = 0..sqrt(4 - x^2)), x = 0..1)", "sqrt(3)/2 + pi/3"),
    "the same name twice": ("int(int(x, x = 0..x), x = 0..1)", "1/6"),
    "a bound of the name outside": ("int(int(sin(t), t = 0..x), x = 0..pi)", "pi"),
    "three": ("int(int(int(x*y + z, x = 0..y), y = 0..z), z = 0..1)", "1/40 + 1/8"),
    "a product of two": ("int(int(cos(x*y)*y, x = 0..1), y = 0..1)", "1 - cos(1)"),
    "a quotient": ("int(int(1/(x + y)^2, x = 1..2), y = 1..2)", "log(9/8)"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), VALUES.values(), ids=VALUES)
def test_values(text: str, value: str) -> None:
    found, known = (evaluate(term(t), {}, NAMES) for t in (text, value))
    gap = arb(found - known)
    assert gap.contains(0)
    assert abs(gap) < 1e-4


DRAWN_OUT = {
    "nothing": ("int(sin(x*y), x = 0..1)", "int(sin(x*y), x = 0..1)"),
    "a number": ("int(2*x, x = 0..1)", "2*int(x, x = 0..1)"),
    "a divisor": ("int(x/y, x = 0..1)", "1/y*int(x, x = 0..1)"),
    "the variable of another": ("int(int(x*y, x = 0..1), y = 0..1)", "int(x, x = 0..1)*int(y, y = 0..1)"),
    "a bound keeps its factor": ("int(int(y, x = 0..y), y = 0..1)", "int(y*int(1, x = 0..y), y = 0..1)"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "drawn"), DRAWN_OUT.values(), ids=DRAWN_OUT)
def test_factors_are_drawn_out(text: str, drawn: str) -> None:
    assert show(drawn_out(term(text))) == drawn
