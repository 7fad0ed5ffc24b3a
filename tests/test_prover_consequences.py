"""What equations amount to: equivalences that fail first, then those that hold."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    **dict.fromkeys("abckptxyz", "real"), "A": "complex", **dict.fromkeys("PQR", "boolean")
}  # fmt: skip
PAIR = "(x = 3 and y = 4) or (x = -4 and y = -3)"

WRONG = {
    "a root off the domain":      ("log(x) + log(x - 3) = log(4)", "x = 4 or x = -1", ()),
    "logarithms of a product":    ("log(x*y) = 0", "log(x) + log(y) = 0", ()),
    "negative factors":           ("log(x) + log(y) = 0", "y = 1/x", ()),
    "negative both":              ("log(x) - log(y) = k*t", "x = y*exp(k*t)", ()),
    "a root of either sign":      ("log(x^2) = log(y)", "x = sqrt(y)", ()),
    "a sign of the square":       ("log(x^2) = 2*log(3)", "x = 3", ()),
    "bases exchanged":            ("2^x = 3^(x - 1)", "x = log(2)/(log(3) - log(2))", ()),
    "the exponent not shifted":   ("2^x*3^(x + 1) = 108", "x = 3", ()),
    "the root's other side":      ("x + sqrt(x) = 6", "x = 4 or x = 9", ()),
    "an equation squared":        ("2*a*x + b = sqrt(b^2 - 4*a*c)", "a*x^2 + b*x + c = 0",
                                   ("a != 0",)),
    "a numerator of any sign":    ("(k - a*b)/a = 0", "a = k/b", ()),
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
    "a derivative that vanishes": ("diff(k*log(a) - a*b, a) = 0 and a > 0 and k > 0",
                                   "a = k/b and a > 0 and k > 0", ()),
    "a quotient that vanishes":   ("(k - a*b)/a = 0 and k > 0", "a = k/b and k > 0", ()),
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


TABLES_WRONG = {
    "one for both":               ("P xor Q", "iff", "P or Q"),
    "the converse":               ("P implies Q", "iff", "Q implies P"),
    "the inverse":                ("P implies Q", "iff", "not P implies not Q"),
    "undefined is not negative":  ("P iff 1/x > 0", "iff", "not P iff 1/x <= 0"),
    "undefined on either side":   ("P", "implies", "log(x) > 0 xor log(x) <= 0"),
    "a number below all":         ("x < 1", "implies", "x < -oo"),
    "a pole is not below all":    ("x < 1", "implies", "1/x < oo"),
    "an excluded number":         ("x^2 - 3 != 1", "iff", "x < 2 or x > 2"),
}  # fmt: skip
TABLES = {
    "material implication":       ("P implies Q", "iff", "not P or Q"),
    "contraposition":             ("P implies x = 1", "iff", "x != 1 implies not P"),
    "exclusive or":               ("P xor Q", "iff", "(P or Q) and not (P and Q)"),
    "both ways":                  ("P iff Q", "iff", "(P implies Q) and (Q implies P)"),
    "a chain":                    ("(P implies Q) and (Q implies R)", "implies", "P implies R"),
    "a contradiction":            ("P and not P", "iff", "false"),
    "sums modulo two":            ("(P and Q and R) xor (P and Q) xor (P and R) xor P xor true",
                                   "iff", "(P implies Q) or R"),
    "comparisons":                ("x > 1 xor x > 2", "iff", "1 < x and x <= 2"),
    "an undefined atom":          ("P", "iff", "P and (1/x > 0 iff 1/x > 0)"),
    "below infinity":             ("-oo < x and x < 1", "iff", "x < 1"),
    "an excluded pair":           ("x^2 - 3 != 1", "iff",
                                   "x < -2 or (-2 < x and x < 2) or 2 < x"),
    "a false choice inside":      ("(2 = 1 or x = 0) or x = y", "iff", "x = 0 or x = y"),
}  # fmt: skip
COMPLEX_SAME = {
    "logarithms in a difference": ("log(z + 17)/log(3) - log(2*z)/log(3) = 2",
                                   "log((z + 17)/(2*z))/log(3) = 2"),
}  # fmt: skip
COMPLEX_OTHER = {
    "a power of two":             ("2^z = 4", "z*log(2) = log(4)"),
    "a power of three":           ("3^z = 3^2", "z = 2"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "relation", "after"), TABLES_WRONG.values(), ids=TABLES_WRONG)
def test_tables_of_truth_refuted(before: str, relation: str, after: str) -> None:
    assert verdict(before, relation, after, ()) == "refuted"


@pytest.mark.parametrize(("before", "relation", "after"), TABLES.values(), ids=TABLES)
def test_tables_of_truth(before: str, relation: str, after: str) -> None:
    assert verdict(before, relation, after, ()) == "proved"


@pytest.mark.parametrize(("before", "after"), COMPLEX_OTHER.values(), ids=COMPLEX_OTHER)
def test_complex_equations_that_differ(before: str, after: str) -> None:
    assert check_step(before, after, "iff", symbols={"z": "complex"}).name == "refuted"


@pytest.mark.parametrize(("before", "after"), COMPLEX_SAME.values(), ids=COMPLEX_SAME)
def test_complex_equations_that_amount_to_the_same(before: str, after: str) -> None:
    assert check_step(before, after, "iff", symbols={"z": "complex"}).name == "proved"


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
