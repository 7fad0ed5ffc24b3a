"""Steps over the complex numbers: what is refuted first, then what is proved."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "x": "real", "y": "real", "r": "positive real", "n": "integer", "z": "complex", "w": "complex"
}  # fmt: skip

REFUTED = {
    "logarithm of exp":        ("log(exp(z))", "z"),
    "logarithm of a product":  ("log(z*w)", "log(z) + log(w)"),
    "root of a product":       ("sqrt(z*w)", "sqrt(z)*sqrt(w)"),
    "root of a square":        ("sqrt(z^2)", "abs(z)"),
    "root of a negative":      ("sqrt(-x)", "I*sqrt(x)"),
    "the other root":          ("sqrt(-3 + 4*I)", "-1 - 2*I"),
    "another fifth root":      ("(4 + 4*sqrt(3)*I)^(1/5)", "8^(1/5)*exp(I*(pi/15 + 2*pi/5))"),
    "power of a power":        ("exp(z)^w", "exp(z*w)"),
    "triangle equality":       ("abs(z + w)", "abs(z) + abs(w)"),
    "square of a modulus":     ("abs(z)^2", "z^2"),
    "modulus of a conjugate":  ("abs(z - I)", "abs(conjugate(z) - I)"),
    "a root of two":           ("sqrt(z*conjugate(w))", "sqrt(abs(z)*abs(w))"),
    "modulus of exp":          ("abs(exp(I*z))", "1"),
    "conjugate on the cut":    ("conjugate(sqrt(z))", "sqrt(conjugate(z))"),
    "conjugate of log":        ("conjugate(log(z))", "log(conjugate(z))"),
    "imaginary part":          ("im(z)", "(z - conjugate(z))/2"),
    "part of a product":       ("im(z*w)", "im(z)*im(w)"),
    "a period":                ("exp(2*pi*I*z)", "1"),
    "phase of a square":       ("arg(z^2)", "2*arg(z)"),
    "phase turned":            ("arg(I*z)", "arg(z) + pi/2"),
    "phase beyond a half turn": ("arg(exp(4*I))", "4"),
    "the other half turn":     ("arg(-1) + 0*I", "-pi"),
    "phase of a product":      ("arg(z*w)", "arg(z) + arg(w)"),
}  # fmt: skip
PROVED = {
    "on the circle":           ("abs(exp(I*x))", "1"),
    "on the circle, written":  ("abs(cos(x) + I*sin(x))", "1"),
    "modulus":                 ("abs(x + I*y)", "sqrt(x^2 + y^2)"),
    "modulus of exp":          ("abs(exp(z))", "exp(re(z))"),
    "square of a modulus":     ("abs(z)^2", "z*conjugate(z)"),
    "polar form":              ("abs(r*exp(I*x))", "r"),
    "modulus of a quotient":   ("abs(1/(1 + I*x))", "1/sqrt(1 + x^2)"),
    "modulus of a conjugate":  ("abs(z*conjugate(w))", "abs(z)*abs(w)"),
    "a point mirrored":        ("abs(z - I)", "abs(conjugate(z) + I)"),
    "a root of a square":      ("sqrt(x^2*z*conjugate(z))", "abs(x)*abs(z)"),
    "conjugate of a root":     ("conjugate(sqrt(z*conjugate(z)))", "sqrt(z*conjugate(z))"),
    "cube roots":              ("(2 + 11*I)^(1/3) + (2 - 11*I)^(1/3)", "4"),
    "nested roots":            ("sqrt(193*sqrt(2) + 240*I)", "15*2^(1/4) + 4*2^(3/4)*I"),
    "parallelogram":           ("abs(z + w)^2 + abs(z - w)^2", "2*abs(z)^2 + 2*abs(w)^2"),
    "real part":               ("re(x + I*y)", "x"),
    "part of a square":        ("im((x + I*y)^2)", "2*x*y"),
    "part of a product":       ("re(z*w)", "re(z)*re(w) - im(z)*im(w)"),
    "part of a quotient":      ("re(1/(x + I*y))", "x/(x^2 + y^2)"),
    "part of exp":             ("re(r*exp(I*x))", "r*cos(x)"),
    "conjugate":               ("conjugate(x + I*y)", "x - I*y"),
    "conjugate of a product":  ("conjugate(z*w)", "conjugate(z)*conjugate(w)"),
    "conjugate of exp":        ("conjugate(exp(I*x))", "exp(-I*x)"),
    "a reciprocal":            ("1/conjugate(z)", "z/abs(z)^2"),
    "a square root":           ("sqrt(3 - 4*I)", "2 - I"),
    "a nested square root":    ("sqrt(1 + sqrt(3)*I)", "(sqrt(3) + I)/sqrt(2)"),
    "a fifth root":            ("(4 + 4*sqrt(3)*I)^(1/5)", "8^(1/5)*exp(I*pi/15)"),
    "a cube root":             ("(-8)^(1/3)", "1 + sqrt(3)*I"),
    "a root of the unit":      ("sqrt(I)", "(1 + I)/sqrt(2)"),
    "a power of the unit":     ("I^I", "exp(-pi/2)"),
    "a logarithm":             ("log(-1)", "I*pi"),
    "a logarithm of the unit": ("log(-I)", "-I*pi/2"),
    "a logarithm off the axes": ("log(1 + I)", "log(2)/2 + I*pi/4"),
    "a period":                ("exp(2*pi*I*n)", "1"),
    "phase of the unit":       ("arg(I) - arg(-I)", "pi"),
    "phase of a negative":     ("arg(-r) + 0*I", "pi"),
    "phase of a number":       ("arg(-1 - I)", "-3*pi/4"),
    "phase of a root":         ("arg(1 + sqrt(3)*I)", "pi/3"),
    "phase of a quotient":     ("arg((1 + I)/(1 - I))", "pi/2"),
    "phase of a polar form":   ("arg(r*exp(3*I))", "3"),
    "phase by the arctangent": ("arg(r + x*I)", "atan(x/r)"),
    "two Gaussian primes":     ("arg(2 + I) + arg(3 + I)", "pi/4"),
    "a root of unity":         ("exp(2*pi*I/3)", "-1/2 + sqrt(3)/2*I"),
}  # fmt: skip


def test_a_part_that_never_vanishes_is_condition_enough() -> None:
    found = check_step("1/(1 + I*x)", "(1 - I*x)/(1 + x^2)", symbols=SYMBOLS)
    assert (found.name, found.conditions) == ("proved", ())


@pytest.mark.parametrize(("before", "after"), REFUTED.values(), ids=REFUTED)
def test_what_is_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), PROVED.values(), ids=PROVED)
def test_what_is_proved(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS)
    assert found.name == "proved"
