"""Absolute values of complex numbers: equations and comparisons by their squares and parts."""

from __future__ import annotations

import pytest

from derivcheck.documents.rows import read_row
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim
from derivcheck.provers.equations import moduli
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.statements import comparisons

SYMBOLS = {"z": "complex", "w": "complex", "x": "real", "a": "positive real"}


def made(before: str, relation: str, after: str, *assume: str) -> Claim:
    row = {"id": "1", "symbols": SYMBOLS, "assume": list(assume), "relation": relation}
    return read_row({**row, "from": before, "to": after})


UNPROVED = {
    "a part that is not all":         ("|z|", "=", "|re(z)|"),
    "a conjugate with another sign":  ("|z*conjugate(w)|", "=", "|z|*|w| + 1"),
    "a square root of two signs":     ("re(z)", "=", "|re(z)|"),
    "no absolute value":              ("conjugate(z)", "=", "z"),
    "the other way round":            ("|z|", "<=", "re(z)"),
    "a strict one that may be equal": ("re(z)", "<", "|z|"),
    "a side that may be negative":    ("|x + I*a|", "<", "x"),
    "the lower half plane":           ("|z - I|", "<", "|z + I|", "im(z) < 0"),
    "nothing known":                  ("|z - I|", "<", "|z + I|"),
    "a quotient upside down":         ("|(z + I)/(z - I)|", "<", "1", "im(z) > 0", "z != I"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNPROVED)
def test_what_is_wrong_is_not_proved(case: str) -> None:
    claim = made(*UNPROVED[case])
    for prover in (moduli.prove, comparisons.prove):
        evidence = prover(claim, Limits())
        assert evidence is None or not isinstance(judge(claim, evidence), Proved)


EQUAL = {
    "conjugates":           ("|conjugate(z)|", "=", "|z|"),
    "products with them":   ("|z*conjugate(w)|", "=", "|z|*|w|"),
}  # fmt: skip
COMPARED = {
    "the real part":        ("re(z)", "<=", "|z|"),
    "its absolute value":   ("|re(z)|", "<=", "|z|"),
    "the imaginary part":   ("|z|", ">=", "im(z)"),
    "an impedance":         ("|a + I*x|", ">=", "a"),
    "nearer to I":          ("|z - I|", "<", "|z + I|", "im(z) > 0"),
    "inside a sum":         ("|z|^2 + 2*re(z*w)", "<=", "|z|^2 + 2*|z*w|"),
    "a quotient above":     ("1", "<", "|z + I|/|z - I|", "im(z) > 0", "z != I"),
}  # fmt: skip


@pytest.mark.parametrize("case", EQUAL)
def test_equal_absolute_values(case: str) -> None:
    claim = made(*EQUAL[case])
    assert isinstance(judge(claim, moduli.prove(claim, Limits())), Proved)


@pytest.mark.parametrize("case", COMPARED)
def test_comparisons_of_absolute_values(case: str) -> None:
    claim = made(*COMPARED[case])
    assert isinstance(judge(claim, comparisons.prove(claim, Limits())), Proved)
