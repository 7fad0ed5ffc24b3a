"""Side conditions that take a search: what must not be found first, then what is."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "a": "real", "b": "real", "x": "real", "y": "real", "m": "integer", "n": "integer"
}  # fmt: skip

NEVER = {
    "a floor of a half":       ("floor(x + 1/2)", "floor(x)", ()),
    "a floor of a double":     ("floor(2*x)", "2*floor(x)", ()),
    "a floor turned round":    ("floor(-x)", "-floor(x)", ()),
    "a root of a square":      ("sqrt(sqrt(x^4))", "x", ()),
    "a root of a sinh":        ("sqrt(cosh(x)^2 - 1)", "sinh(x)", ()),
    "beyond a root":           ("abs(x^2 - a)", "x^2 - a", ("a > 0", "x > -sqrt(a)")),
    "a nested power":          ("(x^a)^b", "x^(a*b)", ()),
    "one of two cases":        ("abs(x)*abs(y)", "x*y", ("x >= 0 or y >= 0",)),
    "asinh of cosh":           ("asinh(cosh(x))", "x", ()),
    "acosh of cosh":           ("acosh(cosh(x))", "x", ()),
    "a side undefined inside": ("y/2", "y*where(1/2, 0 < (x - 2)/(x - 2)/2)", ()),
    "a sine past a half turn": ("abs(sin(x))", "sin(x)", ("0 <= x", "x <= 16/5")),
    "a cosine past a quarter": ("sqrt(cos(x)^2)", "cos(x)", ("0 <= x", "x <= 8/5")),
    "the sign of a cosine":    ("abs(cos(x))", "cos(x)", ("pi/2 <= x", "x <= pi")),
    "a number close to pi":    ("abs(x - pi)", "pi - x", ("x < 22/7",)),
    "products up to the end":  ("1", "sqrt(1 - a*b)/sqrt(1 - a*b)", ("a^2 <= 1", "b^2 <= 1")),
    "a case that may be":      ("floor(a)", "a", ("(-x)^a > 0 or x > 0",)),
    "an exponent above 0":     ("floor(a)", "a", ("(-x)^a = 0", "x >= 0")),
    "another quotient":        ("(x^2 - a^2)/(x - a)/(x + a)", "0", ("abs(x/a) > 1",)),
}  # fmt: skip
PROVED = {
    "cases that cannot be":    ("(-x)^a", "(-1)^a*x^a", ("x > 0",)),
    "a whole exponent":        ("floor(a)", "a", ("(-x)^a > 0", "x > 0")),
    "a sine that is smaller":  ("1", "sqrt(1 - a^2*sin(x)^2)/sqrt(1 - a^2*sin(x)^2)", ("a^2 < 1",)),
    "a floor shifted":         ("floor(x + 3)", "floor(x) + 3", ()),
    "by a whole name":         ("floor(x + 2*n)", "floor(x) + 2*n", ()),
    "a sum of whole names":    ("floor(m + n)", "m + n", ()),
    "a ceiling":               ("ceiling(x - 1)", "ceiling(x) - 1", ()),
    "a remainder":             ("mod(x + 6, 3)", "mod(x, 3)", ()),
    "roots that may be zero":  ("sqrt(sqrt(x))", "x^(1/4)", ("x >= 0",)),
    "three roots":             ("sqrt(x*sqrt(x*sqrt(x)))", "x^(7/8)", ()),
    "a root below":            ("1/abs(x)^(1/3)", "(abs(x)^(1/3)/abs(x))^(1/2)", ()),
    "a root of a cosh":        ("sqrt(1 + sinh(x)^2)", "cosh(x)", ()),
    "a root of one over it":   ("sqrt(1 - tanh(x)^2)", "1/cosh(x)", ()),
    "beyond a root":           ("abs(x^2 - a)", "x^2 - a", ("a > 0", "x > sqrt(a)")),
    "beyond a shifted root":   ("abs(x^2 - a - 1)", "x^2 - a - 1", ("a > 0", "x > sqrt(a + 1)")),
    "in both of two cases":    ("abs(x)^2", "x^2", ("x > 1 or x < -1",)),
    "one case after another":  ("sqrt(x^2*y^2)", "abs(x*y)", ("x > 0 or y > 0", "x < 9 or y < 9")),
    "a sine in a half turn":   ("abs(sin(x))", "sin(x)", ("0 <= x", "x <= pi")),
    "a sine in the next":      ("abs(sin(x))", "-sin(x)", ("pi < x", "x < 2*pi")),
    "a cosine in a quarter":   ("1/cos(x)*cos(x)", "1", ("0 <= x", "x < pi/2")),
    "a cosine further on":     ("abs(cos(x))", "-cos(x)", ("pi/2 <= x", "x <= 3*pi/2")),
    "a tangent of a half":     ("abs(tan(x/2))", "tan(x/2)", ("0 <= x", "x < pi")),
    "a range of numbers":      ("log(cos(x)^2)", "2*log(cos(x))", ("-1 < x", "x < 3/2")),
    "below pi":                ("abs(x - pi)", "pi - x", ("x < 3",)),
    "an inverse undone":       ("sinh(asinh(x)) + tanh(x)", "x + tanh(asinh(sinh(x)))", ()),
    "a cosine undone":         ("cosh(acosh(x))", "x", ("x > 1",)),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "assume"), NEVER.values(), ids=NEVER)
def test_what_is_not_so(before: str, after: str, assume: tuple[str, ...]) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=assume).name != "proved"


@pytest.mark.parametrize(("before", "after", "assume"), PROVED.values(), ids=PROVED)
def test_what_is_so_without_conditions(before: str, after: str, assume: tuple[str, ...]) -> None:
    found = check_step(before, after, symbols=SYMBOLS, assume=assume)
    assert (found.name, found.conditions) == ("proved", ())


IMPLIED = {
    "a reciprocal":       ("log(1/x)", "-log(x)"),
    "a cube":             ("log(x^3)", "3*log(x)"),
    "a factor":           ("log(exp(x)*y)", "x + log(y)"),
    "a root above":       ("sqrt(1/x)", "1/sqrt(x)"),
    "a quotient between": ("atanh((x - 1)/(x + 1))", "log(x)/2"),
    "a positive divisor": ("log((1 + sqrt(1 - x^2))/x)", "asech(x)"),
    "a root below one":   ("log(1 - sqrt(x))", "log(1 - sqrt(x)) + 0*sqrt(1 - x)"),
}  # fmt: skip
"""The old side is defined just where the new one is, though it says so in other words."""
LOST = {
    "a square":         ("log(x^2)", "2*log(x)"),
    "two factors":      ("log(x*y)", "log(x) + log(y)"),
    "two roots":        ("sqrt(x/y)", "sqrt(x)/sqrt(y)"),
    "a shifted cube":   ("log(x^3 + 1)", "log(x + 1) + log(x^2 - x + 1) + 0*log(x)"),
    "either side of 1": ("asec(x)", "acos(1/x) + 0*log(x)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), LOST.values(), ids=LOST)
def test_a_domain_that_is_smaller_is_lost(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), IMPLIED.values(), ids=IMPLIED)
def test_a_domain_that_is_the_same_in_other_words(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS)
    assert (found.name, found.conditions) == ("proved", ())


LISTED = {
    "beyond one":     ("asec(x)", "acos(1/x)", ("1 <= abs(x)",)),
    "a double angle": ("tan(2*x)", "2*tan(x)/(1 - tan(x)^2)", ("cos(2*x) != 0", "cos(x) != 0")),
    "a sum of angles": ("tan(x + y)", "(tan(x) + tan(y))/(1 - tan(x)*tan(y))",
                        ("cos(x + y) != 0", "cos(x) != 0", "cos(y) != 0")),
    "a cotangent":    ("cot(x + y)", "(cot(x)*cot(y) - 1)/(cot(x) + cot(y))",
                       ("sin(x + y) != 0", "sin(x) != 0", "sin(y) != 0")),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "conditions"), LISTED.values(), ids=LISTED)
def test_a_domain_is_kept_up_to_what_is_listed(
    before: str, after: str, conditions: tuple[str, ...]
) -> None:
    found = check_step(before, after, symbols=SYMBOLS)
    assert (found.name, found.conditions) == ("proved", conditions)


def test_a_factorial_shifted_is_defined_at_one_point_more() -> None:
    found = check_step("(x + 1)*factorial(x)", "factorial(x + 1)", symbols=SYMBOLS)
    assert (found.name, found.conditions) == ("proved", ("x + 1 > 0 or floor(x + 1) != x + 1",))
