"""What is given of functions for all values, in statements and comparisons: first what is false."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"I, S, N": "function", "b, g, K, r": "positive real", "t": "real", "x": "positive real"}
EPIDEMIC = ["for all t: I'(t) = b*S(t)*I(t) - g*I(t)"]
GROWTH = [
    "for all t >= 0: N(t) > 0", "for all t >= 0: N(t) < K",
    "for all t >= 0: N'(t) = r*N(t)*(1 - N(t)/K)",
]  # fmt: skip
TRIANGLE = {"A, B, C": "real in (0, pi)"}

WRONG = {
    "beyond its capacity":  (["for all t: N'(t) = N(t)"], "N(t) > 0", "implies", "N'(t) < 0"),
    "without the sign":     (["for all t: N'(t) = N(t)"], "N(t) != 0", "implies", "N'(t) > 0"),
}  # fmt: skip
RIGHT = {
    "an epidemic grows":    (EPIDEMIC, "I(t) > 0 and b*S(t) > g", "implies", "I'(t) > 0"),
    "growth from a start":  (GROWTH, "True", "implies", "for all t >= 0: N'(t) > 0"),
}  # fmt: skip


@pytest.mark.parametrize(("assume", "before", "relation", "after"), WRONG.values(), ids=WRONG)
def test_signs_that_a_law_does_not_give(
    assume: list[str], before: str, relation: str, after: str
) -> None:
    found = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=assume)
    assert found.name == "refuted"


@pytest.mark.parametrize(("assume", "before", "relation", "after"), RIGHT.values(), ids=RIGHT)
def test_signs_by_a_law(assume: list[str], before: str, relation: str, after: str) -> None:
    found = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=assume)
    assert found.name == "proved"


ANGLES = {
    "the angle that is left":     ("sin(C)", "sin(A + B)", "proved"),
    "with the wrong sign":        ("cos(C)", "cos(A + B)", "refuted"),
    "a sum of three sines":       ("sin(2*A) + sin(2*B) + sin(2*C)", "4*sin(A)*sin(B)*sin(C)",
                                   "proved"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "verdict"), ANGLES.values(), ids=ANGLES)
def test_pi_is_no_name_to_solve_for(before: str, after: str, verdict: str) -> None:
    found = check_step(before, after, symbols=TRIANGLE, assume=["A + B + C = pi"])
    assert found.name == verdict


SIGNS = {
    "concave, term by term":      ("diff(r*log(1 + b*x) - log(x), x, x)", "<", "0", "refuted"),
    "a second derivative":        ("diff(x*log(x) - log(x), x, x)", ">", "0", "proved"),
    "a likelihood":               ("diff(r*log(x) - b*x^2, x, x)", "<", "0", "proved"),
    "two terms apart":            ("(1 + x)^(-b)", "!=", "1", "proved"),
    "the same moved":             ("1 - (1 + x)^(-b)", ">", "0", "proved"),
    "the other way":              ("1 - (1 + x)^(-b)", "<", "0", "refuted"),
    "a term on both sides":       ("log(x) + S(t)^2", ">=", "log(x)", "proved"),
    "and more than that":         ("log(x) + S(t)^2", ">", "log(x)", "refuted"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "relation", "after", "verdict"), SIGNS.values(), ids=SIGNS)
def test_comparisons_term_by_term(before: str, relation: str, after: str, verdict: str) -> None:
    assert check_step(before, after, relation=relation, symbols=SYMBOLS).name == verdict


MATRIX = "[[a, b], [c, d]]"
DETERMINANTS = {
    "a wrong trace":              (f"det({MATRIX} - x*eye(2)) = 0",
                                   "x^2 + (a + d)*x + a*d - b*c = 0", "iff", "refuted"),
    "the characteristic equation": (f"det({MATRIX} - x*eye(2)) = 0",
                                    "x^2 - (a + d)*x + a*d - b*c = 0", "iff", "proved"),
    "an inverse":                 ("a*d - b*c != 0",
                                   f"inv({MATRIX}) = 1/(a*d - b*c)*[[d, -b], [-c, a]]", "implies",
                                   "proved"),
    "an inverse without it":      ("a != 0", f"inv({MATRIX}) = 1/(a*d - b*c)*[[d, -b], [-c, a]]",
                                   "implies", "refuted"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "relation", "verdict"), DETERMINANTS.values(), ids=DETERMINANTS
)
def test_determinants_in_statements(before: str, after: str, relation: str, verdict: str) -> None:
    symbols = dict.fromkeys("abcdx", "real")
    assert check_step(before, after, relation=relation, symbols=symbols).name == verdict
