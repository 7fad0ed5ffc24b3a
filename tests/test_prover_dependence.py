"""Logarithms of conjugates and of units: near misses first, then what is proved."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"x": "real", "y": "positive real"}

REFUTED = {
    "no sign":                 ("log(sqrt(x^2 + 1) - x)", "log(sqrt(x^2 + 1) + x)", ()),
    "a norm that is not one":  ("log(sqrt(x^2 + 4) - x)", "-log(sqrt(x^2 + 4) + x)", ()),
    "a number of norm 7":      ("log(3 + sqrt(2))", "-log(3 - sqrt(2))", ()),
    "the wrong exponent":      ("log(7 + 5*sqrt(2))", "2*log(1 + sqrt(2))", ()),
    "a factor":                ("log(2 + sqrt(3))", "2*log(1 + sqrt(3))", ()),
    "half":                    ("log(2 + sqrt(3))", "log((1 + sqrt(3))/sqrt(2))", ()),
    "the other root":          ("asech(x)", "log((1 - sqrt(1 - x^2))/x)", ()),
    "a square of what may be negative": (
        "log((x + sqrt(x^2 - 1))^2)", "2*log(x + sqrt(x^2 - 1))", ()),
    "where it is undefined":   ("acosh(2*x^2 - 1)", "2*acosh(x)", ("x > -5",)),
    "nearly equal":            ("log(99 + 70*sqrt(2))", "log(198)", ()),
    "of functions":            ("log(sqrt(1 + x) + sqrt(x))", "2*log(sqrt(1 + x) - sqrt(x))", ()),
}  # fmt: skip
PROVED = {
    "a conjugate":             ("log(sqrt(x^2 + 1) - x)", "-log(sqrt(x^2 + 1) + x)", ()),
    "above one":               ("log(x + sqrt(x^2 - 1))", "-log(x - sqrt(x^2 - 1))", ("x > 1",)),
    "a quotient":              ("log((1 + sqrt(1 - x^2))/x)", "-log((1 - sqrt(1 - x^2))/x)",
                                ("0 < x", "x < 1")),
    "a norm of four":          ("log(sqrt(x^2 + 4) - x)", "2*log(2) - log(sqrt(x^2 + 4) + x)", ()),
    "a norm that is a square": ("log((sqrt(x^2 + 1) - 1)/x)", "log(x) - log(sqrt(x^2 + 1) + 1)",
                                ("x > 0",)),
    "two quotients":           ("log((sqrt(x^2 + 1) - 1)/(sqrt(x^2 + 1) + 1))",
                                "2*log((sqrt(x^2 + 1) - 1)/x)", ("x > 0",)),
    "two roots":               ("log(sqrt(x + 1) - sqrt(x))", "-log(sqrt(x + 1) + sqrt(x))",
                                ("x > 0",)),
    "a sum and a difference":  ("log(sqrt(1 + x) + sqrt(1 - x)) + log(sqrt(1 + x) - sqrt(1 - x))",
                                "log(2*x)", ("0 < x", "x < 1")),
    "a square, expanded":      ("log(2*x^2 + 1 + 2*x*sqrt(x^2 + 1))", "2*log(x + sqrt(x^2 + 1))",
                                ()),
    "asinh of -x":             ("asinh(-x)", "-log(x + sqrt(x^2 + 1))", ()),
    "acosh doubled":           ("acosh(2*x^2 - 1)", "2*acosh(x)", ("x > 1",)),
    "asech":                   ("asech(x)", "-log((1 - sqrt(1 - x^2))/x)", ("0 < x", "x < 1")),
    "secant and tangent":      ("log(1/cos(x) + sin(x)/cos(x)) + log(1/cos(x) - sin(x)/cos(x))",
                                "log(1)", ("1/cos(x) > sin(x)/cos(x)",
                                 "1/cos(x) > -sin(x)/cos(x)")),
    "the silver ratio":        ("log(sqrt(2) + 1)", "-log(sqrt(2) - 1)", ()),
    "its cube":                ("log(7 + 5*sqrt(2))", "3*log(1 + sqrt(2))", ()),
    "its sixth power":         ("log(99 + 70*sqrt(2))", "6*log(1 + sqrt(2))", ()),
    "the golden ratio":        ("log((3 + sqrt(5))/2)", "2*log((1 + sqrt(5))/2)", ()),
    "an associate":            ("log(sqrt(5) - 1) - log(2)", "-log((1 + sqrt(5))/2)", ()),
    "half a unit":             ("log(2 + sqrt(3))", "2*log((1 + sqrt(3))/sqrt(2))", ()),
    "no unit":                 ("log(4 + sqrt(2)) + log(4 - sqrt(2))", "log(2) + log(7)", ()),
    "two quadratic fields":    ("log(5 - 2*sqrt(6))", "-2*log(sqrt(2) + sqrt(3))", ()),
    "a unit times the root":   ("atanh(1/sqrt(2))", "log(1 + sqrt(2))", ()),
    "a name under the root":   ("log(x - sqrt(x^2 - y^2))", "2*log(y) - log(x + sqrt(x^2 - y^2))",
                                ("x > y",)),
    "acosh of a number":       ("acosh(17)", "4*log(1 + sqrt(2))", ()),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "assume"), REFUTED.values(), ids=REFUTED)
def test_what_is_refuted(before: str, after: str, assume: tuple[str, ...]) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=[*assume]).name == "refuted"


@pytest.mark.parametrize(("before", "after", "assume"), PROVED.values(), ids=PROVED)
def test_what_is_proved(before: str, after: str, assume: tuple[str, ...]) -> None:
    found = check_step(before, after, symbols=SYMBOLS, assume=[*assume])
    assert found.name == "proved"
