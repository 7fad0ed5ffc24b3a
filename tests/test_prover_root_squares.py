"""Equations with a square root by their squares: what has another sign or square first."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.documents.rows import read_row
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim
from derivcheck.provers.equations import squares
from derivcheck.provers.foundations.limits import Limits

SYMBOLS = {
    "s": "real in (0, pi/2)", "t": "real in (0, pi/2)", "r": "real in (0, pi)",
    "a": "positive real", "b": "positive real", "p": "real", "q": "real",
}  # fmt: skip
SNELL = "a*sin(s) = b*sin(t)"
REFUSED = {
    "the other sign":          ("-cos(t)", "sqrt(1 - (a/b)^2*sin(s)^2)", SNELL),
    "a sign that changes":     ("cos(r)", "sqrt(1 - (a/b)^2*sin(s)^2)", "a*sin(s) = b*sin(r)"),
    "a name of either sign":   ("p", "sqrt(a^2 + q^2)", "p^2 = a^2 + q^2"),
    "another square":          ("cos(t)", "sqrt(1 - (b/a)^2*sin(s)^2)", SNELL),
    "not known to be a square": ("a", "sqrt(a^2 + q)", "q >= 0"),
}  # fmt: skip
PROVED = {
    "a cosine":                ("cos(t)", "sqrt(1 - (a/b)^2*sin(s)^2)", SNELL),
    "the energy":              ("a", "b*sqrt(p^2 + q^2*b^2)", "a^2 = p^2*b^2 + q^2*b^4"),
    "both below zero":         ("-a", "-sqrt(p^2 + q^2)", "a^2 = p^2 + q^2"),
}  # fmt: skip


def made(before: str, after: str, assume: str) -> Claim:
    return read_row({"symbols": SYMBOLS, "assume": [assume], "from": before, "to": after})


@pytest.mark.parametrize("case", REFUSED)
def test_what_has_another_sign_or_square_is_refused(case: str) -> None:
    assert squares.prove(made(*REFUSED[case]), Limits()) is None


@pytest.mark.parametrize("case", PROVED)
def test_numbers_of_one_sign_by_their_squares(case: str) -> None:
    claim = made(*PROVED[case])
    assert isinstance(judge(claim, squares.prove(claim, Limits())), Proved)


def test_a_sign_that_changes_is_refuted_by_a_point() -> None:
    assume = ["p^2 = a^2 + q^2"]
    assert check_step("p", "sqrt(a^2 + q^2)", symbols=SYMBOLS, assume=assume).name == "refuted"
