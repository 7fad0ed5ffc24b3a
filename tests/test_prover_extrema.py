"""Absolute values, maxima, minima and square roots in comparisons: false bounds first."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = dict.fromkeys("abxyz", "real")
WRONG = {
    "a minus":              ("max(x, y)", "=", "(x + y - abs(x - y))/2"),
    "a factor of any sign": ("max(a*x, a*y)", "=", "a*max(x, y)"),
    "a square of any sign": ("max(x, y)^2", "=", "max(x^2, y^2)"),
    "without bars":         ("abs(x + y) + abs(x - y)", "=", "2*max(x, y)"),
    "the triangle, minus":  ("abs(x - a)", "<=", "abs(x - y) - abs(y - a)"),
    "strict where equal":   ("min(x, y)", "<", "(x + y)/2"),
    "a strict mean":        ("sqrt(x^2*y^2)", "<", "(x^2 + y^2)/2"),
    "a slope too steep":    ("a^2/sqrt(1 + x^2)", ">=", "a^2*(1 - x^2/4)"),
    "a root too small":     ("abs(x)", "<=", "sqrt(x^2 + y^2)/2"),
    "no modulus":           ("sqrt(x^2 + y^2)", "<=", "x + y"),
    "one side of two":      ("abs(x - a) > b", "implies", "x > a + b"),
    "the ends as well":     ("abs(x - a) > b", "iff", "x <= a - b or x >= a + b"),
    "the other bound":      ("max(x, y) >= a", "implies", "x >= a"),
    "strict from weak":     ("max(x, y) <= a", "implies", "x < a and y <= a"),
    "acoth turned":         ("acoth(x)", "=", "log((x + 1)/(1 - x))/2"),
    "acoth, inverse":       ("acoth(x)", "=", "log((x - 1)/(x + 1))/2"),
    "acoth of any sign":    ("acoth(x)", "=", "(log(x + 1) - log(x - 1))/2"),
}  # fmt: skip
RIGHT = {
    "by a distance":        ("max(x, y)", "=", "(x + y + abs(x - y))/2"),
    "both":                 ("max(x, y) + min(x, y)", "=", "x + y"),
    "the product":          ("max(x, y)*min(x, y)", "=", "x*y"),
    "of moduli":            ("abs(x + y) + abs(x - y)", "=", "2*max(abs(x), abs(y))"),
    "associative":          ("max(x, max(y, z))", "=", "max(max(x, y), z)"),
    "absorbed":             ("max(x, min(x, y))", "=", "x"),
    "the triangle":         ("abs(x - a)", "<=", "abs(x - y) + abs(y - a)"),
    "three summands":       ("abs(x + y + z)", "<=", "abs(x) + abs(y) + abs(z)"),
    "turned round":         ("abs(abs(x) - abs(y))", "<=", "abs(x - y)"),
    "maxima of sums":       ("max(x + a, y + b)", "<=", "max(x, y) + max(a, b)"),
    "a contraction":        ("abs(max(x, y) - max(a, y))", "<=", "abs(x - a)"),
    "norms":                ("max(abs(x), abs(y))", "<=", "sqrt(x^2 + y^2)"),
    "norms, above":         ("sqrt(x^2 + y^2)", "<=", "abs(x) + abs(y)"),
    "a root and a number":  ("x", "<", "sqrt(x^2 + 1)"),
    "the means":            ("sqrt(x^2*y^2)", "<=", "(x^2 + y^2)/2"),
    "a tangent of the root": ("sqrt(1 + x)", "<=", "1 + x/2"),
    "an interval":          ("abs(x - a) < b", "iff", "a - b < x and x < a + b"),
    "a closed interval":    ("abs(2*x + 1) <= 3", "iff", "-2 <= x and x <= 1"),
    "outside":              ("abs(x - a) > b", "iff", "x < a - b or x > a + b"),
    "a square":             ("abs(x) < 1", "iff", "x^2 < 1"),
    "a quotient":           ("abs(x) > 1", "iff", "(x + 1)/(x - 1) > 0"),
    "two distances":        ("abs(x - 1) + abs(x + 1) = 2", "iff", "-1 <= x and x <= 1"),
    "all below":            ("max(x, y) <= a", "iff", "x <= a and y <= a"),
    "one below":            ("min(x, y) < a", "iff", "x < a or y < a"),
    "acoth":                ("acoth(x)", "=", "log((x + 1)/(x - 1))/2"),
    "coth undone":          ("coth(acoth(x))", "=", "x"),
}  # fmt: skip
WHERE = {
    "energy above rest":    ("a*b^2/sqrt(1 - x^2/b^2)", ">=", "a*b^2 + a*x^2/2",
                             "a > 0 and -b < x < b"),
    "two roots that bend":  ("diff(sqrt(1 + x^2) + a*sqrt(1 + (y - x)^2), (x, 2))", ">", "0",
                             "a > 0"),
    "the geometric mean":   ("sqrt(x*y)", "<=", "(x + y)/2", "x >= 0 and y >= 0"),
    "a factor":             ("max(a*x, a*y)", "=", "a*max(x, y)", "a > 0"),
    "squares":              ("max(x, y)^2", "=", "max(x^2, y^2)", "x >= 0 and y >= 0"),
    "the slope of a maximum": ("diff(max(x, y), x)", "=", "1", "x > y"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "relation", "after"), WRONG.values(), ids=WRONG)
def test_false_bounds_are_refuted(before: str, relation: str, after: str) -> None:
    assert check_step(before, after, relation, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "relation", "after"), RIGHT.values(), ids=RIGHT)
def test_bounds_are_proved(before: str, relation: str, after: str) -> None:
    found = check_step(before, after, relation, symbols=SYMBOLS)
    assert found.name == "proved"


@pytest.mark.parametrize(("before", "relation", "after", "where"), WHERE.values(), ids=WHERE)
def test_bounds_are_proved_where_they_hold(
    before: str, relation: str, after: str, where: str
) -> None:
    found = check_step(before, after, relation, symbols=SYMBOLS, assume=[where])
    assert found.name == "proved"
