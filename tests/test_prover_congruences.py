"""Congruences from known ones: first what does not follow, then what does."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "a": "integer", "b": "integer", "c": "integer", "d": "integer", "n": "nonnegative integer",
    "m": "positive integer", "x": "real", "y": "real",
}  # fmt: skip
WRONG = {
    "no unit to divide by":     ("2*a = 2*b (mod 6)", "a = b (mod 6)"),
    "a larger modulus":         ("a = b (mod 4)", "a = b (mod 8)"),
    "only one of two":          ("a = b (mod 7)", "a*c = b*d (mod 7)"),
    "a root of a square":       ("a^2 = b^2 (mod 8)", "a = b (mod 8)"),
    "another residue":          ("a = 2 (mod 3) and a = 3 (mod 5)", "a = 7 (mod 15)"),
    "of real numbers":          ("x = y (mod 7)", "x^2 = y^2 (mod 7)"),
    "a real multiplier":        ("a = b (mod 7)", "x*a = x*b (mod 7)"),
    "a factor left out, of a name": ("a*c = b*c (mod m)", "a = b (mod m)"),
    "a root, of a name":        ("a^2 = b^2 (mod m)", "a = b (mod m)"),
    "real numbers, of a name":  ("x = y (mod m)", "x^2 = y^2 (mod m)"),
    "the base of a power":      ("a^n = b^n (mod m)", "a = b (mod m)"),
    "a half of an even number": ("a = 2*b", "a = 0 (mod 4)"),
}  # fmt: skip
RIGHT = {
    "squares":                  ("a = b (mod 7)", "a^2 = b^2 (mod 7)"),
    "products":                 ("a = b (mod 11) and c = d (mod 11)", "a*c = b*d (mod 11)"),
    "a difference":             ("a = b (mod 13)", "mod(a - b, 13) = 0"),
    "from a difference":        ("mod(a - b, 13) = 0", "a = b (mod 13)"),
    "a chain, and a divisor":   ("a = b (mod 26) and b = c (mod 26)", "a = c (mod 13)"),
    "a unit to divide by":      ("3*a = 3*b (mod 14)", "a = b (mod 14)"),
    "a square modulo more":     ("a = b (mod 14)", "a^2 = b^2 (mod 28)"),
    "two residues":             ("mod(a, 17) = 2 and mod(b, 17) = 9", "mod(a*b, 17) = 1"),
    "two moduli":               ("a = 2 (mod 5) and a = 3 (mod 13)", "a = 42 (mod 65)"),
    "a linear system":          ("a + b = 1 (mod 13) and a - b = 3 (mod 13)", "a = 2 (mod 13)"),
    "an equation":              ("a = 2*b + 1", "mod(a^2, 4) = 1"),
    "a square in an equation":  ("a^2 = 4*(b^2 + b) + 1", "mod(a^2, 8) = 1"),
    "of a name":                ("a = b (mod m) and c = d (mod m)", "a*c - a = b*d - b (mod m)"),
    "a chain, of a name":       ("a = b (mod m) and b = c (mod m)", "a = c (mod m)"),
    "a power of a power":       ("a^2 = b^2 (mod m)", "a^4 = b^4 (mod m)"),
    "any power":                ("a = b (mod m)", "c*a^n = c*b^n (mod m)"),
    "multiples of a name":      ("mod(a, m) = 0 and mod(b, m) = 0", "mod(3*a - b*c, m) = 0"),
    "each part":                ("a = b (mod 13)", "a + c = b + c (mod 13) and a*c = b*c (mod 13)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_what_does_not_follow_is_refuted(before: str, after: str) -> None:
    assert check_step(before, after, "implies", SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_what_follows_is_proved(before: str, after: str) -> None:
    assert check_step(before, after, "implies", SYMBOLS).name == "proved"


def test_powers_of_numbers_are_congruent_to_other_terms() -> None:
    assert check_step("mod(9^n, 8)", "mod(1, 8)", symbols=SYMBOLS).name == "proved"
    assert check_step("mod(10^n, 11)", "mod((-1)^n, 11)", symbols=SYMBOLS).name == "proved"
    assert check_step("mod(10^n, 11)", "mod(1, 11)", symbols=SYMBOLS).name == "refuted"
