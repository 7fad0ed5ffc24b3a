"""Steps with real roots of any order: what is refuted first, then what is proved."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"x": "real", "y": "real", "a": "nonnegative real", "b": "positive real"}

REFUTED = {
    "root of a sum":          ("cbrt(x + y)", "cbrt(x) + cbrt(y)"),
    "a square is no cube":    ("cbrt(x^2)", "x"),
    "a square loses its sign": ("root(x^2, 2)", "x"),
    "a fourth power":         ("root(x^4, 4)", "x"),
    "an odd root is not even": ("cbrt(-x)", "cbrt(x)"),
    "an even root of negatives": ("root(x*y, 4)", "root(x, 4)*root(y, 4)"),
    "the root is lost":       ("cbrt(x)", "x^(1/3)"),
    "its square is lost":     ("cbrt(x^2)", "x^(2/3)*1"),
    "orders add":             ("cbrt(cbrt(x))", "root(x, 6)"),
    "no cube in front":       ("cbrt(9*x)", "3*cbrt(x)"),
    "a sixth is no third":    ("root(x^2, 6)", "cbrt(x)"),
    "a sign for a root":      ("sign(x)", "cbrt(x)"),
    "a modulus too many":     ("cbrt(x^3)", "abs(x)"),
    "an even power's sign":   ("sqrt(x^2*y)", "x*sqrt(y)"),
    "fifth for third":        ("root(x, 5)^3", "x"),
}  # fmt: skip
PROVED = {
    "cube":                   ("cbrt(x^3)", "x", ()),
    "product":                ("cbrt(x)*cbrt(y)", "cbrt(x*y)", ()),
    "quotient":               ("cbrt(x/y)", "cbrt(x)/cbrt(y)", ("y != 0",)),
    "reciprocal":             ("1/cbrt(x)", "cbrt(x)^2/x", ("x != 0",)),
    "numeral":                ("cbrt(8*x)", "2*cbrt(x)", ()),
    "primes":                 ("cbrt(54*x)", "3*cbrt(2)*cbrt(x)", ()),
    "sign":                   ("cbrt(y - x)", "-cbrt(x - y)", ()),
    "square inside":          ("cbrt(x^2)", "cbrt(x)^2", ()),
    "cube of a sum":          ("cbrt(x^3 + 3*x^2*y + 3*x*y^2 + y^3)", "x + y", ()),
    "cubes taken out":        ("cbrt(-8*x^4*y)", "-2*x*cbrt(x*y)", ()),
    "difference of cubes": (
        "(cbrt(x) - cbrt(y))*(cbrt(x)^2 + cbrt(x*y) + cbrt(y)^2)", "x - y", ()
    ),
    "order three":            ("root(x, 3)", "cbrt(x)", ()),
    "order five":             ("root(x*y, 5)", "root(x, 5)*root(y, 5)", ()),
    "seventh power":          ("root(32*x^7, 5)", "2*x*root(x^2, 5)", ()),
    "orders multiply":        ("cbrt(cbrt(x))", "root(x, 9)", ()),
    "one common order":       ("cbrt(x)*root(x, 5)", "root(x^8, 15)", ()),
    "fourth power":           ("root(x^4, 4)", "abs(x)", ()),
    "even of a square":       ("root(x^2, 6)", "cbrt(abs(x))", ()),
    "modulus of a root":      ("abs(cbrt(x))", "cbrt(abs(x))", ()),
    "sign of a root":         ("sign(cbrt(x))", "sign(x)", ()),
    "square of a modulus":    ("abs(x)^(2/3)", "cbrt(x)^2", ()),
    "as a power":             ("cbrt(a)", "a^(1/3)", ()),
    "even as a power":        ("root(a^3, 4)", "a^(3/4)", ()),
    "even product":           ("root(a*b, 4)", "root(a, 4)*root(b, 4)", ()),
    "beside a square root":   ("cbrt(a)*sqrt(a)", "a^(5/6)", ()),
    "more is defined":        ("x^(1/3)", "cbrt(x)", ("x >= 0",)),
    "a cube that is a square": ("sqrt(x^3)", "x*sqrt(x)", ()),
    "a cube's power":         ("(x^3)^(1/3)", "cbrt(x)^3", ("x^3 >= 0",)),
    "of exp":                 ("root(exp(x), 5)", "exp(x/5)", ()),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), REFUTED.values(), ids=REFUTED)
def test_what_is_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after", "conditions"), PROVED.values(), ids=PROVED)
def test_what_is_proved(before: str, after: str, conditions: tuple[str, ...]) -> None:
    found = check_step(before, after, symbols=SYMBOLS)
    assert found.name == "proved"
    assert tuple(map(str, found.conditions)) == conditions
