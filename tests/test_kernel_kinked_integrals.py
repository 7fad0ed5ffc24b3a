"""Integrals of what has kinks and jumps at a point: refusals first, then values."""

from __future__ import annotations

import pytest
from flint import arb

from derivcheck.kernel.algebra.values import Unknown
from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.claims import Field as Scalars
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.plain import read_number
from derivcheck.notation.scope import Scope

UNKNOWN: dict[str, tuple[str, Scalars]] = {
    "a pole at a kink":                 ("int(1/abs(x), x = -1..1)", "real"),
    "division by a step":               ("int(1/floor(x), x = 1/2..3)", "real"),
    "a root at a kink":                 ("int(sqrt(abs(x)), x = -1..1)", "real"),
    "a logarithm of a sign":            ("int(log(sign(x)), x = -1..1)", "real"),
    "absolute values of complex numbers": ("int(abs(exp(I*x)), x = 0..1)", "complex"),
}  # fmt: skip
VALUES = {
    "a wave":                           ("int(abs(sin(x)), x = 0..2*pi)", "4"),
    "steps, one at each end":           ("int(x - floor(x), x = 0..3)", "3/2"),
    "ceilings":                         ("int(ceiling(x), x = 1/2..3)", "11/2"),
    "a sign":                           ("int(sign(x), x = -1..2)", "1"),
    "the greatest of three":            ("int(max(x, 1 - x, 2/3), x = 0..1)", "7/9"),
    "the least":                        ("int(min(x, 1 - x), x = 0..1)", "1/4"),
    "a kink within a function":         ("int(exp(-abs(x)), x = -1..1)", "2 - 2*exp(-1)"),
    "to infinity":                      ("int(exp(-x)*abs(x - 1), x = 0..oo)", "2*exp(-1)"),
    "backwards":                        ("int(abs(x), x = 1..-1)", "-1"),
}  # fmt: skip


def term(text: str, field: Scalars) -> Term:
    return read_number(text, Scope({}, field)).term


@pytest.mark.parametrize(("text", "field"), UNKNOWN.values(), ids=UNKNOWN)
def test_no_value_is_made_up(text: str, field: Scalars) -> None:
    found = evaluate(term(text, field), {}, Context({}, (), field))
    assert isinstance(found, Unknown)


@pytest.mark.parametrize(("text", "value"), VALUES.values(), ids=VALUES)
def test_values(text: str, value: str) -> None:
    found, known = (evaluate(term(t, "real"), {}, Context({})) for t in (text, value))
    gap = arb(found) - arb(known)  # type: ignore[arg-type]  # numbers
    assert gap.contains(0)
    assert gap.rad() < 1e-6
