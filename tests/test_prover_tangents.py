"""Inequalities between logarithms by their tangents: first what is false, then what holds."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "x, y, s, t": "positive real",
    "l, p, q": "real in (0, 1)",
    "a, b, m, c": "real",
}
MIX = "l*x + (1 - l)*y"
WRONG = {
    "the wrong way":            (f"log({MIX})", "<=", "l*log(x) + (1 - l)*log(y)"),
    "weights of more than one": ("log(l*x + y)", "<=", "l*x + y - 2"),
    "the other divergence":     ("p*log(p/q)", ">=", "0"),
    "concave, not convex":      ("x^l*y^(1 - l)", ">=", MIX),
    "without the constant":     ("-p*log(p) - (1 - p)*log(1 - p)", "<=", "log(2) - 1/100"),
    "a chord below":            ("exp(l*a + (1 - l)*b)", ">=", "l*exp(a) + (1 - l)*exp(b)"),
    "no value beyond":          ("x - y - 1", ">=", "log(x - y)"),
}  # fmt: skip
RIGHT = {
    "Jensen":            (f"log({MIX})", ">=", "l*log(x) + (1 - l)*log(y)"),
    "x*log(x)":          (f"({MIX})*log({MIX})", "<=", "l*x*log(x) + (1 - l)*y*log(y)"),
    "weighted means":    ("x^l*y^(1 - l)", "<=", MIX),
    "Gibbs":             ("p*log(p/q) + (1 - p)*log((1 - p)/(1 - q))", ">=", "0"),
    "cross entropy":     ("p*log(p) + (1 - p)*log(1 - p)", ">=", "p*log(q) + (1 - p)*log(1 - q)"),
    "greatest entropy":  ("-p*log(p) - (1 - p)*log(1 - p)", "<=", "log(2)"),
    "normal divergence": ("log(t/s) + (s^2 + (m - c)^2)/(2*t^2) - 1/2", ">=", "0"),
    "log sums":          ("x*log(x/y) + s*log(s/t)", ">=", "(x + s)*log((x + s)/(y + t))"),
    "exponentials":      ("exp(l*a + (1 - l)*b)", "<=", "l*exp(a) + (1 - l)*exp(b)"),
    "of exponentials":   ("log(l*exp(a) + (1 - l)*exp(b))", ">=", "l*a + (1 - l)*b"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "relation", "after"), WRONG.values(), ids=WRONG)
def test_wrong_inequalities_are_not_proved(before: str, relation: str, after: str) -> None:
    assert check_step(before, after, relation=relation, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "relation", "after"), RIGHT.values(), ids=RIGHT)
def test_inequalities_are_proved(before: str, relation: str, after: str) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS)
    assert (verdict.name, verdict.conditions) == ("proved", ())
    assert verdict.prover in ("tangents", "comparisons")
