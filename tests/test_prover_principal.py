"""Inverse functions of complex numbers by logarithms: what is refuted, and what is proved."""

from __future__ import annotations

import pytest
from flint import acb

from derivcheck import check_step
from derivcheck.kernel.checker.axioms import AXIOMS
from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.terms import App, number, substitute

SYMBOLS = {"z": "complex", "x": "real"}

REFUTED = {
    "one root in acosh":       ("acosh(z)", "log(z + sqrt(z^2 - 1))"),
    "no unit in acos":         ("acos(z)", "-I*log(z + sqrt(z^2 - 1))"),
    "a sign in asin":          ("asin(z)", "I*log(I*z + sqrt(1 - z^2))"),
    "a sign in atan":          ("atan(z)", "I/2*(log(1 + I*z) - log(1 - I*z))"),
    "a sign in asinh":         ("asinh(z)", "log(z - sqrt(z^2 + 1))"),
    "a sign in acosh":         ("acosh(z)", "2*log(sqrt((z + 1)/2) - sqrt((z - 1)/2))"),
    "a factor in acos":        ("acos(z)", "-I*log(sqrt((1 + z)/2) + I*sqrt((1 - z)/2))"),
    "acos of a double angle":  ("2*asin(z)", "acos(1 - 2*z^2)"),
    "a conjugate, on a cut":   ("log(z + I*sqrt(1 - z^2))", "-log(z - I*sqrt(1 - z^2))"),
    "acosh by acos":           ("acosh(z)", "I*acos(z)"),
    "acosh of -z":             ("acosh(z)", "-acosh(-z)"),
    "asin of sin":             ("asin(sin(z))", "z"),
    "asinh of sinh":           ("asinh(sinh(z))", "z"),
}  # fmt: skip
UNDECIDED = {
    "atanh, on one of its cuts": ("atanh(z)", "log((1 + z)/(1 - z))/2"),
    "atan, on one of its cuts":  ("atan(z)", "log((1 + I*z)/(1 - I*z))/(2*I)"),
}  # fmt: skip
PROVED = {
    "asin":                    ("-I*log(I*z + sqrt(1 - z^2))", "asin(z)"),
    "acos":                    ("acos(z)", "-I*log(z + I*sqrt(1 - z^2))"),
    "acos by asin":            ("acos(z)", "pi/2 + I*log(I*z + sqrt(1 - z^2))"),
    "acos by halves":          ("acos(z)", "2/I*log(sqrt((1 + z)/2) + I*sqrt((1 - z)/2))"),
    "acos, logarithms only":   ("2/I*log(sqrt((1 + z)/2) + I*sqrt((1 - z)/2))",
                                "-I*log(z + I*sqrt(1 - z^2))"),
    "asinh":                   ("asinh(z)", "log(z + sqrt(z^2 + 1))"),
    "acosh":                   ("acosh(z)", "log(z + sqrt(z - 1)*sqrt(z + 1))"),
    "acosh by halves":         ("acosh(z)", "2*log(sqrt((z + 1)/2) + sqrt((z - 1)/2))"),
    "atanh":                   ("atanh(z)", "(log(1 + z) - log(1 - z))/2"),
    "asinh by asin":           ("asinh(z)", "-I*asin(I*z)"),
    "atan by atanh":           ("atan(I*z)", "I*atanh(z)"),
    "a multiple":              ("log(2*z + 2*sqrt(z^2 + 1))", "log(2) + asinh(z)"),
    "another radius":          ("log(z + sqrt(z^2 + 4))", "asinh(z/2) + log(2)"),
    "above one":               ("asin(2)", "pi/2 - I*log(2 + sqrt(3))"),
    "half an angle":           ("acos(z)", "2*acos(sqrt((1 + z)/2))"),
    "twice an angle":          ("asin(sqrt(z))", "acos(1 - 2*z)/2"),
    "a conjugate":             ("log(z + sqrt(z^2 + 1))", "-log(sqrt(z^2 + 1) - z)"),
    "at a real number":        ("acos(x) + 0*I", "-I*log(x + I*sqrt(1 - x^2))"),
    "exp of asinh":            ("exp(asinh(z))", "z + sqrt(z^2 + 1)"),
    "sin of acos":             ("sin(acos(z))", "sqrt(1 - z^2)"),
}  # fmt: skip
WITH_CONDITIONS = {
    "atan":                    ("atan(z)", "I/2*(log(1 - I*z) - log(1 + I*z))"),
    "tan of atan":             ("tan(atan(z))", "z"),
    "exp of atan":             ("exp(2*I*atan(z))", "(1 + I*z)/(1 - I*z)"),
}  # fmt: skip
ROWS = [name for name in AXIOMS if name.endswith(("_principal", "_halves"))]
ON_CUTS = [2, -2, 0.5, -0.5, 0, 2j, -2j, 0.5j, -0.5j, 1 + 1e-9j, 2 - 1e-9j, 1e-9 + 2j, -1e-9 - 2j]


@pytest.mark.parametrize("name", ROWS)
def test_rows_hold_on_and_beside_the_cuts(name: str) -> None:
    """The evaluator leaves the cuts out; Arb has values there."""
    left, right = AXIOMS[name].statement.args
    for z in ON_CUTS:
        at = number(int(z.real * 10**9)) / 10**9 + number(int(z.imag * 10**9)) / 10**9 * App(
            "I", ()
        )
        found = evaluate(substitute(right, {"u": at}), {}, Context({}, (), "complex"))
        assert abs(getattr(acb(z), left.head)() - acb(found)) < 1e-8, z


@pytest.mark.parametrize(("before", "after"), REFUTED.values(), ids=REFUTED)
def test_what_is_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), UNDECIDED.values(), ids=UNDECIDED)
def test_what_fails_on_a_cut_is_not_proved(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "undecided"


@pytest.mark.parametrize(("before", "after"), PROVED.values(), ids=PROVED)
def test_what_is_proved(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS)
    assert (found.name, found.conditions) == ("proved", ())


@pytest.mark.parametrize(("before", "after"), WITH_CONDITIONS.values(), ids=WITH_CONDITIONS)
def test_what_is_proved_off_the_poles(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS)
    assert found.name == "proved"
    assert "z^2 + 1 != 0" in found.conditions
