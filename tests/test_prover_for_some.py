"""Statements with `for some`: first what does not follow, then what does."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "a": "integer", "b": "integer", "c": "integer", "n": "integer",
    "m": "real", "p": "real", "q": "real", "x": "real",
}  # fmt: skip
EVEN, ODD = "for some integer k: n = 2*k", "for some integer k: n = 2*k + 1"
NEVER = {
    "not whole":                ("True", "for some integer k: n = 2*k"),
    "no root":                  ("m >= -1", "for some real x: x^2 = m"),
    "a divisor that may be 0":  ("True", "for some real x: p*x = q"),
    "out of its range":         ("True", "for some real x in [0, 1]: x = q"),
    "nothing in between":       ("p <= q", "for some real x: p < x and x < q"),
    "the other way round":      ("for some integer j: n^2 = 4*j + 1", "mod(n, 4) = 1"),
    "one of two":               ("for some integer k: a = 2*k or b = 2*k", "mod(a, 2) = 0"),
    "undefined where it holds": ("for some real x: 1/x = p", "q = 0"),
    "more than is supposed":    (EVEN, "for some integer j: n = 4*j"),
}  # fmt: skip
FALSE = {
    "half of the zeros":        ("sin(x) = 0", "for some integer k: x = 2*k*pi"),
    "one of two families":      ("cos(x) = 1/2", "for some integer k: x = pi/3 + 2*pi*k"),
    "half of the odd numbers":  ("mod(n, 2) = 1", "for some integer k: n = 4*k + 1"),
    "whole numbers alone":      ("x > 0", "for some integer k: x = k"),
}  # fmt: skip
NOT_ALWAYS = {
    "at the end":               ("m > 0", "for some real x: x^2 = m"),
    "a number there is":        ("n > 0", "for some integer k: n = k^2"),
    "of either sign":           ("p > 0", "for some real x: p*x = 1"),
    "a vertex at the end":      ("|p| > 2", "for some real x: x^2 + p*x + 1 = 0"),
    "one there is, one there is not": (EVEN, "for some integer j: n = 4*j"),
}  # fmt: skip
FAMILIES = {
    "zeros of the sine":        ("sin(x) = 0", "for some integer k: x = k*pi"),
    "zeros of the cosine":      ("cos(x) = 0", "for some integer k: x = pi/2 + k*pi"),
    "where it is least":        ("cos(x) = -1", "for some integer k: x = (2*k + 1)*pi"),
    "a double angle":           ("sin(2*x) = 1", "for some integer k: x = pi/4 + k*pi"),
}  # fmt: skip
RIGHT = {
    "a whole quotient":         ("True", "for some integer k: n^2 + n = 2*k"),
    "from a remainder":         ("mod(n, 3) = 2", "for some integer k: n = 3*k + 2"),
    "a remainder":              (ODD, "mod(n^2, 8) = 1"),
    "a name bound twice":       ("exists k in Z: n = 6*k", "exists k in Z: n = 2*k"),
    "another number":           (EVEN, "for some integer j: n^2 = 4*j"),
    "a sum of two":             ("(exists integer k: a = 2*k) and (exists integer j: b = 2*j + 1)",
                                 "for some integer i: a + b = 2*i + 1"),
    "divisors of divisors":     ("(exists integer k: b = a*k) and (exists integer j: c = b*j)",
                                 "for some integer i: c = a*i"),
    "a congruence":             ("for some integer k: a - b = 7*k", "a = b (mod 7)"),
    "a root":                   ("m >= 0", "for some real x: x^2 = m"),
    "a square is not negative": ("for some real x: x^2 = m", "m >= 0"),
    "a divisor that is not 0":  ("p != 0", "for some real x: p*x = q"),
    "in between":               ("p < q", "for some real x: p < x and x < q"),
    "beyond":                   ("True", "for some real x: x > p"),
    "one of the alternatives":  ("True", "for some real x: x = p + 1 or x^2 = p"),
    "a vertex":                 ("p^2 - 4*q > 0", "for some real x: x^2 + p*x + q < 0"),
    "for all, at the vertex":   ("for all x: x^2 + p*x + q >= 0", "p^2 - 4*q <= 0"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), NEVER.values(), ids=NEVER)
def test_what_does_not_follow_is_not_proved(before: str, after: str) -> None:
    assert check_step(before, after, "implies", SYMBOLS).name != "proved"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_what_follows_is_proved(before: str, after: str) -> None:
    assert check_step(before, after, "implies", SYMBOLS).name == "proved"


@pytest.mark.parametrize(("before", "after"), FALSE.values(), ids=FALSE)
def test_where_there_is_none_it_is_refuted(before: str, after: str) -> None:
    assert check_step(before, after, "iff", SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), NOT_ALWAYS.values(), ids=NOT_ALWAYS)
def test_a_number_there_refutes(before: str, after: str) -> None:
    assert check_step(before, after, "iff", SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), FAMILIES.values(), ids=FAMILIES)
def test_solutions_of_trigonometric_equations(before: str, after: str) -> None:
    assert check_step(before, after, "iff", SYMBOLS).name == "proved"


NO_DENIAL = {
    "a square is not negative": "not (for all x: x^2 >= 0)",
    "there is a root":          "not (for some x: x^2 = 2)",
    "each has an inverse":      "not (for all x: for some y: x + y = 0)",
    "up to an end":             "not (for all n in 1..5: n < 6)",
    "of no number at all":      "not (for all n in 1..0: n < 0)",
    "one of several too few":   "for all integer m: mod(m^2, 5) = 0 or mod(m^2, 5) = 1",
    "a root is not negative":   "not (for all x: sqrt(x^2) >= 0)",
}  # fmt: skip
DENIALS = {
    "one number":               "not (for all x: x > 0)",
    "none":                     "not (for some x: x^2 < 0)",
    "zero has no inverse":      "not (for all x: for some y: x*y = 1)",
    "none is an inverse of all": "not (for some y: for all x: x*y = 1)",
    "none is the greatest":     "not (for some y: for all x: y >= x)",
    "each is exceeded":         "for all x: not (for all y: y > x)",
    "an implication":           "not (for all x: x > 0 implies x > 1)",
    "at an end":                "not (for all n in 1..5: n < 5)",
    "one of several":           "for all integer m: mod(m^2, 4) = 0 or mod(m^2, 4) = 1",
}  # fmt: skip


@pytest.mark.parametrize("statement", NO_DENIAL.values(), ids=NO_DENIAL)
def test_what_is_true_is_not_denied(statement: str) -> None:
    symbols = {"x": "real", "y": "real", "n": "integer"}
    assert check_step("True", statement, "implies", symbols).name != "proved"


@pytest.mark.parametrize("statement", DENIALS.values(), ids=DENIALS)
def test_what_is_not_so_for_all_is_denied(statement: str) -> None:
    symbols = {"x": "real", "y": "real", "n": "integer"}
    assert check_step("True", statement, "implies", symbols).name == "proved"
