"""What a sum or an integral that has a value needs for it: where its parameters lie."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SORTS = {"x, a, b, p, s": "real", "R": "real", "q": "positive real"}

NOT_PROVED = {
    "a factor that may vanish": ("sum(R*x^k, k = 0..oo)", "R/(1 - x)"),
    "a value of another sign":  ("int(exp(-a*t), t = 0..oo)", "-1/a"),
    "another ratio":            ("sum(x^k, k = 0..oo)", "1/(1 + x)"),
    "one end too many":         ("sum(x^k/k, k = 1..oo)", "-log(1 - x) + 0*log(1 + x)"),
    "a wave that stays":        ("int(sin(a*t), t = 0..oo)", "1/a"),
}  # fmt: skip

PROVED = {
    "a geometric series":    ("sum(x^k, k = 0..oo)", "1/(1 - x)"),
    "from its second term":  ("sum(x^k, k = 1..oo)", "x/(1 - x)"),
    "with a factor":         ("sum(q*x^k, k = 0..oo)", "q/(1 - x)"),
    "with signs":            ("sum((-1)^k*x^(2*k), k = 0..oo)", "1/(1 + x^2)"),
    "with growing factors":  ("sum(k^2*x^k, k = 1..oo)", "x*(1 + x)/(1 - x)^3"),
    "a logarithm":           ("sum(x^k/k, k = 1..oo)", "-log(1 - x)"),
    "zeta":                  ("sum(1/k^s, k = 1..oo)", "zeta(s)"),
    "an exponential":        ("int(exp(-a*t), t = 0..oo)", "1/a"),
    "a moment":              ("int(t^2*exp(-a*t), t = 0..oo)", "2/a^3"),
    "a Gaussian":            ("int(exp(-a*t^2), t = -oo..oo)", "sqrt(pi/a)"),
    "Bose and Einstein":     ("int(x^(s - 1)/(exp(x) - 1), x = 0..oo)", "gamma(s)*zeta(s)"),
    "a power":               ("int(x^(-p), x = 1..oo)", "1/(p - 1)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), NOT_PROVED.values(), ids=NOT_PROVED)
def test_what_does_not_follow_is_not_proved(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SORTS).name != "proved"


@pytest.mark.parametrize(("before", "after"), PROVED.values(), ids=PROVED)
def test_a_value_holds_where_there_is_one(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SORTS)
    assert (found.name, found.conditions) == ("proved", (f"converges({before})",))


STATEMENTS = {
    ("sum(x^k, k = 0..oo)", "iff", "|x| < 1"): "proved",
    ("sum(k*x^k, k = 1..oo)", "iff", "x > -1 and x < 1"): "proved",
    ("sum(x^(2*k), k = 0..oo)", "iff", "x^2 < 1"): "proved",
    ("sum(1/k^p, k = 1..oo)", "iff", "p > 1"): "proved",
    ("int(1/x^p, x = 1..oo)", "iff", "p > 1"): "proved",
    ("int(exp(-a*t), t = 0..oo)", "iff", "a > 0"): "proved",
    ("sum(x^k, k = 0..oo)", "iff", "|x| <= 1"): "refuted",
    ("sum(x^k/k^2, k = 1..oo)", "implies", "x < 1"): "refuted",
    ("sum(1/k^p, k = 1..oo)", "iff", "p >= 1"): "refuted",
    ("int(exp(-a*t), t = 0..oo)", "iff", "a >= 0"): "refuted",
}


@pytest.mark.parametrize(("step", "name"), STATEMENTS.items(), ids=map(str, STATEMENTS))
def test_where_something_converges(step: tuple[str, str, str], name: str) -> None:
    before, relation, after = step
    found = check_step(f"converges({before})", after, relation=relation, symbols=SORTS)
    assert found.name == name
