"""Inequalities between integrals: first what is false or not known, then what holds."""

from __future__ import annotations

import pytest

from derivcheck.documents.rows import read_row
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.judge import judge
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.statements import integral_bounds

SYMBOLS = {"f": "function", "g": "function", "a": "real", "b": "real", "M": "real"}
LESS, BOUNDED = "for all x: f(x) <= g(x)", "for all x: |f(x)| <= M"
SQUARES = "int(f(x)^2, x = 0..1)*int(g(x)^2, x = 0..1)"
NOT_SHOWN = {
    "the wrong way round":     ("int(f(x)^2, x = a..b)", ">=", "0", []),
    "ends that may be turned": ("int(f(x), x = a..b)", "<=", "int(g(x), x = a..b)", [LESS]),
    "strictly":                ("int(f(x), x = 0..1)", "<", "int(g(x), x = 0..1)", [LESS]),
    "another range":           ("|int(f(x), x = 0..2)|", "<=", "M", [BOUNDED]),
}  # fmt: skip
SHOWN = {
    "integrand by integrand":
        ("int(f(x), x = a..b)", "<=", "int(g(x), x = a..b)", [LESS, "a < b"]),
    "strictly, of numbers":    ("int(exp(-x^2), x = 0..a)", "<", "a", ["a > 0"]),
    "to infinity": ("int(exp(-x^2)*cos(x)^2, x = 0..oo)", "<=", "int(exp(-x^2), x = 0..oo)", []),
    "absolute values":         ("|int(f(x), x = 0..1)|", "<=", "int(|f(x)|, x = 0..1)", []),
    "with a bound":            ("|int(f(x), x = 0..2)|", "<=", "2*M", [BOUNDED]),
    "Cauchy and Schwarz":      ("int(f(x)*g(x), x = 0..1)^2", "<=", SQUARES, []),
    "of a mean":    ("int(f(x), x = a..b)^2", "<=", "(b - a)*int(f(x)^2, x = a..b)", ["a < b"]),
    "with a known integral":   ("int(x*f(x), x = 0..1)^2", "<=", "int(f(x)^2, x = 0..1)/3", []),
    "means of squares":        ("2*int(f(x)*g(x), x = 0..1)", "<=",
                                "int(f(x)^2, x = 0..1) + int(g(x)^2, x = 0..1)", []),
}  # fmt: skip


def proved(before: str, relation: str, after: str, assume: list[str]) -> bool:
    row = {"symbols": SYMBOLS, "assume": assume, "from": before, "relation": relation, "to": after}
    claim = read_row(row)
    evidence = integral_bounds.prove(claim, Limits())
    return evidence is not None and isinstance(judge(claim, evidence), Proved)


@pytest.mark.parametrize(
    ("before", "relation", "after", "assume"), NOT_SHOWN.values(), ids=NOT_SHOWN
)
def test_what_need_not_hold_is_not_proved(
    before: str, relation: str, after: str, assume: list[str]
) -> None:
    assert not proved(before, relation, after, assume)


@pytest.mark.parametrize(("before", "relation", "after", "assume"), SHOWN.values(), ids=SHOWN)
def test_bounds_are_proved(before: str, relation: str, after: str, assume: list[str]) -> None:
    assert proved(before, relation, after, assume)
