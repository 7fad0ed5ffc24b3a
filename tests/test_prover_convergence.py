"""Statements that something converges, with parameters: the false ones first."""

from __future__ import annotations

import pytest

from derivcheck import check_step

REAL = dict.fromkeys("acpqrx", "real")
P_SERIES, POWER, LOG_SERIES, TAIL = (
    "converges(sum(1/k^p, k = 1..oo))",
    "converges(int(1/x^p, x = 1..oo))",
    "converges(sum(x^k/k, k = 1..oo))",
    "converges(int(exp(-a*x), x = 0..oo))",
)
ALTERNATING, ENTIRE = (
    "converges(sum((-1)^k/k^p, k = 1..oo))",
    "converges(sum(k!*x^k, k = 0..oo))",
)
TREES = "converges(sum(k!*x^k/k^k, k = 1..oo))"
FALSE = {
    "alternating, absolutely":   (ALTERNATING, "implies", "p > 1"),
    "the harmonic series too":   (P_SERIES, "iff", "p >= 1"),
    "any exponent":              (P_SERIES, "iff", "True"),
    "no exponent":               (P_SERIES, "iff", "False"),
    "too many exponents":        (P_SERIES, "implies", "p > 2"),
    "the other way":             (P_SERIES, "implied by", "p > 1/2"),
    "the end of the integrals":  (POWER, "iff", "p >= 1"),
    "the other end":             ("converges(int(1/x^p, x = 0..1))", "iff", "p > 1"),
    "a constant integrand":      (TAIL, "iff", "a >= 0"),
    "both ends":                 (LOG_SERIES, "implied by", "-1 <= x and x <= 1"),
    "geometric at 1":            ("converges(sum(r^k, k = 0..oo))", "iff", "|r| <= 1"),
}  # fmt: skip
OPEN = {
    "undefined terms":           ("converges(sum(1/(k - 3)^2, k = 1..oo))", "iff", "True"),
    "through a pole":            ("converges(int(1/x^p, x = -1..oo))", "iff", "p > 1"),
    "two signs in a row":        ("converges(sum((-1)^(2*k)/k, k = 1..oo))", "iff", "True"),
    "alternating through a pole": ("converges(sum((-1)^k/(k - 3), k = 1..oo))", "iff", "True"),
    "below zero it has no terms": ("converges(sum(1/k^p, k = 0..oo))", "iff", "p > 1"),
}  # fmt: skip
TRUE = {
    "p-series":                  (P_SERIES, "iff", "p > 1"),
    "one direction":             (P_SERIES, "implies", "p > 1"),
    "not":                       ("p <= 1", "implies", f"not {P_SERIES}"),
    "integrals to infinity":     (POWER, "iff", "p > 1"),
    "integrals from zero":       ("converges(int(1/x^p, x = 0..1))", "iff", "p < 1"),
    "exponentials":              (TAIL, "iff", "a > 0"),
    "Leibniz, by the exponent":  (ALTERNATING, "iff", "p > 0"),
    "Leibniz, moved":            ("converges(sum((-1)^k/(k + x^2), k = 1..oo))", "iff", "True"),
    "at zero alone":             (ENTIRE, "iff", "x = 0"),
    "within the radius":         (TREES, "implied by", "0 < x and x < E"),
    "geometric":                 ("converges(sum(r^k, k = 0..oo))", "iff", "|r| < 1"),
    "geometric, both bounds":    ("converges(sum(r^k, k = 0..oo))", "iff", "-1 < r and r < 1"),
    "a power series":            (LOG_SERIES, "implied by", "-1 <= x and x < 1"),
    "where it does not":         (LOG_SERIES, "implies", "-1 <= x and x < 1"),
    "Bertrand":                  ("converges(sum(1/(k*log(k)^p), k = 2..oo))", "iff", "p > 1"),
    "terms that do not vanish":  ("p <= 0", "implies", "not converges(sum((-1)^k/k^p, k = 1..oo))"),
    "no parameter":              ("converges(sum(1/(k*log(k)), k = 2..oo))", "iff", "False"),
    "a limit":                   ("converges(lim(x*sin(x), x -> oo))", "iff", "False"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "relation", "after"), FALSE.values(), ids=FALSE)
def test_what_holds_for_other_parameters_is_refuted(before: str, relation: str, after: str) -> None:
    assert check_step(before, after, relation, REAL).name == "refuted"


@pytest.mark.parametrize(("before", "relation", "after"), OPEN.values(), ids=OPEN)
def test_what_has_no_terms_is_not_proved(before: str, relation: str, after: str) -> None:
    assert check_step(before, after, relation, REAL).name != "proved"


@pytest.mark.parametrize(("before", "relation", "after"), TRUE.values(), ids=TRUE)
def test_for_which_parameters_something_converges(before: str, relation: str, after: str) -> None:
    assert check_step(before, after, relation, REAL).name == "proved"
