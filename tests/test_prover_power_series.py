"""Power series with a parameter: where they have no value first, then where they have, and what."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import Sym, Term, call, number
from derivcheck.notation.plain import show
from derivcheck.provers.normalforms.collected import collected

k, x, y = map(Sym, "kxy")
TWO = number(2)
FIELD = Field(Context(dict.fromkeys("kxy", REAL)))

LEFT = {
    "one power": 2 * x**k,
    "a base that moves": (x + k) ** k * TWO**k,
    "half an exponent": x ** (k / 2) * TWO**k,
    "no line": x ** (k**2) * TWO**k,
    "an offset that is none": x ** (k + y) * TWO**k,
    "a sum": x**k + TWO**k,
    "a square in an exponential": x**k * call("exp", k**2),
}
COLLECTED = {
    "a quotient": (x**k / TWO**k, "(x*(1/2))^k"),
    "a number in front": (-3 * x**k * y**k, "(-1)*3*(x*y)^k"),
    "a square": (x ** (2 * k) / TWO ** (2 * k), "(x^2*(1/2^2))^k"),
    "from further back": (x ** (k - 1) / TWO**k, "1/2*(x*(1/2))^(k - 1)"),
    "an offset": (x ** (k + 1) / TWO**k, "x*(x*(1/2))^k"),
    "an exponential": (x**k * call("exp", -y * k), "(x*exp(-y))^k"),
    "an exponential of a logarithm": (x**k * call("exp", k * call("log", TWO)), "(x*2)^k"),
    "a negative exponent": (x**k * TWO ** (-k) / k, "1/k*(x*(1/2))^k"),
}  # fmt: skip


@pytest.mark.parametrize("t", LEFT.values(), ids=LEFT)
def test_what_is_not_one_power(t: Term) -> None:
    assert collected(FIELD, t, "k") is None


@pytest.mark.parametrize(("t", "expected"), COLLECTED.values(), ids=COLLECTED)
def test_powers_are_collected(t: Term, expected: str) -> None:
    found = collected(FIELD, t, "k")
    assert found is not None
    assert show(found) == expected


REFUTED = {
    "beyond the radius": ("|x| < 3", "converges(sum(x^k/2^k, k = 1..oo))"),
    "at an end of it": ("|x| <= 3", "converges(sum(x^k/(k*3^k), k = 1..oo))"),
    "another sum": ("|x| < 2", "sum(x^k/2^k, k = 0..oo) = 2/(2 + x)"),
}
PROVED = {
    "inside the radius": ("|x| < 2", "converges(sum(k*x^k/2^k, k = 1..oo))"),
    "with an end": ("-3 <= x and x < 3", "converges(sum(x^k/(k*3^k), k = 1..oo))"),
    "around a point": ("|x - 1| < 5", "converges(sum((x - 1)^k/(5^k*(k + 1)), k = 0..oo))"),
    "of one power": ("|x| < 3", "sum((x/3)^k, k = 1..oo) = x/(3 - x)"),
    "of several powers": ("|x| < 1/3", "sum((3^k - 1)*x^k, k = 0..oo) = 2*x/(1 - x)/(1 - 3*x)"),
    "geometric": ("|x| < 2", "sum(x^k/2^k, k = 0..oo) = 2/(2 - x)"),
    "with a value at zero": ("|x| < 2", "sum(k*x^(k - 1)/2^k, k = 1..oo) = 2/(2 - x)^2"),
    "squares": ("|x| < 2", "sum((-1)^k*x^(2*k)/4^k, k = 0..oo) = 4/(4 + x^2)"),
}


def _verdict(premise: str, conclusion: str) -> str:
    return check_step(premise, conclusion, relation="implies", symbols={"x": "real"}).name


@pytest.mark.parametrize(("premise", "conclusion"), REFUTED.values(), ids=REFUTED)
def test_what_has_no_value_somewhere(premise: str, conclusion: str) -> None:
    assert _verdict(premise, conclusion) == "refuted"


@pytest.mark.parametrize(("premise", "conclusion"), PROVED.values(), ids=PROVED)
def test_what_has_a_value(premise: str, conclusion: str) -> None:
    assert _verdict(premise, conclusion) == "proved"
