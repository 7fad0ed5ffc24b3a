"""Inequalities by the sign of a derivative: first what is false, then what holds."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.documents.rows import read_row
from derivcheck.kernel.judge import Proved, judge
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.statements import derivative_signs

SYMBOLS = {
    "x": "real", "p": "positive real", "q": "real in (0, pi/2)", "u": "real in [0, 1]",
    "a": "positive real", "b": "real", "s": "real", "t": "real", "n": "positive integer",
    "v": "real in [0, oo)",
}  # fmt: skip
WRONG = {
    "a tangent too flat":     ("exp(x)", ">=", "1 + x + x^2/2"),
    "a coefficient too large": ("sin(p)", ">", "p - p^3/7"),
    "beyond its interval":    ("exp(p)", "<=", "1 + p + p^2"),
    "a chord too steep":      ("sin(q)", ">", "2*q/3"),
    "the wrong way":          ("tan(q)", "<", "q"),
    "a maximum too low":      ("log(p)/p", "<=", "1/3"),
    "a sequence too slow":    ("(1 + 1/n)^n", "<", "5/2"),
    "beyond an end":          ("(1 + b)^n", ">=", "1 + n*b"),
    "a maximum of a product too low": ("p^3*exp(-p)", "<=", "1"),
    "convex, not concave":    ("exp(u)", ">=", "1 + (E - 1)*u"),
}  # fmt: skip
RIGHT = {
    "one derivative":         ("log(1 + p)", "<", "p"),
    "two":                    ("sin(q)", "<", "q"),
    "of a tangent":           ("q", "<", "tan(q)"),
    "over a denominator":     ("cos(q)", "<", "sin(q)/q"),
    "an exponential alone":   ("exp(u)", "<=", "1 + u + u^2"),
    "from an end":            ("exp(u) - u", "<", "2"),
    "a concave function":     ("2*q/pi", "<", "sin(q)"),
    "below its chord":        ("exp(u)", "<=", "1 + (E - 1)*u"),
    "from infinity":          ("log(1 + 1/p)", ">", "1/(p + 1)"),
    "both sides of a name":   ("exp(s)", ">=", "exp(t) + exp(t)*(s - t)"),
    "a real exponent":        ("(1 + p)^pi", ">", "1 + pi*p"),
    "at a minimum":           ("log(p)", "<", "sqrt(p)"),
    "at an exponential":      ("log(p)/p", "<=", "1/E"),
    "a power and a cosine":   ("cos(q) + q^2/2", ">", "1"),
    "a sequence":             ("(1 + 1/n)^n", "<", "E"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "relation", "after"), WRONG.values(), ids=WRONG)
def test_wrong_bounds_are_refuted(before: str, relation: str, after: str) -> None:
    assert check_step(before, after, relation=relation, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "relation", "after"), RIGHT.values(), ids=RIGHT)
def test_tight_bounds_are_proved(before: str, relation: str, after: str) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS)
    assert (verdict.name, verdict.prover, verdict.conditions) == ("proved", "derivatives", ())


def test_an_end_that_counts() -> None:
    row = {"symbols": SYMBOLS, "from": "v^n", "to": "1 + n*(v - 1)", "relation": ">="}
    found = derivative_signs.prove(claim := read_row(row), Limits())
    assert found is not None
    assert isinstance(judge(claim, found), Proved)
