"""Numbers with nested roots and rational angles: first what differs, then what is equal."""

from __future__ import annotations

import pytest

from derivcheck import check_step

UNEQUAL = {
    "the other root":      ("sqrt(5 - 2*sqrt(6))", "sqrt(2) - sqrt(3)"),
    "a wrong radicand":    ("sqrt(3 + 2*sqrt(2))", "1 + sqrt(3)"),
    "a close number":      ("sqrt(2) + sqrt(3)", "sqrt(5 + 2*sqrt(6)) + 1/10^40"),
    "a cube root too few": ("cbrt(2 + sqrt(5)) + cbrt(2 - sqrt(5))", "1 + 1/10^30"),
    "a close tangent":     ("tan(3*pi/11) + 4*sin(2*pi/11)", "sqrt(11) + 1/10^60"),
    "another angle":       ("cos(pi/7) - cos(2*pi/7) + cos(4*pi/7)", "1/2"),
    "a tiny angle":        ("sin(pi/(10^80 + 129))", "0"),
    "no rational angle":   ("cos(1)", "cos(1 + 1/10^200)"),
    "no tangent there":    ("tan(pi/2)*0", "0"),
    "no sum of angles":    ("cos(pi/3 + 1)", "1/2"),
    "roots of unlike signs": ("sqrt(2)", "-sqrt(2)"),
    "a conjugate":         ("(930249 - 416020*sqrt(5))^(1/30)", "(1 + sqrt(5))/2"),
    "another angle of the same polynomial": ("cos(3*pi/7)*cos(2*pi/7)*cos(4*pi/7)", "1/8"),
    "a conjugate angle":   ("cos(3*pi/13) + cos(pi/13) - cos(9*pi/13)", "(1 + sqrt(13))/4"),
    "no name is a number": ("x^2*sqrt(2)^2", "x^2*sqrt(3)"),
}  # fmt: skip
EQUAL = {
    "an angle less nothing": ("cos(pi/2 - 0)", "0"),
    "a sum of angles":       ("sin(pi/2 + pi/3)", "1/2"),
    "a sum of two roots":    ("sqrt(5 + 2*sqrt(6))", "sqrt(2) + sqrt(3)"),
    "a root and a number":   ("sqrt(3 - 2*sqrt(2))", "sqrt(2) - 1"),
    "beside a name":         ("sqrt(2 + sqrt(3))*x", "(sqrt(6) + sqrt(2))/2*x"),
    "cube roots":            ("cbrt(2 + sqrt(5)) + cbrt(2 - sqrt(5))", "1"),
    "a cube root as power":  ("(7 + 5*sqrt(2))^(1/3)", "1 + sqrt(2)"),
    "Ramanujan's":           ("cbrt(cbrt(2) - 1)", "cbrt(1/9) - cbrt(2/9) + cbrt(4/9)"),
    "the pentagon":          ("sqrt(10 + 2*sqrt(5))*sqrt(10 - 2*sqrt(5))", "4*sqrt(5)"),
    "an eighteenth of a turn": ("cos(pi/9)*cos(2*pi/9)*cos(4*pi/9)", "1/8"),
    "the heptagon":          ("sin(pi/7)*sin(2*pi/7)*sin(3*pi/7)", "sqrt(7)/8"),
    "eleven parts":          ("tan(3*pi/11) + 4*sin(2*pi/11)", "sqrt(11)"),
    "a tenth":               ("sin(pi/10)", "(sqrt(5) - 1)/4"),
    "a high order":         (
        "(930249 + 416020*sqrt(5))^(1/30) - (930249 - 416020*sqrt(5))^(1/30)", "1"),
    "a fourth root":        ("(3 + 2*sqrt(2))^(1/4)", "sqrt(1 + sqrt(2))"),
    "roots one in another": ("sqrt(16 - 2*sqrt(29) + 2*sqrt(55 - 10*sqrt(29)))",
                             "sqrt(22 + 2*sqrt(5)) - sqrt(11 + 2*sqrt(29)) + sqrt(5)"),
    "a root among angles":  ("sqrt(13)", "4*(cos(pi/13) + cos(3*pi/13) + cos(9*pi/13)) - 1"),
    "sixteen parts":        ("cos(pi/16)", "sqrt(2 + sqrt(2 + sqrt(2)))/2"),
    "too many parts":       ("cos(355*pi/113)", "-cos(16*pi/113)"),
    "many turns":           ("sin(1000*pi/7)", "sin(6*pi/7)"),
    "seventeen parts": (
        "16*cos(2*pi/17)", "-1 + sqrt(17) + sqrt(34 - 2*sqrt(17)) + 2*sqrt(17 + 3*sqrt(17)"
        " - sqrt(34 - 2*sqrt(17)) - 2*sqrt(34 + 2*sqrt(17)))",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), UNEQUAL.values(), ids=UNEQUAL)
