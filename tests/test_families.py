"""Lines with constants are families: a point at which two of them differ need not refute them."""

from __future__ import annotations

import pytest

from derivcheck import check_step

NAMES = {
    "x": "real",
    "a": "real",
    "C": "constant",
    "K": "constant",
    "p": "positive real",
    "f": "function",
    "g": "function",
}

STEPS: dict[str, tuple[str, str, str]] = {
    # not known to be the same family, nor different ones
    "a factor that may be 0":  ("x + C", "x + a*C", "undecided"),
    "under a function":        ("f(x + C)", "f(x + 2*C)", "undecided"),
    "a constant for a number": ("x", "x + C", "undecided"),
    "a number for a constant": ("x + C", "x", "undecided"),
    "a constant that goes":    ("x + C", "x + C - C", "undecided"),
    "a constant in a factor":  ("C*x + C", "C*x + C + 1", "undecided"),
    "one constant for two":    ("C*x + K", "C*x + C", "undecided"),
    "the new side a family":   ("x^3/3", "int(x^2, x)", "undecided"),
    "nothing left of two":     ("0", "int(x, x) - int(x, x)", "undecided"),
    "an antiderivative times 0": ("0*int(1, x)", "C", "undecided"),
    "a factor that is 0 wherever the lines have values": (
        "a*int(1, x) + sqrt(-a^2)", "a*x + C + sqrt(-a^2)", "undecided"),
    "one that is left out":    ("x^3/3 + 0*int(1, x)", "int(x^2, x)", "undecided"),
    "a jump":                  ("int(0, x)", "floor(x) + C", "undecided"),
    # different families
    "by parts, a wrong sign":  ("int(f(x)*g'(x), x)", "f(x)*g(x) + int(f'(x)*g(x), x)", "refuted"),
    "half the line lost":      ("int(1/x, x)", "log(x) + C", "refuted"),
    "another power":           ("x + C", "x^2 + C", "refuted"),
    "another factor":          ("x^2/2 + C", "x^2 + C", "refuted"),
    "a lost summand":          ("(x + 1)^2/2 + C", "x^2/2 + C", "refuted"),
    # the same
    "written otherwise":       ("2*x + C", "x + C + x", "proved"),
    "another multiple":        ("x + C", "x + 2*C", "proved"),
    "a number more":           ("x + C", "x + C + 1", "proved"),
    "a number absorbed":       ("(x + 1)^2/2 + C", "x^2/2 + x + C", "proved"),
    "two constants merge":     ("x + C + K", "x - 3*C", "proved"),
    "up to pi/2":              ("asin(x) + C", "-acos(x) + C", "proved"),
    "a power":                 ("int(x^2, x)", "x^3/3 + C", "proved"),
    "from the family":         ("x^3/3 + C", "int(x^2, x)", "proved"),
    "a constant for each side of a pole": ("int(1/x, x)", "log(|x|) + C", "proved"),
    "a constant inside":       ("int(1/p, p)", "log(3*p) + C", "proved"),
    "a parameter":             ("int(x*a, x)", "a*x^2/2 + a + C", "proved"),
    "a parameter in front":    ("int(a*cos(x), x)", "a*int(cos(x), x)", "proved"),
    "a parameter that is 0 at one value": ("log(p)*int(p^x, x)", "p^x + C", "proved"),
    "a factor beside a root":  ("a*int(1, x) + sqrt(a)", "a*x + C + sqrt(a)", "proved"),
    "a constant twice":        ("int(x + C, x)", "x^2/2 + C*x + K", "proved"),
    "by parts":                ("int(x*cos(x), x)", "x*sin(x) - int(sin(x), x)", "proved"),
    "by parts, unknown":       ("int(f(x)*g'(x), x)", "f(x)*g(x) - int(f'(x)*g(x), x)", "proved"),
    "solved for":              ("2*int(exp(x)*cos(x), x)", "exp(x)*(cos(x) + sin(x)) + C",
                                "proved"),
    "in another variable":     ("int(2*x*cos(x^2), x)", "subs(int(cos(u), u), u = x^2)", "proved"),
    "differentiated again":    ("diff(int(f(x), x), x)", "f(x)", "proved"),
    # without a constant
    "no constant":             ("x + a", "x + 2*a", "refuted"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "verdict"), STEPS.values(), ids=STEPS)
def test_families(before: str, after: str, verdict: str) -> None:
    assert check_step(before, after, symbols=NAMES).name == verdict


STATEMENTS: dict[str, tuple[str, str, str, str]] = {
    # each antiderivative is one of many by itself
    "one more than itself": ("int(1/x, x) = 1 + int(1/x, x)", "implies", "0 = 1", "undecided"),
    "two that cancel":      ("a + int(x, x) = int(x, x)", "iff", "a = 0", "undecided"),
    "two of one integrand": ("a = int(x, x) and x = int(x, x)", "implies", "a = x", "undecided"),
    # one alone
    "one that moves over":  ("a - int(x, x) = 3", "iff", "int(x, x) = a - 3", "proved"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "link", "after", "verdict"), STATEMENTS.values(), ids=STATEMENTS
)
def test_statements(before: str, link: str, after: str, verdict: str) -> None:
    assert check_step(before, after, relation=link, symbols=NAMES).name == verdict
