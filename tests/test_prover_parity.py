"""Powers of -1 and of negated bases with whole exponents: what must be refused, what is proved."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"m": "integer", "n": "integer", "x": "real", "s": "real", "z": "complex"}

REFUTED = {
    "of unknown parity":       ("(-1)^n", "1"),
    "an even power":           ("(-1)^(2*n)", "-1"),
    "an odd shift":            ("(-1)^(n + 1)", "(-1)^n"),
    "half an exponent":        ("(-1)^(n/2)", "1"),
    "an odd multiple":         ("(-x)^(3*n)", "x^(3*n)"),
    "a square":                ("(-1)^(n^2)", "1"),
    "a product":               ("(-1)^(m*n)", "(-1)^(m + n)"),
    "a real exponent":         ("(-1)^(2*s)", "1"),
    "a base, a real exponent": ("(-x)^(2*s)", "x^(2*s)"),
    "a cosine":                ("cos(pi*n)", "1"),
    "the unit, twice":         ("I^(2*n)", "1"),
    "a complex base":          ("(-z)^n", "z^n"),
    "powers of powers":        ("(z^n)^m", "z^(n + m)"),
    "a real power of one":     ("(x^2)^s", "x^(2*s)"),
    "a complex exponent":      ("(-z)^(2*s)", "z^(2*s)"),
}  # fmt: skip
PROVED = {
    "an even power":           ("(-1)^(2*n)", "1"),
    "an odd power":            ("(-1)^(2*n + 1)", "-1"),
    "twice":                   ("(-1)^n*(-1)^n", "1"),
    "squared":                 ("((-1)^n)^2", "1"),
    "cubed":                   ("((-1)^n)^3", "(-1)^n"),
    "a shift by two":          ("(-1)^(n + 2)", "(-1)^n"),
    "a minus sign":            ("(-1)^(-n)", "(-1)^n"),
    "a reciprocal":            ("1/(-1)^n", "(-1)^n"),
    "a difference":            ("(-1)^(n - m)", "(-1)^(n + m)"),
    "an exponent squared":     ("(-1)^(n^2)", "(-1)^n"),
    "two neighbours":          ("(-1)^(n*(n + 1))", "1"),
    "an absolute value":       ("|(-1)^n|", "1"),
    "of a product":            ("|(-1)^n*x|", "|x|"),
    "a denominator":           ("1/(2 + (-1)^n)", "(2 - (-1)^n)/3"),
    "a negated base":          ("(-x)^(2*n)", "x^(2*n)"),
    "an odd negated base":     ("(-x)^(2*n + 1)", "-x^(2*n + 1)"),
    "a difference as base":    ("(1 - x)^(2*n)", "(x - 1)^(2*n)"),
    "a cosine":                ("cos(2*pi*n)", "1"),
    "in the complex field":    ("(-1)^(2*n) + 0*I", "1"),
    "the unit":                ("I^(4*n)", "1"),
    "the unit, twice":         ("I^(2*n)", "(-1)^n"),
    "a complex base":          ("(-z)^(2*n)", "z^(2*n)"),
    "powers of powers":        ("exp(x)*((1 + x^2)^n)^m", "exp(x)*(1 + x^2)^(n*m)"),
}  # fmt: skip


def declared(*texts: str) -> dict[str, str]:
    """The symbols that occur; a complex one makes the field complex."""
    return {name: sort for name, sort in SYMBOLS.items() if any(name in t for t in texts)}


@pytest.mark.parametrize(("before", "after"), REFUTED.values(), ids=REFUTED)
def test_what_is_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=declared(before, after)).name == "refuted"


@pytest.mark.parametrize(("before", "after"), PROVED.values(), ids=PROVED)
def test_what_is_proved(before: str, after: str) -> None:
    found = check_step(before, after, symbols=declared(before, after))
    assert found.name == "proved"