def test_unequal_numbers_are_not_proved_equal(before: str, after: str) -> None:
    assert check_step(before, after, symbols={"x": "real"}).name != "proved"


@pytest.mark.parametrize(("before", "after"), EQUAL.values(), ids=EQUAL)
def test_equal_numbers_are_proved_equal(before: str, after: str) -> None:
    verdict = check_step(before, after, symbols={"x": "real"})
    assert (verdict.name, verdict.conditions) == ("proved", ())


PRINCIPAL = {
    "a root of a square":   ("sqrt(-8 - 6*I)", "1 - 3*I", "proved"),
    "the other root":       ("sqrt(-8 - 6*I)", "3*I - 1", "refuted"),
    "a cube root":          ("(2 + 11*I)^(1/3)", "2 + I", "proved"),
    "another cube root":    ("(2 + 11*I)^(1/3)", "(2 + I)*(sqrt(3)*I - 1)/2", "refuted"),
    "a root of minus one":  ("(-1)^(1/3)", "(1 + sqrt(3)*I)/2", "proved"),
    "conjugate cube roots": ("(2 + 11*I)^(1/3) + (2 - 11*I)^(1/3)", "4", "proved"),
    "roots of unity":       (
        "(4*sqrt(3)*I + 4)^(1/5)", "8^(1/5)*(cos(pi/15) + I*sin(pi/15))", "proved"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "name"), PRINCIPAL.values(), ids=PRINCIPAL)
def test_principal_roots(before: str, after: str, name: str) -> None:
    assert check_step(before, after).name == name


DENOMINATORS = {
    "a sign in a numerator": (
        "exp(1/(sqrt(x) - sqrt(y)))", "exp((sqrt(x) - sqrt(y))/(x - y))", "refuted"),
    "a norm with a sign": (
        "f(1/(sqrt(x) + sqrt(y)))", "f((sqrt(x) - sqrt(y))/(x + y))", "refuted"),
    "roots of names": (
        "exp(1/(sqrt(x) - sqrt(y)))", "exp((sqrt(x) + sqrt(y))/(x - y))", "proved"),
    "roots of numbers": ("f(1/(1 + sqrt(2)))", "f(sqrt(2) - 1)", "proved"),
    "a root of a quotient": (
        "(1/(sqrt(x) + 1))^(1/3)", "((sqrt(x) - 1)/(x - 1))^(1/3)", "proved"),
    "a sine": ("exp(1/(1 + sin(z)))", "exp((1 - sin(z))/cos(z)^2)", "proved"),
    "in a sum": (
        "sum(f(k)/(1 + sqrt(2)), k = 1..n)", "sum(f(k)*(sqrt(2) - 1), k = 1..n)", "proved"),
}  # fmt: skip
SYMBOLS = {"x": "real", "y": "real", "z": "real", "f": "function", "n": "integer"}
ASSUMED = ("y > 1", "x > y", "cos(z) != 0")


@pytest.mark.parametrize(("before", "after", "name"), DENOMINATORS.values(), ids=DENOMINATORS)
def test_roots_in_denominators(before: str, after: str, name: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=ASSUMED).name == name
