"""What equations amount to: equivalences that fail first, then those that hold."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {**dict.fromkeys("abckptxyz", "real"), "A": "complex"}
PAIR = "(x = 3 and y = 4) or (x = -4 and y = -3)"

WRONG = {
    "a root off the domain":      ("log(x) + log(x - 3) = log(4)", "x = 4 or x = -1", ()),
    "logarithms of a product":    ("log(x*y) = 0", "log(x) + log(y) = 0", ()),
    "negative factors":           ("log(x) + log(y) = 0", "y = 1/x", ()),
    "negative both":              ("log(x) - log(y) = k*t", "x = y*exp(k*t)", ()),
    "a sign of the square":       ("log(x^2) = 2*log(3)", "x = 3", ()),
    "bases exchanged":            ("2^x = 3^(x - 1)", "x = log(2)/(log(3) - log(2))", ()),
    "the exponent not shifted":   ("2^x*3^(x + 1) = 108", "x = 3", ()),
    "the root's other side":      ("x + sqrt(x) = 6", "x = 4 or x = 9", ()),
    "an equation squared":        ("2*a*x + b = sqrt(b^2 - 4*a*c)", "a*x^2 + b*x + c = 0",
                                   ("a != 0",)),
    "one pair of two":            ("x^2 + y^2 = 25 and y = x + 1", "x = 3 and y = 4", ()),
    "values exchanged":           ("x^2 + y^2 = 25 and y = x + 1",
                                   "(x = 3 and y = -3) or (x = -4 and y = 4)", ()),
    "a pair that is none":        ("x^2 = y and y^2 = x",
                                   "(x = 0 and y = 0) or (x = 1 and y = 1) or (x = 2 and y = 4)",
                                   ()),
}  # fmt: skip
RIGHT = {
    "a sum of logarithms":        ("log(x) + log(x - 3) = log(4)", "x = 4", ()),
    "a difference":               ("log(x) - log(x - 3) = log(4)", "x = 4", ()),
    "multiples":                  ("2*log(x) = log(x + 6)", "x = 3", ()),
    "another base":               ("log(x, 3) = 2 - log(x - 8, 3)", "x = 9", ()),
    "a number beside them":       ("log(x) + log(x - 1) = 1", "x = (1 + sqrt(1 + 4*E))/2", ()),
    "a square":                   ("log(x^2) = 2*log(3)", "x = 3 or x = -3", ()),
    "iterated":                   ("log(log(x)) = 0", "x = E", ()),
    "two bases":                  ("2^x*3^(x + 1) = 108", "x = 2", ()),
    "unlike bases":               ("2^x = 3^(x - 1)", "x = log(3)/(log(3) - log(2))", ()),
    "powers of one number":       ("4^x = 8^(x - 1)", "x = 3", ()),
    "a root beside its radicand": ("x + sqrt(x) = 6", "x = 4", ()),
    "two roots":                  ("sqrt(3*x + 1) - sqrt(x - 1) = 2", "x = 1 or x = 5", ()),
    "a circle and a line":        ("x^2 + y^2 = 25 and y = x + 1", PAIR, ()),
    "a product and a sum":        ("x*y = 6 and x + y = 5",
                                   "(x = 2 and y = 3) or (x = 3 and y = 2)", ()),
    "each by the other":          ("x^2 = y and y^2 = x",
                                   "(x = 0 and y = 0) or (x = 1 and y = 1)", ()),
    "three names":                ("x + y + z = 6 and x = y and x*z = 3",
                                   "(x = (3 - sqrt(3))/2 and y = x and z = 6 - 2*x) or "
                                   "(x = (3 + sqrt(3))/2 and y = x and z = 6 - 2*x)", ()),
}  # fmt: skip
FOLLOWS = {
    "the quadratic formula back": ("2*a*x + b = sqrt(b^2 - 4*a*c)", "a*x^2 + b*x + c = 0",
                                   ("a != 0",)),
    "a third of a power":         ("x + y = (x*y + 1)^(1/3)", "(x + y)^3 = x*y + 1", ()),
    "positive factors":           ("log(x) - log(y) = k*t", "x = y*exp(k*t)", ()),
    "a conjugate, defined later": ("p = A*conjugate(A) and A = x + I*y", "p = x^2 + y^2", ()),
    "a length, defined later":    ("p = abs(A)^2 and A = x + I*y", "p = x^2 + y^2", ()),
}  # fmt: skip


def verdict(before: str, relation: str, after: str, assume: tuple[str, ...]) -> str:
    symbols = {n: s for n, s in SYMBOLS.items() if n in before + after}
    return check_step(before, after, relation, symbols=symbols, assume=list(assume)).name


@pytest.mark.parametrize(("before", "after", "assume"), WRONG.values(), ids=WRONG)
def test_refuted(before: str, after: str, assume: tuple[str, ...]) -> None:
    assert verdict(before, "iff", after, assume) == "refuted"


@pytest.mark.parametrize(("before", "after", "assume"), RIGHT.values(), ids=RIGHT)
def test_equivalent(before: str, after: str, assume: tuple[str, ...]) -> None:
    assert verdict(before, "iff", after, assume) == "proved"


@pytest.mark.parametrize(("before", "after", "assume"), FOLLOWS.values(), ids=FOLLOWS)
def test_follows(before: str, after: str, assume: tuple[str, ...]) -> None:
    assert verdict(before, "implies", after, assume) == "proved"
