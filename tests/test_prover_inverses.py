"""Inverse functions of what they undo, of numbers and of each other: first what is refuted."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"x": "real", "y": "real"}
Row = tuple[str, str, tuple[str, ...]]

REFUTED: dict[str, Row] = {
    "a sine without a range":  ("asin(sin(x))", "x", ()),
    "a cosine without one":    ("acos(cos(x))", "x", ()),
    "a tangent without one":   ("atan(tan(x))", "x", ()),
    "reciprocals of either sign": ("atan(x/y) + atan(y/x)", "pi/2", ("x > 0",)),
    "half the range":          ("asin(sin(x))", "x", ("0 <= x", "x <= pi")),
    "an end beyond":           ("asin(sin(x))", "x", ("-pi/2 <= x", "x <= 8/5")),
    "cosine below zero":       ("acos(cos(x))", "x", ("-1 <= x", "x <= 1")),
    "reflected too early":     ("asin(sin(x))", "pi - x", ("0 <= x", "x <= pi")),
    "a cosine's sine":         ("asin(cos(x))", "pi/2 - x", ()),
    "a whole turn missing":    ("acos(cos(x))", "x", ("pi <= x", "x <= 2*pi")),
    "past a pole":             ("atan(tan(x))", "x", ("0 <= x", "x < pi")),
    "a double angle too far":  ("acos(2*cos(x)^2 - 1)", "2*x", ("0 <= x", "x <= 2")),
    "half an angle anywhere":  ("atan(sin(x)/(1 + cos(x)))", "x/2", ()),
    "a supplement":            ("acos(-1/2)", "pi/3", ()),
    "no principal value":      ("asin(sqrt(3)/2)", "2*pi/3", ()),
    "another part":            ("atan(2 - sqrt(3))", "pi/11", ()),
    "no rational angle":       ("asin(1/3)", "3*pi/28", ()),
    "a number close to it":    ("asin(1/2 + 1/10^30)", "pi/6", ()),
    "no relation":             ("atan(1/2) + atan(1/4)", "pi/4", ()),
    "another prime":           ("4*atan(1/5) - atan(1/238)", "pi/4", ()),
    "a half turn too few":     ("atan(1) + atan(2) + atan(3)", "0", ()),
    "the tangent of the sum":  ("2*atan(2)", "atan(-4/3)", ()),
    "three angles too many":   ("3*acos(1/4)", "acos(-11/16)", ()),
    "a wrong double":          ("2*asin(1/3)", "acos(7/9) + 1/10^12", ()),
    "sines are not added":     ("asin(1/3) + asin(1/5)", "asin(8/15)", ()),
}  # fmt: skip
PROVED: dict[str, Row] = {
    "reciprocals above zero":  ("atan(x/y) + atan(y/x)", "pi/2", ("x > 0", "y > 0")),
    "reciprocals below zero":  ("atan(x/y) + atan(y/x)", "-pi/2", ("x < 0", "y > 0")),
    "sine":                    ("asin(sin(x))", "x", ("-pi/2 <= x", "x <= pi/2")),
    "cosine":                  ("acos(cos(x))", "x", ("0 <= x", "x <= pi")),
    "cosine reflected":        ("acos(cos(x))", "-x", ("-pi <= x", "x <= 0")),
    "cosine a turn on":        ("acos(cos(x))", "2*pi - x", ("pi <= x", "x <= 2*pi")),
    "sine of a cosine":        ("asin(cos(x))", "pi/2 - x", ("0 <= x", "x <= pi")),
    "cosine of a sine":        ("acos(sin(x))", "pi/2 - x", ("-pi/2 <= x", "x <= pi/2")),
    "sine reflected":          ("asin(sin(x))", "pi - x", ("pi/2 <= x", "x <= 3*pi/2")),
    "sine a turn back":        ("asin(sin(x))", "x + 2*pi", ("-5*pi/2 <= x", "x <= -3*pi/2")),
    "a multiple":              ("asin(sin(2*x))", "2*x", ("-pi/4 <= x", "x <= pi/4")),
    "a difference":            ("acos(cos(x - y))", "x - y", ("0 <= x - y", "x - y <= pi")),
    "several turns on":        ("asin(sin(x))", "3*pi - x", ("5*pi/2 <= x", "x <= 7*pi/2")),
    "a double angle":          ("acos(2*cos(x)^2 - 1)", "2*x", ("0 <= x", "x <= pi/2")),
    "a triple angle":          ("asin(3*sin(x) - 4*sin(x)^3)", "3*x", ("-pi/6 <= x", "x <= pi/6")),
    "half an angle of tangents": ("atan((1 - cos(x))/sin(x))", "x/2", ("0 < x", "x < pi")),
    "a sign":                  ("acos(-cos(x))", "pi - x", ("0 <= x", "x <= pi")),
    "tangent":                 ("atan(tan(x))", "x", ("-pi/2 < x", "x < pi/2")),
    "tangent a half turn on":  ("atan(tan(x))", "x - pi", ("pi/2 < x", "x < 3*pi/2")),
    "cotangent":               ("atan(cot(x))", "pi/2 - x", ("0 < x", "x < pi")),
    "a quotient":              ("atan(sin(x)/cos(x))", "x", ("0 < x", "x < pi/2")),
    "a narrower range":        ("asin(sin(x))", "x", ("0 < x", "x < 1")),
    "secant":                  ("asec(sec(x))", "x", ("0 <= x", "x < pi/2")),
    "cotangent of its own":    ("acot(cot(x))", "x", ("0 < x", "x < pi/2")),
    "inside a sum":            ("asin(sin(x)) - 2*x", "-x", ("0 < x", "x < pi/2")),
    "a number":                ("asin(sin(3))", "pi - 3", ()),
    "a rational angle":        ("acos(cos(9*pi/7))", "5*pi/7", ()),
    "a tangent's":             ("atan(tan(5*pi/7))", "-2*pi/7", ()),
    "half":                    ("acos(-1/2)", "2*pi/3", ()),
    "a root of three":         ("asin(-sqrt(3)/2)", "-pi/3", ()),
    "a third root":            ("atan(sqrt(3)/3)", "pi/6", ()),
    "a twelfth":               ("atan(2 - sqrt(3))", "pi/12", ()),
    "a twelfth by sines":      ("asin((sqrt(6) - sqrt(2))/4)", "pi/12", ()),
    "a tenth":                 ("asin((sqrt(5) - 1)/4)", "pi/10", ()),
    "an eighth":               ("asin(sqrt(2 - sqrt(2))/2)", "pi/8", ()),
    "nested":                  ("atan(sqrt(5 - 2*sqrt(5)))", "pi/5", ()),
    "by its secant":           ("asec(2) + acsc(2)", "pi/2", ()),
    "minus one":               ("asin(-1) + acos(-1) + atan(-1)", "pi/4", ()),
    "Euler's":                 ("atan(1/2) + atan(1/3)", "pi/4", ()),
    "Machin's":                ("4*atan(1/5) - atan(1/239)", "pi/4", ()),
    "Gauss's":                 ("12*atan(1/18) + 8*atan(1/57) - 5*atan(1/239)", "pi/4", ()),
    "one, two, three":         ("atan(1) + atan(2) + atan(3)", "pi", ()),
    "a double":                ("2*atan(1/2)", "atan(4/3)", ()),
    "beside a name":           ("atan(x) + atan(1/3) + atan(1/7)", "atan(x) + atan(1/2)", ()),
    "a right triangle":        ("asin(3/5) + asin(4/5)", "pi/2", ()),
    "two triangles":           ("asin(5/13) + asin(3/5)", "asin(56/65)", ()),
    "half an angle":           ("acos(3/5)", "2*atan(1/2)", ()),
    "a tetrahedron":           ("acos(1/3)", "2*atan(sqrt(2)/2)", ()),
    "an octahedron":           ("acos(-1/3)", "2*atan(sqrt(2))", ()),
    "a double of a sine":      ("2*asin(1/3)", "acos(7/9)", ()),
    "a triple of a sine":      ("3*asin(1/4)", "asin(11/16)", ()),
    "sines added":             ("asin(1/3) + asin(1/4)", "asin((sqrt(15) + 2*sqrt(2))/12)", ()),
    "with a cube root":        ("2*atan(cbrt(2)/3)", "atan(6*cbrt(2)/(9 - cbrt(4)))", ()),
    "reciprocals":             ("atan(sqrt(2)) + atan(1/sqrt(2))", "pi/2", ()),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "assume"), REFUTED.values(), ids=REFUTED)
def test_what_is_refuted(before: str, after: str, assume: tuple[str, ...]) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=assume).name == "refuted"


@pytest.mark.parametrize(("before", "after", "assume"), PROVED.values(), ids=PROVED)
def test_what_is_proved(before: str, after: str, assume: tuple[str, ...]) -> None:
    found = check_step(before, after, symbols=SYMBOLS, assume=assume)
    assert (found.name, found.conditions) == ("proved", ())
